"""What is to be sent follows from where facts were found, and from nothing else."""

from chassis.stores import Mark, Store, Write
from chassis.testing.stores.samples import due, fact, mark, tell

OLD, YOUNG = 1, 10
"""Days; facts younger than the fifth are sent again to a new topic."""


class SendingFacts:
    """Facts that are still to be sent, and the marks of those that were found."""

    def test_of_each_aggregate_the_first_fact_is_due_first(self, store: Store) -> None:
        tell(store, "a", OLD, YOUNG)
        tell(store, "b", YOUNG)
        assert due(store, "T") == ["a.1", "b.1"]
        mark(store, "T", a=(1, 0))
        assert due(store, "T") == ["a.2", "b.1"]
        mark(store, "T", a=(2, 1), b=(1, 0))
        assert due(store, "T") == []

    def test_facts_of_one_write_are_due_one_after_another(self, store: Store) -> None:
        store.save(Write("idea", "a", {}, 0, (fact("a", 1), fact("a", 2))))
        assert due(store, "T") == ["a.1"]
        mark(store, "T", a=(1, 0))
        assert due(store, "T") == ["a.2"]

    def test_an_earlier_fact_is_due_though_a_later_was_found(self, store: Store) -> None:
        tell(store, "a", OLD, OLD, OLD)
        mark(store, "T", a=(3, 0))
        assert due(store, "T") == ["a.1"]

    def test_what_was_never_found_is_due_however_old(self, store: Store) -> None:
        tell(store, "a", OLD)
        assert due(store, "T", since="2030-01-01") == ["a.1"]

    def test_what_is_due_comes_whole(self, store: Store) -> None:
        tell(store, "a", YOUNG)
        assert store.unsent("T", "2026-01-05") == [fact("a", 1)]

    def test_a_new_topic_gets_what_is_young_in_order(self, store: Store) -> None:
        tell(store, "a", OLD, YOUNG, YOUNG)
        for revision in (1, 2, 3):
            mark(store, "T", a=(revision, revision))
        assert due(store, "T") == []
        assert due(store, "T2") == ["a.2"]
        mark(store, "T2", a=(2, 0))
        assert due(store, "T2") == ["a.3"]
        mark(store, "T2", a=(3, 1))
        assert due(store, "T2") == []

    def test_a_new_topic_gets_the_last_of_what_is_old(self, store: Store) -> None:
        tell(store, "a", OLD, OLD)
        tell(store, "b", OLD)
        mark(store, "T", a=(1, 0), b=(1, 1))
        mark(store, "T", a=(2, 2))
        assert due(store, "T2") == ["a.2", "b.1"]
        mark(store, "T2", a=(2, 0))
        assert due(store, "T2") == ["b.1"]
        mark(store, "T2", b=(1, 1))
        assert due(store, "T2") == []

    def test_the_lowest_is_due_whether_it_is_new_or_only_young(self, store: Store) -> None:
        tell(store, "a", YOUNG, YOUNG, YOUNG)
        mark(store, "T", a=(1, 0))
        assert due(store, "T2") == ["a.1"]
        assert due(store, "T") == ["a.2"]
        mark(store, "T", a=(3, 1))
        assert due(store, "T2") == ["a.1"]
        mark(store, "T2", a=(1, 0))
        assert due(store, "T2") == ["a.2"]

    def test_the_last_is_not_due_while_an_earlier_is(self, store: Store) -> None:
        tell(store, "a", YOUNG, OLD)
        mark(store, "T", a=(1, 0))
        mark(store, "T", a=(2, 1))
        assert due(store, "T2") == ["a.1"]
        mark(store, "T2", a=(1, 0))
        assert due(store, "T2") == ["a.2"]

    def test_an_aggregate_is_due_once_however_many_topics_there_were(self, store: Store) -> None:
        tell(store, "a", YOUNG, YOUNG, YOUNG, YOUNG)
        for revision in (1, 2, 3):
            mark(store, f"T{revision}", a=(revision, 0))
        assert due(store, "T4") == ["a.1"]
        assert due(store, "T1") == ["a.2"]

    def test_on_one_topic_a_mark_only_grows(self, store: Store) -> None:
        tell(store, "a", YOUNG)
        for place in (7, 3, 9, 8):
            mark(store, "T", a=(1, place))
        assert store.history("idea", "a")[0].sent == Mark("T", 9)
        assert store.lasts("idea", ["a"])["a"].sent == Mark("T", 9)
        assert store.caused("idea", "a", "cause/a/1") == store.history("idea", "a")[0]

    def test_another_topic_takes_the_place_of_a_mark(self, store: Store) -> None:
        tell(store, "a", YOUNG)
        mark(store, "T", a=(1, 7))
        mark(store, "T2", a=(1, 0))
        assert store.history("idea", "a")[0].sent == Mark("T2", 0)

    def test_marks_are_set_for_the_facts_they_name(self, store: Store) -> None:
        tell(store, "a", YOUNG, YOUNG)
        tell(store, "b", YOUNG)
        marks = {
            ("idea", "a", 1): Mark("T", 4),
            ("idea", "b", 1): Mark("T", 5),
            ("idea", "b", 2): Mark("T", 6),
            ("note", "a", 2): Mark("T", 7),
        }
        store.mark_sent(marks)
        store.mark_sent({})
        assert [each.sent for each in store.history("idea", "a")] == [Mark("T", 4), None]
        assert [each.sent for each in store.history("idea", "b")] == [Mark("T", 5)]

    def test_no_more_come_than_asked_for(self, store: Store) -> None:
        for id in "abcde":
            tell(store, id, YOUNG, YOUNG)
        assert len(due(store, "T", limit=3)) == 3
        for id in "abcde":
            mark(store, "T", **{id: (1, 0)})
            mark(store, "T", **{id: (2, 1)})
        assert len(due(store, "T2", limit=3)) == 3
        assert len(due(store, "T2", limit=5)) == 5

"""Facts stay with their aggregate, in order, and are found by what caused them."""

from dataclasses import replace

from chassis.stores import Store, Write
from chassis.testing.stores.samples import fact, tell


class KeepingHistory:
    """What happened to an aggregate."""

    def test_a_fact_comes_back_whole(self, store: Store) -> None:
        told = fact("a", 1, "cause")
        store.save(Write("idea", "a", {}, 0, (told,)))
        assert store.history("idea", "a") == [told]

    def test_facts_come_in_order_and_part_by_part(self, store: Store) -> None:
        store.save(Write("idea", "a", {}, 0, tuple(fact("a", n) for n in range(1, 12))))
        store.save(Write("idea", "a", {}, 1, (fact("a", 1_790_000_000_000),)))
        every = [each.revision for each in store.history("idea", "a")]
        assert every == [*range(1, 12), 1_790_000_000_000]
        assert [each.revision for each in store.history("idea", "a", 3, 2)] == [4, 5]
        assert store.history("idea", "a", 1_790_000_000_000) == []

    def test_histories_are_apart(self, store: Store) -> None:
        store.save(Write("idea", "a", {}, 0, (fact("a", 1),)))
        store.save(Write("note", "a", {}, 0, (fact("a", 1, kind="note"),)))
        assert [each.kind for each in store.history("idea", "a")] == ["idea"]
        assert store.history("idea", "b") == []

    def test_a_cause_is_found_on_its_aggregate_only(self, store: Store) -> None:
        store.save(Write("idea", "a", {}, 0, (fact("a", 1, "x"), fact("a", 2, "x"))))
        store.save(Write("idea", "a", {}, 1, (fact("a", 3, "y"),)))
        store.save(Write("idea", "b", {}, 0, (fact("b", 1, "z"),)))
        assert store.caused("idea", "a", "x") == fact("a", 2, "x")
        assert store.caused("idea", "a", "y") == fact("a", 3, "y")
        assert store.caused("idea", "a", "z") is None
        assert store.caused("idea", "b", "x") is None
        assert store.caused("note", "a", "x") is None

    def test_the_last_facts_are_told_by_id(self, store: Store) -> None:
        tell(store, "a", 1, 2, 3)
        tell(store, "b", 4)
        lasts = store.lasts("idea", ["a", "b", "nobody", "a"])
        assert {id: each.revision for id, each in lasts.items()} == {"a": 3, "b": 1}
        assert lasts["b"] == fact("b", 1, day=4)
        assert store.lasts("note", ["a"]) == {}
        assert store.lasts("idea", []) == {}

    def test_a_document_may_change_without_a_fact(self, store: Store) -> None:
        tell(store, "a", 1)
        assert store.save(Write("idea", "a", {"n": 9}, 1)) == 2
        assert [each.revision for each in store.history("idea", "a")] == [1]

    def test_facts_are_unheard_in_order_until_they_are_heard(self, store: Store) -> None:
        tell(store, "a", 1, 2)
        tell(store, "b", 1)
        store.save(Write("idea", "a", {}, 2, (fact("a", 3), fact("a", 4))))
        unheard = store.unheard()
        own = {id: [e.revision for e in unheard if e.id == id] for id in ("a", "b")}
        assert own == {"a": [1, 2, 3, 4], "b": [1]}
        store.mark_heard([each for each in unheard if each.revision in (1, 3)])
        assert [(e.id, e.revision) for e in store.unheard()] == [("a", 2), ("a", 4)]
        assert store.unheard(1) == store.unheard()[:1]
        store.mark_heard(unheard)
        assert store.unheard() == []

    def test_marking_what_was_never_told_does_nothing(self, store: Store) -> None:
        tell(store, "a", 1)
        store.mark_heard([replace(fact("a", 2)), fact("nobody", 1)])
        store.mark_heard([])
        assert [each.revision for each in store.unheard()] == [1]

    def test_what_was_heard_is_still_to_be_sent(self, store: Store) -> None:
        tell(store, "a", 1)
        store.mark_heard(store.unheard())
        assert len(store.unsent("T", "2026-01-01")) == 1
        assert len(store.history("idea", "a")) == 1

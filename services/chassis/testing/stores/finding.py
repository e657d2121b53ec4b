"""What is asked for is found: all of it, nothing else, in order and page by page."""

import random
from itertools import pairwise

import pytest

from chassis.errors import Unreadable
from chassis.stores import Doc, Order, Store, Where, Write
from chassis.testing.stores.model import expected, some_conditions
from chassis.testing.stores.samples import STATUSES, at, fill, idea, ids

ORDERS: list[Order] = [
    [],
    [("id", -1)],
    [("at", -1)],
    [("n", 1)],
    [("status", 1), ("at", -1)],
    [("even", -1), ("status", -1)],
    [("author.id", -1), ("n", 1)],
]


def walk(store: Store, where: Where, order: Order, limit: int) -> list[Doc]:
    """Return all that is found, page by page."""
    found: list[Doc] = []
    page = store.find("idea", where, order, limit)
    while page.next is not None:
        assert len(page.items) == limit
        found += page.items
        page = store.find("idea", where, order, limit, page.next)
    return found + page.items


class FindingDocuments:
    """Conditions, orders, pages and counts."""

    @pytest.mark.parametrize(
        ("where", "numbers"),
        [
            ([("n", "gte", 3), ("n", "lt", 6)], [3, 4, 5]),
            ([("n", "gt", 27), ("n", "lte", 29)], [28, 29]),
            ([("status", "eq", "done"), ("n", "lte", 4)], [1, 4]),
            ([("n", "in", [1, 28, 99])], [1, 28]),
            ([("status", "in", [])], []),
            ([("author.id", "eq", "u4"), ("n", "gt", 20)], [24, 29]),
            ([("half", "eq", 1.5)], [3]),
            ([("even", "eq", True), ("n", "lt", 3)], [0, 2]),
            ([("at", "gt", at(27))], [28, 29]),
            ([("id", "in", ["i002", "x"])], [2]),
            ([("id", "eq", "i003")], [3]),
            ([("never", "eq", 1)], []),
            ([("never", "lt", 1)], []),
            ([("never", "eq", None), ("n", "lt", 2)], [0, 1]),
            ([("never", "in", [1, None]), ("n", "lt", 2)], [0, 1]),
            ([("n", "in", [None])], []),
        ],
    )
    def test_all_that_fits_is_found(self, store: Store, where: Where, numbers: list[int]) -> None:
        fill(store, 30)
        assert ids(store.find("idea", where)) == [f"i{n:03d}" for n in numbers]
        assert store.count("idea", where) == len(numbers)

    def test_a_member_of_a_list_is_found(self, store: Store) -> None:
        fill(store, 12)
        assert ids(store.find("idea", [("tags", "has", "t1")])) == ["i001", "i005", "i009"]
        assert ids(store.find("idea", [("tags", "has", "T1")])) == []
        assert store.count("idea", [("tags", "has", "t1"), ("n", "gt", 4)]) == 2

    def test_a_document_with_several_of_the_members_is_found_once(self, store: Store) -> None:
        fill(store, 12)
        where: Where = [("tags", "any", ["t1", "ø", "x"])]
        assert len(ids(store.find("idea", where, [("at", 1)]))) == 12
        assert store.count("idea", where) == 12
        assert store.count("idea", [("tags", "any", [])]) == 0

    def test_a_document_with_several_rare_members_is_found_once(self, store: Store) -> None:
        fill(store, 40)
        store.save(Write("idea", "a", idea(9, tags=["rare", "odd", "rare"]), 0))
        where: Where = [("tags", "any", ["odd", "rare"]), ("status", "eq", "open")]
        assert ids(store.find("idea", where, [("at", 1)])) == ["a"]
        assert store.count("idea", where) == 1

    def test_a_path_leads_through_lists_of_objects(self, store: Store) -> None:
        way = [{"steps": [{"id": "s1"}, {"id": "s2"}]}, {"steps": []}, {"steps": [{"id": "s3"}]}]
        store.save(Write("idea", "a", {"stages": way}, 0))
        store.save(Write("idea", "b", {"stages": way[1:]}, 0))
        found = {
            step: ids(store.find("idea", [("stages.steps.id", "any", [step, "no"])]))
            for step in ("s1", "s3", "s4")
        }
        assert found == {"s1": ["a"], "s3": ["a", "b"], "s4": []}

    def test_members_that_went_are_found_no_more(self, store: Store) -> None:
        store.save(Write("idea", "a", {"tags": ["old", "kept"]}, 0))
        store.save(Write("idea", "a", {"tags": ["kept", "new"]}, 1))
        counts = {
            tag: store.count("idea", [("tags", "has", tag)]) for tag in ("old", "kept", "new")
        }
        assert counts == {"old": 0, "kept": 1, "new": 1}

    @pytest.mark.parametrize(
        ("where", "count"),
        [
            ([], 30),
            ([("status", "eq", "open")], 10),
            ([("tags", "has", "t1"), ("even", "eq", False)], 8),
            ([("n", "gt", 99)], 0),
        ],
    )
    def test_counts_are_those_of_what_is_found(
        self, store: Store, where: Where, count: int
    ) -> None:
        fill(store, 30)
        assert store.count("idea", where) == count == len(store.find("idea", where, (), 99).items)
        assert sum(store.count_by("idea", "status", where).values()) == count

    def test_counts_are_told_by_value(self, store: Store) -> None:
        fill(store, 30)
        assert store.count_by("idea", "status") == dict.fromkeys(STATUSES, 10)
        few: Where = [("n", "lt", 6)]
        by_author = {"u0": 2, "u1": 1, "u2": 1, "u3": 1, "u4": 1}
        assert store.count_by("idea", "author.id", few) == by_author
        assert store.count_by("idea", "never", few) == {None: 6}

    @pytest.mark.parametrize("order", ORDERS)
    def test_pages_together_are_the_whole_in_order(self, store: Store, order: Order) -> None:
        fill(store, 31)
        whole = store.find("idea", (), order, 99).items
        assert [doc.id for doc in whole] == expected(whole, (), order)
        for limit in (1, 7, 31, 50):
            assert walk(store, (), order, limit) == whole

    def test_there_is_no_next_page_behind_the_last(self, store: Store) -> None:
        fill(store, 10)
        assert store.find("idea", (), [("at", 1)], 10).next is None
        assert store.find("idea", (), [("at", 1)], 9).next is not None

    def test_ties_are_broken_by_id(self, store: Store) -> None:
        store.save_many([Write("idea", f"{n * 7 % 20:02d}", idea(3), 0) for n in range(20)])
        for direction in (1, -1):
            found = ids(walk(store, [("status", "eq", "open")], [("at", direction)], 3))
            assert all(direction * (a < b) - direction * (a > b) > 0 for a, b in pairwise(found))
            assert len(found) == 20

    def test_texts_sort_by_their_characters(self, store: Store) -> None:
        texts = ["å", "z", "Ø", "a", "مر", "Z", "🏝", "﷽"]
        store.save_many([Write("idea", f"k{n}", {"at": t}, 0) for n, t in enumerate(texts)])
        found = store.find("idea", (), [("at", 1)]).items
        assert [doc.body["at"] for doc in found] == sorted(texts)

    def test_a_page_is_not_moved_by_what_comes_in_between(self, store: Store) -> None:
        fill(store, 10)
        first = store.find("idea", (), [("at", -1)], 4)
        store.save_many([Write("idea", "new", idea(40), 0), Write("idea", "zero", idea(0), 0)])
        second = store.find("idea", (), [("at", -1)], 4, first.next)
        assert ids(second) == ["i005", "i004", "i003", "i002"]

    def test_the_order_may_hang_on_equal_values(self, store: Store) -> None:
        fill(store, 40)
        where: Where = [("status", "in", ["open", "held", "open"]), ("author.id", "eq", "u1")]
        order: Order = [("at", -1)]
        whole = store.find("idea", (), (), 99).items
        assert ids(walk(store, where, order, 2)) == expected(whole, where, order)

    def test_a_place_of_another_order_is_not_one_of_this(self, store: Store) -> None:
        fill(store, 10)
        place = store.find("idea", (), [("at", 1)], 4).next
        others: list[tuple[str, Order]] = [
            ("idea", [("at", -1)]),
            ("idea", [("status", 1)]),
            ("idea", [("at", 1), ("n", 1)]),
            ("note", [("at", 1)]),
        ]
        for kind, order in others:
            with pytest.raises(Unreadable):
                store.find(kind, (), order, 4, place)

    @pytest.mark.parametrize("place", ["", "x", "æ", "bnVsbA", "W10", "WzEsMl0", "e30", "A" * 5000])
    def test_nonsense_is_no_place(self, store: Store, place: str) -> None:
        with pytest.raises(Unreadable):
            store.find("idea", (), [("at", 1)], 4, place)

    def test_whatever_is_asked_the_answer_is_that_of_plain_reading(self, store: Store) -> None:
        chance = random.Random(2026)
        fill(store, 200)
        whole = store.find("idea", (), (), 500).items
        for _ in range(150):
            where = chance.sample(some_conditions(chance), chance.randint(1, 3))
            order = chance.choice(ORDERS)
            found = walk(store, where, order, chance.choice([3, 20, 200]))
            assert ids(found) == expected(whole, where, order), (where, order)
            assert store.count("idea", where) == len(found), where

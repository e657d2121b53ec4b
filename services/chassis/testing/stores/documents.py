"""Documents are kept whole, once, and only over the version expected."""

import json
from typing import Any

import pytest

from chassis.errors import Conflict, NotThere, Unfit
from chassis.stores import Doc, Store, Write
from chassis.testing.stores.samples import fact, ids

EVERYTHING = {
    "text": "blåbær مرحبا 🏝️ e\u0301 \0x ‮",
    "whole": 2**53 + 1,
    "largest": 2**63 - 1,
    "smallest": -(2**63),
    "float": 1.0,
    "small": -0.5,
    "yes": True,
    "nothing": None,
    "list": [1, "x", {"deep": []}, None, [[]]],
    "empty": {},
    "é": {"a b": 1, "a$": 2, "": 3},
}


class KeepingDocuments:
    """Reading and writing of single documents, and of several in one go."""

    def test_what_was_saved_is_read_back_unchanged(self, store: Store) -> None:
        assert store.save(Write("note", "a", EVERYTHING, 0)) == 1
        doc = store.get("note", "a")
        assert (doc.id, doc.version) == ("a", 1)
        assert json.dumps(doc.body) == json.dumps(EVERYTHING)

    def test_what_is_not_there_is_not_there(self, store: Store) -> None:
        with pytest.raises(NotThere):
            store.get("note", "nobody")

    def test_a_reader_has_a_copy(self, store: Store) -> None:
        body = {"list": [1]}
        store.save(Write("note", "a", body, 0))
        body["list"].append(2)
        read = store.get("note", "a")
        read.body["list"].append(3)
        assert store.get("note", "a").body == {"list": [1]}

    def test_an_id_is_taken_once(self, store: Store) -> None:
        store.save(Write("note", "a", {"n": 1}, 0))
        with pytest.raises(Conflict):
            store.save(Write("note", "a", {"n": 2}, 0))
        assert store.get("note", "a") == Doc("a", 1, {"n": 1})

    def test_only_the_version_expected_is_replaced(self, store: Store) -> None:
        store.save(Write("note", "a", {"n": 1}, 0))
        assert store.save(Write("note", "a", {"n": 2}, 1)) == 2
        for stale in (1, 3):
            with pytest.raises(Conflict):
                store.save(Write("note", "a", {"n": 9}, stale))
        assert store.get("note", "a") == Doc("a", 2, {"n": 2})

    def test_what_was_never_there_cannot_be_replaced(self, store: Store) -> None:
        with pytest.raises(Conflict):
            store.save(Write("note", "a", {"n": 1}, 1))
        with pytest.raises(NotThere):
            store.get("note", "a")

    def test_a_refused_write_leaves_nothing(self, store: Store) -> None:
        store.save(Write("idea", "a", {"title": "før", "tags": ["old"]}, 0, (fact("a", 1),)))
        for expected in (0, 7):
            body = {"title": "efter", "tags": ["new"]}
            with pytest.raises(Conflict):
                store.save(Write("idea", "a", body, expected, (fact("a", 2),)))
        assert len(store.history("idea", "a")) == 1
        assert ids(store.find("idea", [("title", "text", "før"), ("tags", "has", "old")])) == ["a"]
        assert store.count("idea", [("title", "text", "efter")]) == 0
        assert store.count("idea", [("tags", "has", "new")]) == 0

    def test_after_a_refused_write_the_next_is_kept(self, store: Store) -> None:
        store.save(Write("note", "a", {}, 0))
        with pytest.raises(Conflict):
            store.save(Write("note", "a", {}, 0))
        assert store.save(Write("note", "b", {}, 0)) == 1

    def test_kinds_are_apart(self, store: Store) -> None:
        store.save(Write("note", "a", {"n": 1}, 0))
        store.save(Write("idea", "a", {"n": 2}, 0))
        assert store.get("note", "a").body != store.get("idea", "a").body

    def test_several_are_read_at_once(self, store: Store) -> None:
        wanted = [f"n{n}" for n in range(1200)]
        store.save_many([Write("note", id, {"id": id}, 0) for id in wanted[:-1]])
        found = store.get_many("note", [*wanted, "n0"])
        assert sorted(found) == sorted(wanted[:-1])
        assert all(doc == Doc(id, 1, {"id": id}) for id, doc in found.items())
        assert store.get_many("note", []) == {}

    def test_a_conflict_among_many_spoils_no_other(self, store: Store) -> None:
        store.save(Write("idea", "a", {"n": 0}, 0, (fact("a", 1),)))
        writes = [
            Write("idea", "b", {"n": 1}, 0, (fact("b", 1),)),
            Write("idea", "a", {"n": 1}, 0, (fact("a", 2),)),
            Write("idea", "a", {"n": 2}, 1, (fact("a", 2), fact("a", 3))),
            Write("idea", "c", {"n": 3}, 4, (fact("c", 1),)),
            Write("note", "a", {"n": 4}, 0),
        ]
        assert store.save_many(writes) == [1, None, 2, None, 1]
        assert store.get("idea", "a") == Doc("a", 2, {"n": 2})
        assert store.get("idea", "b").body == {"n": 1}
        told = {id: [each.revision for each in store.history("idea", id)] for id in "abc"}
        assert told == {"a": [1, 2, 3], "b": [1], "c": []}

    def test_one_document_may_come_twice_among_many(self, store: Store) -> None:
        writes = [Write("note", "a", {"n": n}, n) for n in (0, 1, 1, 2)]
        assert store.save_many(writes) == [1, 2, None, 3]
        assert store.get("note", "a").body == {"n": 2}

    def test_many_may_be_none(self, store: Store) -> None:
        assert store.save_many([]) == []

    @pytest.mark.parametrize(
        "value",
        [float("nan"), float("inf"), 2**63, -(2**63) - 1, "half \ud83c", [{"x": "\udc00"}]],
    )
    def test_a_value_that_not_every_engine_keeps_is_refused(self, store: Store, value: Any) -> None:
        with pytest.raises(Unfit) as refusal:
            store.save(Write("note", "a", {"list": [value]}, 0))
        assert refusal.value.pointer.startswith("/list/0")
        with pytest.raises(NotThere):
            store.get("note", "a")

    @pytest.mark.parametrize("name", ["a.b", "$a", "a\0b", "\ud83c"])
    def test_a_name_that_not_every_engine_keeps_is_refused(self, store: Store, name: str) -> None:
        with pytest.raises(Unfit):
            store.save_many([Write("note", "b", {}, 0), Write("note", "a", {"x": {name: 1}}, 0)])
        assert store.count("note") == 0

    def test_an_unfit_fact_is_refused_with_its_document(self, store: Store) -> None:
        told = fact("a", 1)
        told.fact["data"]["number"] = float("nan")
        with pytest.raises(Unfit):
            store.save(Write("idea", "a", {}, 0, (told,)))
        assert store.count("idea") == 0

    def test_it_goes_on_after_closing(self, store: Store) -> None:
        store.save(Write("note", "a", {"n": 1}, 0))
        store.close()
        assert store.get("note", "a").body == {"n": 1}
        assert store.save(Write("note", "a", {"n": 2}, 1)) == 2

import os
import socket
import time
from contextlib import closing
from types import SimpleNamespace

import pytest
from pymongo import MongoClient

from chassis.errors import Busy, Conflict
from chassis.stores import Kind, Mark, Write
from chassis.stores.mongo import MongoStore, facts, keeping, probing
from chassis.stores.opening import open_store
from chassis.testing.stores import StoreContract
from chassis.testing.stores.samples import KINDS, due, fact, idea, ids


class TestMongoStore(StoreContract):
    @pytest.fixture
    def url(self, database):
        return database


@pytest.fixture
def store(database):
    with closing(open_store(database, KINDS)) as store:
        yield store


@pytest.fixture
def beside(database):
    """The same database, as an operator would see it."""
    with MongoClient(database) as client:
        yield client.get_default_database()


@pytest.mark.parametrize("url", ["mongodb://u:tiger@host", "mongodb://u:tiger@h/"])
def test_a_url_must_name_its_database_and_tells_no_secret(url):
    with pytest.raises(ValueError, match="database") as refusal:
        open_store(url, KINDS)
    assert "tiger" not in str(refusal.value)


def test_opening_asks_nobody():
    store = open_store("mongodb://127.0.0.1:1/nowhere", KINDS)
    assert store.client.peek() is None


def test_a_server_that_is_away_is_busy_and_soon():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"mongodb://127.0.0.1:{taken.getsockname()[1]}/x"
        with closing(MongoStore(url, KINDS, patience=0.3)) as store:
            begun = time.monotonic()
            with pytest.raises(Busy):
                store.save(Write("note", "a", {}, 0))
            assert time.monotonic() - begun < 5


def test_who_dies_before_its_facts_are_in_the_history_leaves_them_to_the_next(store, beside):
    store.save(Write("idea", "a", {"n": 0}, 0, (fact("a", 1),)))
    told = [facts.riding(fact("a", n)) for n in (2, 3)]
    change = {"$set": {"b": {"n": 3}, "r": 3}, "$inc": {"v": 1}, "$push": {"ob": {"$each": told}}}
    beside["idea"].update_one({"_id": "a"}, change)
    assert [each.revision for each in store.history("idea", "a")] == [1, 2, 3]
    assert [each.revision for each in store.history("idea", "a", 1, 1)] == [2]
    assert store.caused("idea", "a", "cause/a/3") == fact("a", 3)
    assert store.lasts("idea", ["a"])["a"] == fact("a", 3)
    assert due(store, "T") == ["a.1"]
    assert beside["idea"].find_one({"_id": "a"})["ob"] == []
    assert [each.revision for each in store.unheard()] == [1, 2, 3]


def test_who_dies_between_the_history_and_the_document_tells_nothing_twice(store, beside):
    store.save(Write("idea", "a", {"n": 0}, 0, (fact("a", 1),)))
    beside["idea"].update_one({"_id": "a"}, {"$push": {"ob": facts.riding(fact("a", 1))}})
    assert [each.revision for each in store.history("idea", "a")] == [1]
    store.mark_heard(store.unheard())
    assert store.unheard() == []
    assert beside["idea"].find_one({"_id": "a"})["ob"] == []


def test_a_document_takes_no_more_facts_than_it_can_hold(store, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_RIDING", 100)
    with pytest.raises(Busy):
        store.save(Write("idea", "a", {}, 0, (fact("a", 1), fact("a", 2))))
    assert store.count("idea") == 0


def test_an_update_of_what_never_was_makes_nothing(store):
    assert store.save_many([Write("note", id, {}, 3) for id in "ab"]) == [None, None]
    assert store.count("note") == 0


def test_an_index_that_came_later_serves_what_was_there(database):
    with closing(open_store(database, [Kind("idea")])) as before:
        before.save(Write("idea", "a", idea(1), 0))
    with closing(open_store(database, KINDS)) as after:
        assert ids(after.find("idea", [("status", "eq", "done")], [("at", -1)])) == ["a"]


def test_parent_and_child_go_on_after_a_fork(store):
    store.save(Write("note", "a", {"n": 0}, 0))
    pid = os.fork()
    if pid == 0:
        try:
            store.save(Write("note", "a", {"n": 1}, 1))
            os._exit(0)
        finally:
            os._exit(1)
    assert os.waitpid(pid, 0)[1] == 0
    assert store.save(Write("note", "a", {"n": 2}, 2)) == 3
    with pytest.raises(Conflict):
        store.save(Write("note", "a", {"n": 9}, 2))


def test_a_server_is_tried_and_named(store, beside):
    probed = store.probe()
    assert probed.broken == ()
    assert probed.engine.startswith(("SecantusDB ", "MongoDB "))
    assert probed.engine.endswith(("one server", "in a replica set", "sharded"))
    assert beside["probe"].count_documents({}) == 0


class Careless:
    """A collection on a server that checks no version, takes every id and confirms nothing."""

    def insert_one(self, document):
        pass

    def update_one(self, where, change, upsert=False):
        return SimpleNamespace(modified_count=1, acknowledged=False)


def test_a_server_that_loses_writes_is_found_out():
    found = set(probing._broken(Careless(), "x"))
    assert found == {probing.TWO_WRITERS, probing.ID_TWICE, probing.NO_CONFIRMATION}


def test_facts_on_a_topic_that_was_lost_are_due_anew(store):
    for n in range(3):
        store.save(Write("idea", "a", {"n": n}, n, (fact("a", n + 1),)))
    store.mark_sent({("idea", "a", n): Mark("T1", n) for n in (1, 2, 3)})
    assert due(store, "T1") == []
    for topic in ("T0", "T2"):
        assert due(store, topic, since="9999") == ["a.3"]
    store.mark_sent({("idea", "a", 3): Mark("T2", 0)})
    assert due(store, "T2", since="9999") == []

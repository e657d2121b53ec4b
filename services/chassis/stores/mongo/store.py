"""The store itself: the port's promises, kept with one MongoDB database."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from pymongo import MongoClient
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import PyMongoError

from chassis.errors import Busy, Conflict, NotThere
from chassis.sharing import Shared
from chassis.stores import (
    Doc,
    Entry,
    Kind,
    Mark,
    Order,
    Page,
    Probed,
    Watch,
    Where,
    Write,
    places,
)
from chassis.stores.mongo import conditions, facts, keeping, probing
from chassis.stores.mongo.connecting import connect
from chassis.stores.mongo.waking import BELL, Bells

PATIENCE = 5.0
"""Seconds for an answer, before the store counts as away."""
SELDOM = 5.0
DOC = {"v": 1, "b": 1}
Kept = dict[str, Any]


class MongoStore:
    """A `Store` in the database of a URL; each process opens its own connections at first use."""

    def __init__(self, url: str, kinds: Sequence[Kind], patience: float = PATIENCE) -> None:
        if not urlsplit(url).path.strip("/"):
            raise ValueError("The URL of MongoDB must name a database: mongodb://host/database")
        self.kinds = {kind.name: kind for kind in kinds}
        self.client: Shared[MongoClient[Kept]] = Shared(
            lambda: connect(url, kinds, patience), lambda each: each.close()
        )
        self.bells = Bells(self._bell)
        self.telling, self.settled = set[str](), -SELDOM

    def get(self, kind: str, id: str) -> Doc:
        """Return the document, or raise `NotThere`."""
        with self._answering() as database:
            found = database[self._named(kind)].find_one({"_id": id}, DOC)
        if found is None:
            raise NotThere("There is nothing with this id.")
        return _doc(found)

    def get_many(self, kind: str, ids: Sequence[str]) -> dict[str, Doc]:
        """Return those that are there, by id."""
        if not ids:
            return {}
        with self._answering() as database:
            found = database[self._named(kind)].find({"_id": {"$in": list(set(ids))}}, DOC)
            return {doc.id: doc for doc in map(_doc, found)}

    def save(self, write: Write) -> int:
        """Keep the body and its entries, all or nothing; raises `Conflict`."""
        (version,) = self.save_many([write])
        if version is None:
            raise Conflict(f"{write.kind} {write.id} is not at version {write.expected}")
        return version

    def save_many(self, writes: Sequence[Write]) -> list[int | None]:
        """Keep each write that can be kept, in few rounds; None for the others."""
        keeping.check(writes)
        versions: list[int | None] = [None] * len(writes)
        with self._answering() as database:
            for one_round in keeping.rounds(writes):
                kind = self.kinds[one_round[0][1].kind]
                kept = keeping.keep(database, kind, [write for _, write in one_round])
                for (number, write), done in zip(one_round, kept, strict=True):
                    versions[number] = write.expected + 1 if done else None
        if any(versions):
            self.bells.ring()
        return versions

    def find(
        self,
        kind: str,
        where: Where = (),
        order: Order = (),
        limit: int = 50,
        after: str | None = None,
    ) -> Page:
        """Return a page in the order asked for; raises `Unreadable` for a place that is none."""
        order = places.whole(order)
        asked = conditions.fitting(self.kinds[kind], where)
        if after is not None:
            start = conditions.behind(order, places.behind(kind, order, after))
            asked = {"$and": [start, asked]}
        sort = [(conditions.path(field), direction) for field, direction in order]
        with self._answering() as database:
            found = list(database[kind].find(asked, DOC).sort(sort).limit(limit + 1))
        docs = [_doc(each) for each in found[:limit]]
        return Page(docs, places.place(kind, order, docs[-1]) if len(found) > limit else None)

    def count(self, kind: str, where: Where = ()) -> int:
        """Return how many there are."""
        asked = conditions.fitting(self.kinds[kind], where)
        with self._answering() as database:
            return database[kind].count_documents(asked)

    def count_by(self, kind: str, field: str, where: Where = ()) -> dict[Any, int]:
        """Return how many there are of each value of a field."""
        asked = conditions.fitting(self.kinds[kind], where)
        group = {"_id": f"${conditions.path(field)}", "n": {"$sum": 1}}
        with self._answering() as database:
            found = database[kind].aggregate([{"$match": asked}, {"$group": group}])
            return {each["_id"]: each["n"] for each in found}

    def history(self, kind: str, id: str, after: int = 0, limit: int = 500) -> list[Entry]:
        """Return the facts of an aggregate in order, those after a revision."""
        with self._answering() as database:
            riding = self._riding(database, kind, [id])
            where = {"kind": kind, "id": id, "revision": {"$gt": after}}
            kept = database[facts.HISTORY].find(where).sort("revision", 1).limit(limit)
            found = {fact["revision"]: fact for fact in riding if fact["revision"] > after}
            found |= {fact["revision"]: fact for fact in kept}
        return [facts.entry(found[revision]) for revision in sorted(found)[:limit]]

    def caused(self, kind: str, id: str, cause: str) -> Entry | None:
        """Return the last fact that this cause has left on this aggregate, or None."""
        with self._answering() as database:
            riding = [f for f in self._riding(database, kind, [id]) if f["cause"] == cause]
            where = {"kind": kind, "id": id, "cause": cause}
            kept = database[facts.HISTORY].find_one(where, sort=[("revision", -1)])
        found = [*riding, *([kept] if kept else [])]
        return facts.entry(max(found, key=lambda each: each["revision"])) if found else None

    def lasts(self, kind: str, ids: Sequence[str]) -> dict[str, Entry]:
        """Return the last fact of each aggregate, by id."""
        if not ids:
            return {}
        with self._answering() as database:
            there = {"_id": {"$in": list(set(ids))}, "r": {"$gt": 0}}
            docs = list(database[self._named(kind)].find(there, {"r": 1, "ob": 1}))
            newest = {doc["_id"]: doc["r"] for doc in docs}
            kept = {each.id: each for each in facts.lasts(database[facts.HISTORY], kind, newest)}
        for doc in docs:
            riding = [fact for fact in doc.get("ob", ()) if fact["revision"] == doc["r"]]
            if riding and doc["_id"] not in kept:
                kept[doc["_id"]] = facts.entry(riding[0])
        return kept

    def unsent(self, topic: str, since: str, limit: int = 500) -> list[Entry]:
        """Return what is to be sent to the topic with this id, at most one fact an aggregate."""
        with self._answering() as database:
            self._settle(database, limit)
            history = database[facts.HISTORY]
            return facts.at(history, facts.due(history, topic, since, limit))

    def mark_sent(self, marks: Mapping[tuple[str, str, int], Mark]) -> None:
        """Note where facts were found; nobody is woken for that."""
        if marks:
            with self._answering() as database:
                facts.mark_sent(database[facts.HISTORY], marks)

    def unheard(self, limit: int = 500) -> list[Entry]:
        """Return facts that this service has not reacted to itself, in order for each aggregate."""
        order = [("kind", 1), ("id", 1), ("revision", 1)]
        with self._answering() as database:
            self._settle(database, limit)
            found = database[facts.HISTORY].find({"heard": False}).sort(order).limit(limit)
            return [facts.entry(each) for each in found]

    def mark_heard(self, entries: Sequence[Entry]) -> None:
        """Note that the reactions to these facts are done."""
        if entries:
            with self._answering() as database:
                facts.mark_heard(database[facts.HISTORY], entries)

    def watch(self) -> Watch:
        """Return a place to wait for the next write."""
        with self._answering():
            return self.bells.watch()

    def probe(self) -> Probed:
        """Try whether the server keeps what this port promises."""
        with self._answering():
            return probing.probe(self.client.get())

    def close(self) -> None:
        """Let go; the last thread to do so closes the connections. The next use opens others."""
        self.client.let_go()

    def _named(self, kind: str) -> str:
        return self.kinds[kind].name

    def _riding(self, database: Database[Kept], kind: str, ids: Sequence[str]) -> list[Kept]:
        docs = database[self._named(kind)].find({"_id": {"$in": list(ids)}}, {"ob": 1})
        return [fact for doc in docs for fact in doc.get("ob", ())]

    def _settle(self, database: Database[Kept], limit: int) -> None:
        """Settle what was left behind: of kinds that have told facts each time, else now and then.

        In between a kind that has never told any may have its very first one wait.
        """
        now = time.monotonic()
        if now - self.settled > SELDOM:
            self.telling, self.settled = facts.kinds(database[facts.HISTORY]), now
            looked_at = list(self.kinds.values())
        else:
            looked_at = [self.kinds[name] for name in self.telling if name in self.kinds]
        for kind in looked_at:
            keeping.left_behind(database, kind, limit)

    @contextmanager
    def _answering(self) -> Iterator[Database[Kept]]:
        """Give the database; what it cannot answer within its time is `Busy`."""
        try:
            yield self._database()
        except PyMongoError as trouble:
            raise Busy("The database does not answer just now.") from trouble

    def _database(self) -> Database[Kept]:
        return self.client.get().get_default_database()

    def _bell(self) -> Collection[Kept] | None:
        """Return the bell as long as somebody has the database open."""
        client = self.client.peek()
        return None if client is None else client.get_default_database()[BELL]


def _doc(kept: Kept) -> Doc:
    return Doc(kept["_id"], kept["v"], kept["b"])

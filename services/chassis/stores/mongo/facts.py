"""The history in MongoDB: one document for each fact, its id made of what it is about.

A fact that is still riding in its document is a fact of the history already: whoever reads looks
into the document first and into the history after, so none is missed on its way.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pymongo import InsertOne, UpdateMany, UpdateOne
from pymongo.collection import Collection
from pymongo.errors import BulkWriteError

from chassis.stores import Entry, Mark
from chassis.stores.bodies import read, written

HISTORY = "history"
DUPLICATE = 11000
INDEXES = {
    "cause": [("kind", 1), ("id", 1), ("cause", 1), ("revision", -1)],
    "aggregate": [("kind", 1), ("id", 1), ("revision", 1)],
    "found": [("topic", 1), ("last", 1), ("at", 1)],
    "heard": [("heard", 1), ("kind", 1), ("id", 1), ("revision", 1)],
}
Kept = dict[str, Any]
Name = tuple[str, str]


def riding(entry: Entry) -> Kept:
    """Return a fact as it rides in its document and lies in the history."""
    return {
        "_id": _key(entry.kind, entry.id, entry.revision),
        "kind": entry.kind,
        "id": entry.id,
        "revision": entry.revision,
        "cause": entry.cause,
        "hash": entry.hash,
        "at": entry.at,
        "fact": written(entry.fact),
        "topic": None,
        "place": None,
        "heard": False,
        "last": True,
    }


def entry(kept: Kept) -> Entry:
    """Return a fact as it was kept."""
    mark = None if kept["topic"] is None else Mark(kept["topic"], kept["place"])
    name, told = (kept["kind"], kept["id"], kept["revision"]), read(kept["fact"])
    return Entry(*name, kept["cause"], kept["hash"], kept["at"], told, mark)


def archive(history: Collection[Kept], facts: Sequence[Kept]) -> None:
    """Move facts of documents into the history; those that are there already stay as they are."""
    wishes: list[Any] = [InsertOne(fact) for fact in facts]
    for kind, id in {(fact["kind"], fact["id"]) for fact in facts}:
        newest = max(fact["revision"] for fact in facts if (fact["kind"], fact["id"]) == (kind, id))
        if newest > 1:
            older = {"kind": kind, "id": id, "revision": {"$lt": newest}, "last": True}
            wishes.append(UpdateMany(older, {"$set": {"last": False}}))
    try:
        history.bulk_write(wishes, ordered=False)
    except BulkWriteError as trouble:
        if any(error["code"] != DUPLICATE for error in trouble.details["writeErrors"]):
            raise


def lasts(history: Collection[Kept], kind: str, revisions: Mapping[str, int]) -> list[Entry]:
    """Return the facts of these ids at these revisions."""
    keys = [_key(kind, id, revision) for id, revision in revisions.items()]
    return [entry(kept) for kept in history.find({"_id": {"$in": keys}})]


def due(history: Collection[Kept], topic: str, since: str, limit: int) -> dict[Name, int]:
    """Return the revision that is due of each aggregate; `last` marks may lag, so all are tried."""
    elsewhere = {"topic": {"$nin": [None, topic]}}
    names = _names(history, {"topic": None}, limit)
    names |= _names(history, elsewhere | {"at": {"$gte": since}}, limit)
    names |= _names(history, elsewhere | {"last": True}, limit)
    found: dict[Name, int] = {}
    for name in list(names)[:limit]:
        if (revision := _lowest(history, name, topic, since)) is not None:
            found[name] = revision
    return found


def _names(history: Collection[Kept], where: Kept, limit: int) -> dict[Name, None]:
    once = {"_id": {"kind": "$kind", "id": "$id"}}
    found = history.aggregate([{"$match": where}, {"$group": once}, {"$limit": limit}])
    return {(each["_id"]["kind"], each["_id"]["id"]): None for each in found}


def _lowest(history: Collection[Kept], name: Name, topic: str, since: str) -> int | None:
    kind, id = name
    last = history.find_one({"kind": kind, "id": id}, {"revision": 1}, sort=[("revision", -1)])
    if last is None:
        return None
    elsewhere = {"topic": {"$ne": topic}}
    again = [elsewhere | {"at": {"$gte": since}}, elsewhere | {"revision": last["revision"]}]
    wanted = {"kind": kind, "id": id, "$or": [{"topic": None}, *again]}
    lowest = history.find_one(wanted, {"revision": 1}, sort=[("revision", 1)])
    return lowest["revision"] if lowest else None


def at(history: Collection[Kept], due: Mapping[Name, int]) -> list[Entry]:
    """Return these facts."""
    keys = [_key(*name, revision) for name, revision in due.items()]
    return [entry(kept) for kept in history.find({"_id": {"$in": keys}})]


def mark_sent(history: Collection[Kept], marks: Mapping[tuple[str, str, int], Mark]) -> None:
    """Note where facts were found; a lower place on the same topic changes nothing."""
    history.bulk_write(
        [
            UpdateOne(
                {
                    "_id": _key(*name),
                    "$or": [{"topic": {"$ne": mark.topic}}, {"place": {"$lt": mark.offset}}],
                },
                {"$set": {"topic": mark.topic, "place": mark.offset}},
            )
            for name, mark in marks.items()
        ],
        ordered=False,
    )


def mark_heard(history: Collection[Kept], heard: Iterable[Entry]) -> None:
    """Note that the reactions to these are done."""
    keys = [_key(each.kind, each.id, each.revision) for each in heard]
    history.update_many({"_id": {"$in": keys}}, {"$set": {"heard": True}})


def _key(kind: str, id: str, revision: int) -> str:
    return f"{kind}\0{id}\0{revision:015d}"

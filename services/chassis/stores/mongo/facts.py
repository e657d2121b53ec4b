"""The history in MongoDB: one document for each fact, its id made of what it is about.

A fact that is still riding in its document is a fact of the history already: whoever reads looks
into the document first and into the history after, so none is missed on its way.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

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
    try:
        history.insert_many(facts, ordered=False)
    except BulkWriteError as trouble:
        if any(error["code"] != DUPLICATE for error in trouble.details["writeErrors"]):
            raise


def kinds(history: Collection[Kept]) -> set[str]:
    """Return the kinds of aggregates that have told anything."""
    return set(history.distinct("kind"))


def lasts(history: Collection[Kept], kind: str, revisions: Mapping[str, int]) -> list[Entry]:
    """Return the facts of these ids at these revisions."""
    keys = [_key(kind, id, revision) for id, revision in revisions.items()]
    return [entry(kept) for kept in history.find({"_id": {"$in": keys}})]


def due(history: Collection[Kept], topic: str, since: str, limit: int) -> dict[Name, int]:
    """Return the revision that is due of each aggregate.

    Commonly these are facts never found anywhere, and one question finds them. After a topic was
    lost all that were found on it are looked at: there `last` says "not known to be superseded".
    """
    found = _lowest_of(history, {"topic": None}, limit)
    again = {"$or": [{"at": {"$gte": since}}, {"last": True}]}
    before = _lowest_of(history, {"topic": {"$lt": topic}} | again, limit)
    behind = _lowest_of(history, {"topic": {"$gte": f"{topic}\0"}} | again, limit)
    for name in before | behind:
        if (revision := _lowest(history, name, topic, since)) is not None:
            found[name] = revision
    return dict(islice(found.items(), limit))


def _lowest_of(history: Collection[Kept], where: Kept, limit: int) -> dict[Name, int]:
    each = {"_id": {"kind": "$kind", "id": "$id"}, "lowest": {"$min": "$revision"}}
    found = history.aggregate([{"$match": where}, {"$group": each}, {"$limit": limit}])
    return {(it["_id"]["kind"], it["_id"]["id"]): it["lowest"] for it in found}


def _lowest(history: Collection[Kept], name: Name, topic: str, since: str) -> int | None:
    about = dict(zip(("kind", "id"), name, strict=True))
    last = history.find_one(about, {"revision": 1}, sort=[("revision", -1)])
    if last is None:
        return None
    superseded = about | {"revision": {"$lt": last["revision"]}, "last": True}
    history.update_many(superseded, {"$set": {"last": False}})
    elsewhere = {"topic": {"$ne": topic}}
    again = [elsewhere | {"at": {"$gte": since}}, elsewhere | {"revision": last["revision"]}]
    wanted = about | {"$or": [{"topic": None}, *again]}
    lowest = history.find_one(wanted, {"revision": 1}, sort=[("revision", 1)])
    return lowest["revision"] if lowest else None


def at(history: Collection[Kept], due: Mapping[Name, int]) -> list[Entry]:
    """Return these facts."""
    keys = [_key(*name, revision) for name, revision in due.items()]
    return [entry(kept) for kept in history.find({"_id": {"$in": keys}})]


def mark_sent(history: Collection[Kept], marks: Mapping[tuple[str, str, int], Mark]) -> None:
    """Note where facts were found; a lower place on the same topic changes nothing."""
    for topic in {mark.topic for mark in marks.values()}:
        places = {_key(*name): mark.offset for name, mark in marks.items() if mark.topic == topic}
        keys = list(places)
        index = {"$indexOfArray": [{"$literal": keys}, "$_id"]}
        found = {"$arrayElemAt": [list(places.values()), index]}
        farther = {"$and": [{"$eq": ["$topic", {"$literal": topic}]}, {"$gt": ["$place", found]}]}
        marked = {"place": {"$cond": [farther, "$place", found]}, "topic": {"$literal": topic}}
        history.update_many({"_id": {"$in": keys}}, [{"$set": marked}])


def mark_heard(history: Collection[Kept], heard: Iterable[Entry]) -> None:
    """Note that the reactions to these are done."""
    keys = [_key(each.kind, each.id, each.revision) for each in heard]
    history.update_many({"_id": {"$in": keys}}, {"$set": {"heard": True}})


def _key(kind: str, id: str, revision: int) -> str:
    return f"{kind}\0{id}\0{revision:015d}"

"""Keeping documents: each write atomic by itself, those that go together in one round.

A document is {_id, v, b, m, w, r, ob}: its version, body, members and words, the revision of its
last fact, and the facts that are not in the history yet.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from pymongo import InsertOne, UpdateOne
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import BulkWriteError, DuplicateKeyError

from chassis.errors import Busy
from chassis.stores import Kind, Write
from chassis.stores.bodies import written
from chassis.stores.mongo import facts
from chassis.stores.mongo.conditions import found_by

MOST_RIDING = 4 * 1024 * 1024
"""Bytes of facts that may wait in a document, whose own limit is 16 MB."""
Kept = dict[str, Any]
Numbered = tuple[int, Write]


def check(writes: Sequence[Write]) -> None:
    """Raise `Unfit` for what cannot be kept, before anything is."""
    for write in writes:
        written(write.body)
        for entry in write.entries:
            written(entry.fact)
            if (entry.kind, entry.id) != (write.kind, write.id):
                raise ValueError(f"A fact of {entry.kind} {entry.id} goes with a write of that.")


def rounds(writes: Sequence[Write]) -> Iterator[list[Numbered]]:
    """Give the writes of one kind after another, none of one document twice in one round."""
    left = list(enumerate(writes))
    while left:
        kind, seen = left[0][1].kind, set[str]()
        now: list[Numbered] = []
        later: list[Numbered] = []
        for number, write in left:
            free = write.kind == kind and write.id not in seen
            seen |= {write.id} if write.kind == kind else set()
            (now if free else later).append((number, write))
        yield now
        left = later


def keep(database: Database[Kept], kind: Kind, writes: Sequence[Write]) -> list[bool]:
    """Keep each that can be kept and settle its facts; tell which were kept."""
    documents = database[kind.name]
    wishes = [_wish(kind, write) for write in writes]
    if len(writes) == 1:
        kept = [_one(documents, wishes[0])]
    else:
        kept = _together(documents, writes, wishes)
    told = [
        facts.riding(entry)
        for write, done in zip(writes, kept, strict=True)
        if done
        for entry in write.entries
    ]
    if told:
        settle(database, kind, told)
    return kept


def _wish(kind: Kind, write: Write) -> InsertOne[Kept] | UpdateOne:
    told = [facts.riding(entry) for entry in write.entries]
    if sum(len(fact["fact"]) for fact in told) > MOST_RIDING:
        raise Busy("Too much is waiting here to be sent.")
    state: Kept = {"b": write.body} | found_by(kind, write.body)
    if told:
        state["r"] = told[-1]["revision"]
    if not write.expected:
        return InsertOne({"_id": write.id, "v": 1} | state | ({"ob": told} if told else {}))
    change: Kept = {"$set": state, "$inc": {"v": 1}}
    if told:
        change["$push"] = {"ob": {"$each": told}}
    return UpdateOne({"_id": write.id, "v": write.expected}, change)


def _one(documents: Collection[Kept], wish: InsertOne[Kept] | UpdateOne) -> bool:
    if isinstance(wish, UpdateOne):
        done = documents.update_one(wish._filter, wish._doc)
        return done.matched_count == 1
    try:
        documents.insert_one(wish._doc)
    except DuplicateKeyError:
        return False
    return True


def _together(
    documents: Collection[Kept], writes: Sequence[Write], wishes: Sequence[Any]
) -> list[bool]:
    """Keep many in one go.

    A bulk write tells of updates only how many fitted. So each is an upsert: one that fits no
    version tries to insert an id that is taken, and that is told by its number.
    """
    ids = [write.id for write in writes if write.expected]
    there = {doc["_id"] for doc in documents.find({"_id": {"$in": ids}}, {"_id": 1})}
    kept = [not write.expected or write.id in there for write in writes]
    numbers = [number for number, known in enumerate(kept) if known]
    bulk = [
        UpdateOne(wish._filter, wish._doc, upsert=True) if isinstance(wish, UpdateOne) else wish
        for wish in (wishes[number] for number in numbers)
    ]
    try:
        if bulk:
            documents.bulk_write(bulk, ordered=False)
    except BulkWriteError as trouble:
        for error in trouble.details["writeErrors"]:
            if error["code"] != facts.DUPLICATE:
                raise
            kept[numbers[error["index"]]] = False
    return kept


def settle(database: Database[Kept], kind: Kind, told: Sequence[Kept]) -> None:
    """Move facts from their documents into the history: first they are there, then not here."""
    facts.archive(database[facts.HISTORY], told)
    ids, keys = {fact["id"] for fact in told}, [fact["_id"] for fact in told]
    there = {"_id": {"$in": list(ids)}}
    database[kind.name].update_many(there, {"$pull": {"ob": {"_id": {"$in": keys}}}})


def left_behind(database: Database[Kept], kind: Kind, limit: int) -> bool:
    """Settle what somebody who was killed has left; True if there was something."""
    waiting = database[kind.name].find({"ob.revision": {"$gt": 0}}, {"ob": 1}).limit(limit)
    told = [fact for doc in waiting for fact in doc["ob"]]
    if told:
        settle(database, kind, told)
    return bool(told)

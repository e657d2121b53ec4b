"""A client of a database, whose indexes are there before anything is asked."""

from collections.abc import Iterable
from typing import Any

from pymongo import MongoClient
from pymongo.database import Database
from pymongo.errors import PyMongoError

from chassis.stores import Kind
from chassis.stores.mongo import conditions, facts

Kept = dict[str, Any]


def connect(url: str, kinds: Iterable[Kind], patience: float) -> "MongoClient[Kept]":
    """Return a client that waits so many seconds for an answer, and for every write to be safe."""
    milliseconds = int(1000 * patience)
    client: MongoClient[Kept] = MongoClient(
        url,
        w="majority",
        journal=True,
        wTimeoutMS=milliseconds,
        serverSelectionTimeoutMS=milliseconds,
        socketTimeoutMS=2 * milliseconds,
        connectTimeoutMS=milliseconds,
    )
    try:
        _prepare(client.get_default_database(), kinds)
    except PyMongoError:
        client.close()
        raise
    return client


def _prepare(database: Database[Kept], kinds: Iterable[Kind]) -> None:
    """See that all that is asked for has its index."""
    for kind in kinds:
        _index(database, kind)
    for name, keys in facts.INDEXES.items():
        database[facts.HISTORY].create_index(keys, name=name)


def _index(database: Database[Kept], kind: Kind) -> None:
    documents = database[kind.name]
    for fields in kind.indexes:
        paths = [conditions.path(field) for field in fields]
        keys = paths if paths[-1] == "_id" else [*paths, "_id"]
        documents.create_index([(each, 1) for each in keys], name="by " + " ".join(fields))
    if kind.multi:
        documents.create_index("m", name="members")
    if kind.text:
        documents.create_index("w", name="words")
    documents.create_index("ob.revision", name="riding", sparse=True)

"""Trying at a start what everything else stands on, since not all that speaks MongoDB keeps it.

A server that lets two writers change one version, takes an id twice or confirms what is not on
disk loses contributions without a word, and only under load. So it is put under load here.
"""

import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from pymongo import MongoClient
from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError, OperationFailure, WriteConcernError

from chassis.stores import Probed

PROBE = "probe"
WRITERS, ROUNDS = 4, 8
TWO_WRITERS = "two writers could change the same version of a document"
ID_TWICE = "an id could be taken twice"
NO_CONFIRMATION = "it does not confirm that a write is on disk"
Kept = dict[str, Any]


def probe(client: "MongoClient[Kept]") -> Probed:
    """Return what the server is, and what it has been found not to keep."""
    probes = client.get_default_database()[PROBE]
    name = secrets.token_hex(8)
    try:
        return Probed(engine(client), tuple(_broken(probes, name)))
    finally:
        probes.delete_many({"probe": name})


def _broken(probes: Collection[Kept], name: str) -> Iterator[str]:
    if any(races(lambda n: _took(probes, name, n), n) != 1 for n in range(ROUNDS)):
        yield ID_TWICE
    if any(races(lambda n: _changed(probes, name, n), n) != 1 for n in range(ROUNDS)):
        yield TWO_WRITERS
    if not _confirmed(probes, name):
        yield NO_CONFIRMATION


def races(write: Callable[[int], bool], number: int) -> int:
    """Let several writers begin at the same moment; return how many were told that they won."""
    together = Barrier(WRITERS)

    def one(_: int) -> bool:
        together.wait()
        return write(number)

    with ThreadPoolExecutor(WRITERS) as pool:
        return sum(pool.map(one, range(WRITERS)))


def _took(probes: Collection[Kept], name: str, number: int) -> bool:
    try:
        probes.insert_one({"_id": f"{name}/{number}", "probe": name, "v": 1})
    except DuplicateKeyError:
        return False
    return True


def _changed(probes: Collection[Kept], name: str, number: int) -> bool:
    """Change a version as the store does, now by a fitting update, now by an upsert."""
    fitting, change = {"_id": f"{name}/{number}", "v": 1}, {"$inc": {"v": 1}}
    try:
        return probes.update_one(fitting, change, upsert=number % 2 == 1).modified_count == 1
    except DuplicateKeyError:
        return False


def _confirmed(probes: Collection[Kept], name: str) -> bool:
    try:
        written = probes.update_one({"_id": f"{name}/0"}, {"$set": {"probe": name}})
    except (WriteConcernError, OperationFailure):
        return False
    return written.acknowledged


def engine(client: "MongoClient[Kept]") -> str:
    """Return what the server says of itself: its version, and how it is put together."""
    about, hello = client.admin.command("buildInfo"), client.admin.command("hello")
    version = f"MongoDB {about['version']}"
    if "secantusVersion" in about:
        version = f"SecantusDB {about['secantusVersion']}"
    if hello.get("msg") == "isdbgrid":
        return f"{version}, sharded"
    if "setName" in hello:
        return f"{version}, {len(hello.get('hosts', ()))} in a replica set"
    return f"{version}, one server"

"""Facts on their way into a neighbour's copies: how soon, how many, and all of them anew."""

import json
import sqlite3
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from chassis.changes import derived
from chassis.errors import NotThere
from chassis.listening import Ears, Listener
from chassis.logs.opening import open_log
from chassis.settings import read
from chassis.shelf import Shelf
from chassis.stores.opening import open_store
from notifications.app import create_service
from notifications.settings import Settings
from notifications.stores import COPIES, KINDS

TOPIC = "samskab.kommune.ideas"


def now() -> datetime:
    return datetime.now(UTC)


def to_the_copy(city, bare_ms: float, n: int):
    """Milliseconds from POST to the copy that notifications keeps, one idea at a time."""
    store = open_store(f"sqlite:///{city.folder}/notifications.db", KINDS)
    watch, took = store.watch(), []
    try:
        with city.client(city.portal()) as client:
            for number in range(n):
                idea = {"title": f"Bænk {number}", "body": "Opdigtet.", "language": "da"}
                began = time.perf_counter()
                id = client.post("/api/ideas", idea).body["id"]
                while not store.get_many("copy_idea", [id]):
                    watch.wait(0.05)
                took.append((time.perf_counter() - began) * 1000)
                time.sleep(0.02)
    finally:
        watch.close()
        store.close()
    took.sort()
    yield (
        "ms from POST to the neighbour's copy, p50 / p99",
        f"{took[len(took) // 2]:.1f} / {took[int(len(took) * 0.99)]:.1f}",
        f"{bare_ms + 2 * one_commit(city.folder):.1f} bare POST and 2 commits",
        "(aim ≤ 15 p50)",
    )


def one_commit(folder: Path, size: int = 500) -> float:
    """Return the milliseconds of one durable commit of so many letters."""
    connection = sqlite3.connect(folder / "commit.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS t (body TEXT)")
    took = []
    for _ in range(200):
        began = time.perf_counter()
        connection.execute("INSERT INTO t VALUES (?)", ("x" * size,))
        took.append((time.perf_counter() - began) * 1000)
    connection.close()
    return sorted(took)[100]


def copied(city, n: int):
    """Facts into copies: with what notifications does about them, and copies alone, all anew."""
    wait_for(city, derived("bench", str(n - 1)))
    log = open_log(f"sqlite:///{city.folder}/log.db")
    with tempfile.TemporaryDirectory(dir=city.folder) as fresh:
        settings = read(Settings, city.env | {"NOTIFICATIONS_STORE_URL": f"sqlite:///{fresh}/a.db"})
        service = create_service(settings)
        service.messages.first_start()
        full, heard = drained(service.store, log, service.neighbours("bench"), service.shelf)
        service.store.close()
        store = open_store(f"sqlite:///{fresh}/b.db", KINDS)
        ears = Ears("bench.rebuild")
        ears.keep(*COPIES)
        alone, _ = drained(store, log, ears, Shelf(store, now))
        store.close()
        plain = plain_upserts(log, Path(fresh) / "c.db", heard)
    log.close()
    yield (
        "facts applied into copies a second, effects and all",
        f"{heard / full:,.0f}",
        f"{heard / plain:,.0f} read and upserted plainly",
        f"{plain / full:.2f}× (aim ≥ 5,000)",
    )
    yield (
        f"seconds to rebuild copies from {heard:,} facts",
        f"{alone:.1f}",
        f"{plain:.1f} read and upserted plainly",
        f"{alone / plain:.1f}× (aim ≤ 20)",
    )


def wait_for(city, id: str, part: str = "notifications", kinds=KINDS) -> None:
    """Wait until the last of the ideas has come to a part's own copies."""
    store = open_store(f"sqlite:///{city.folder}/{part}.db", kinds)
    try:
        while True:
            try:
                store.get("copy_idea", id)
                return
            except NotThere:
                time.sleep(0.2)
    finally:
        store.close()


def drained(store, log, ears, shelf) -> tuple[float, int]:
    """Hear the whole topic; return the seconds it took and how many records there were."""
    listener = Listener(store, log, ears, [TOPIC], shelf, now)
    began, heard = time.perf_counter(), 0
    original = listener.hear

    def hear(records) -> None:
        nonlocal heard
        original(records)
        heard += len(records)

    listener.hear = hear
    last = began
    while time.perf_counter() - last < 1.0:
        if listener.step():
            last = time.perf_counter()
    listener.close()
    return last - began, heard


def plain_upserts(log, path: Path, n: int) -> float:
    """Return the seconds for reading the topic and keeping the newest of each, and no more."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE copy (id TEXT PRIMARY KEY, revision INTEGER, body TEXT)")
    upsert = (
        "INSERT INTO copy VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE "
        "SET revision = excluded.revision, body = excluded.body "
        "WHERE excluded.revision > copy.revision"
    )
    tail, began, left = log.tail([TOPIC], {}), time.perf_counter(), n
    while left > 0:
        states = [json.loads(record.value).get("state") for record in tail.poll(500, 1.0)]
        left -= len(states)
        connection.execute("BEGIN IMMEDIATE")
        rows = [(s["id"], s["revision"], json.dumps(s)) for s in states if s]
        connection.executemany(upsert, rows)
        connection.execute("COMMIT")
    took = time.perf_counter() - began
    tail.close()
    connection.close()
    return took

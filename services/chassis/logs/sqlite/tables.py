"""The tables of the log, and how records and topics are read from them.

Writers take turns and offsets come from one counter, so the order of offsets is the order of
commits: nothing ever appears behind a reader. Offsets are never used twice and have gaps.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

from chassis.logs import Place, Record, Topic

SCHEMA = (
    """CREATE TABLE IF NOT EXISTS topic(
        number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE,
        id TEXT NOT NULL UNIQUE, partitions INTEGER NOT NULL, compacted INTEGER NOT NULL,
        keep_days REAL NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS record(
        offset INTEGER PRIMARY KEY AUTOINCREMENT, topic INTEGER NOT NULL,
        partition INTEGER NOT NULL, at INTEGER NOT NULL, key TEXT NOT NULL,
        headers TEXT NOT NULL, value BLOB NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS record_of_place ON record(topic, partition)",
    """CREATE TABLE IF NOT EXISTS team(
        name TEXT PRIMARY KEY, round INTEGER NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS member(
        team TEXT NOT NULL, id TEXT NOT NULL, topics TEXT NOT NULL,
        boot TEXT NOT NULL, until REAL NOT NULL, PRIMARY KEY(team, id)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS cursor(
        team TEXT NOT NULL, topic TEXT NOT NULL, partition INTEGER NOT NULL,
        topic_id TEXT NOT NULL, done INTEGER NOT NULL, owner TEXT, epoch INTEGER NOT NULL,
        boot TEXT NOT NULL, until REAL NOT NULL,
        PRIMARY KEY(team, topic, partition)) WITHOUT ROWID""",
)
START = -1
"""The place before the first record."""
PLACE = "topic=(SELECT number FROM topic WHERE id=?) AND partition=?"


@dataclass(frozen=True)
class Kept:
    """A topic as it is in the file."""

    number: int
    name: str
    id: str
    partitions: int
    compacted: bool
    keep_days: float

    def as_made(self, topic: Topic) -> bool:
        """Tell whether making this topic would change nothing."""
        return (self.compacted, self.keep_days) == (topic.compacted, topic.keep_days)

    def end(self, connection: sqlite3.Connection, partition: int) -> int:
        """Return the offset of the last record of a partition."""
        sql = "SELECT coalesce(max(offset), ?) FROM record WHERE topic=? AND partition=?"
        end: int = connection.execute(sql, (START, self.number, partition)).fetchone()[0]
        return end


def make_topic(connection: sqlite3.Connection, topic: Topic) -> None:
    """Make a topic with a new id; of one that is there, change only what is to stay."""
    connection.execute(
        """INSERT INTO topic(name, id, partitions, compacted, keep_days) VALUES(?, ?, ?, ?, ?)
        ON CONFLICT(name) DO UPDATE
        SET compacted=excluded.compacted, keep_days=excluded.keep_days""",
        (topic.name, uuid4().hex, topic.partitions, topic.compacted, topic.keep_days),
    )


def topics_there(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, Kept]:
    """Return those of these topics that are there, by name."""
    sql = """SELECT number, name, id, partitions, compacted, keep_days FROM topic
        WHERE name IN (SELECT value FROM json_each(?))"""
    rows = connection.execute(sql, (json.dumps(list(names)),))
    return {row[1]: Kept(*row) for row in rows}


def records_after(
    connection: sqlite3.Connection, place: Place, topic_id: str, after: int, limit: int
) -> list[Record]:
    """Return the next records of a place, none if its topic has another id by now."""
    rows = connection.execute(
        f"""SELECT offset, at, key, value, headers FROM record
        WHERE {PLACE} AND offset>? ORDER BY offset LIMIT ?""",
        (topic_id, place[1], after, limit),
    )
    return [
        Record(*place, offset, at, key, value, json.loads(headers))
        for offset, at, key, value, headers in rows
    ]

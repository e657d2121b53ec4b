"""The history in SQLite: what happened, where it was found on a topic, and what was heard."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from chassis.stores import Entry, Mark
from chassis.stores.bodies import read

ROW = "kind, id, revision, cause, hash, at, body, topic, place"
LAST = "SELECT seq FROM history WHERE kind = ? AND id = ? ORDER BY revision DESC LIMIT 1"
TOPICS = (
    "WITH RECURSIVE found(topic) AS (SELECT min(topic) FROM history WHERE topic IS NOT NULL"
    " UNION ALL SELECT (SELECT min(topic) FROM history WHERE topic > found.topic) FROM found"
    " WHERE topic IS NOT NULL) SELECT topic FROM found WHERE topic IS NOT NULL AND topic != ?"
)
"""The topics on which facts were found last, by leaps through the index."""
Name = tuple[str, str]


def entries(
    connection: sqlite3.Connection, where: str, values: Sequence[Any], by: str = ""
) -> list[Entry]:
    """Return the entries that fit; the history is looked through, and only then the facts."""
    index = f"INDEXED BY {by}" if by else ""
    asked = f"SELECT {ROW} FROM history {index} CROSS JOIN fact USING (seq) WHERE {where}"
    return [_entry(row) for row in connection.execute(asked, values)]


def _entry(row: tuple[Any, ...]) -> Entry:
    kind, id, revision, cause, hash, at, body, topic, place = row
    mark = None if topic is None else Mark(topic, place)
    return Entry(kind, id, revision, cause, hash, at, read(body), mark)


def add(connection: sqlite3.Connection, new: Sequence[tuple[Entry, str]]) -> None:
    """Keep the facts of one write, in order; each with its body as text."""
    first = new[0][0]
    connection.execute(f"UPDATE history SET last = 0 WHERE seq = ({LAST})", (first.kind, first.id))
    for number, (entry, body) in enumerate(new, 1):
        row = (entry.kind, entry.id, entry.revision, entry.cause, entry.hash, entry.at)
        cursor = connection.execute(
            "INSERT INTO history(kind, id, revision, cause, hash, at, last) VALUES(?,?,?,?,?,?,?)",
            (*row, number == len(new)),
        )
        connection.execute("INSERT INTO fact VALUES(?, ?)", (cursor.lastrowid, body))


def lasts(connection: sqlite3.Connection, kind: str, ids: str) -> list[Entry]:
    """Return the last entry of each of these ids, a JSON list."""
    asked = "seq IN (SELECT (SELECT seq FROM history WHERE kind = ? AND id = asked.value"
    asked += " ORDER BY revision DESC LIMIT 1) FROM json_each(?) AS asked)"
    return entries(connection, asked, (kind, ids))


def unsent(connection: sqlite3.Connection, topic: str, since: str, limit: int) -> list[Entry]:
    """Return what the port promises, at a cost that does not grow with what is done."""
    due: dict[Name, int] = {
        (kind, id): revision
        for kind, id, revision in connection.execute(
            "SELECT kind, id, min(revision) FROM history INDEXED BY history_never"
            " WHERE topic IS NULL GROUP BY kind, id LIMIT ?",
            (limit,),
        )
    }
    others = [other for (other,) in connection.execute(TOPICS, (topic,))]
    if others:
        due = _due_elsewhere(connection, due, others, (topic, since, limit))
    where = "kind = ? AND id = ? AND revision = ?"
    return [entries(connection, where, (*name, due[name]))[0] for name in due]


def _due_elsewhere(
    connection: sqlite3.Connection,
    never: Mapping[Name, int],
    others: Sequence[str],
    asked: tuple[str, str, int],
) -> dict[Name, int]:
    """Return what is due when facts lie on a topic that was replaced."""
    topic, since, limit = asked
    names = dict.fromkeys(never)
    for other in others:
        young = "INDEXED BY history_found WHERE topic = ? AND at >= ? ORDER BY at LIMIT ?"
        names |= _names(connection, young, (other, since, limit))
    for other in others:
        last = "INDEXED BY history_last WHERE topic = ? AND last = 1 LIMIT ?"
        names |= _names(connection, last, (other, limit))
    due: dict[Name, int] = {}
    for name in list(names)[:limit]:
        found = connection.execute(
            "SELECT revision FROM history WHERE kind = ? AND id = ?"
            " AND (topic IS NULL OR (topic != ? AND (at >= ? OR last = 1)))"
            " ORDER BY revision LIMIT 1",
            (*name, topic, since),
        ).fetchone()
        if found:
            due[name] = found[0]
    return due


def _names(connection: sqlite3.Connection, rest: str, values: Sequence[Any]) -> dict[Name, None]:
    rows = connection.execute(f"SELECT kind, id FROM history {rest}", values)
    return dict.fromkeys((kind, id) for kind, id in rows)


def mark_sent(connection: sqlite3.Connection, marks: Mapping[tuple[str, str, int], Mark]) -> None:
    """Note where facts were found; a lower place on the same topic changes nothing."""
    connection.executemany(
        "UPDATE history SET topic = ?, place = ? WHERE kind = ? AND id = ? AND revision = ?"
        " AND (topic IS NOT ? OR place < ?)",
        [(mark.topic, mark.offset, *name, mark.topic, mark.offset) for name, mark in marks.items()],
    )


def mark_heard(connection: sqlite3.Connection, heard: Sequence[Entry]) -> None:
    """Note that the reactions to these are done."""
    connection.executemany(
        "UPDATE history SET heard = 1 WHERE kind = ? AND id = ? AND revision = ? AND heard = 0",
        [(entry.kind, entry.id, entry.revision) for entry in heard],
    )

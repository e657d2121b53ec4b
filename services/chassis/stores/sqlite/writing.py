"""Keeping one document and its facts, inside a transaction that somebody else holds."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from chassis.line import Wish
from chassis.stores import Entry, Kind, Write
from chassis.stores.bodies import read, written
from chassis.stores.sqlite import facts
from chassis.stores.sqlite.conditions import said
from chassis.stores.sqlite.names import documents
from chassis.stores.sqlite.tables import list_members, tell_words
from chassis.stores.terms import Term, members


@dataclass(frozen=True)
class Ready:
    """A write of which all is done that needs no lock."""

    kind: Kind
    write: Write
    body: str
    words: str
    members: set[Term]
    entries: list[tuple[Entry, str]]


class Keeping(Wish):
    """Some writes of one caller, and the version each has now; None where another was first."""

    def __init__(self, writes: Sequence[Ready]) -> None:
        super().__init__()
        self.writes, self.size = writes, len(writes)
        self.versions: list[int | None] = []

    def carry_out(self, connection: sqlite3.Connection) -> None:
        """Keep each that can be kept."""
        self.versions = [keep(connection, each) for each in self.writes]


def ready(kind: Kind, write: Write) -> Ready:
    """Return the write, checked and written out; raises `Unfit` for what cannot be kept."""
    for entry in write.entries:
        if (entry.kind, entry.id) != (write.kind, write.id):
            raise ValueError(f"A fact of {entry.kind} {entry.id} goes with a write of that only.")
    entries = [(entry, written(entry.fact)) for entry in write.entries]
    body = written(write.body)
    return Ready(kind, write, body, said(kind, write.body), members(kind, write.body), entries)


def keep(connection: sqlite3.Connection, ready: Ready) -> int | None:
    """Keep it and return the new version; None, and nothing is changed, if another came first."""
    done = _change(connection, ready) if ready.write.expected else _make(connection, ready)
    if not done:
        return None
    if ready.entries:
        try:
            facts.add(connection, ready.entries)
        except sqlite3.IntegrityError as twice:
            raise ValueError(f"{ready.write.id} has a fact of that revision already.") from twice
    return ready.write.expected + 1


def _make(connection: sqlite3.Connection, ready: Ready) -> bool:
    cursor = connection.execute(
        f"INSERT INTO {documents(ready.kind)}(id, version, words, body) VALUES(?, 1, ?, ?)"
        " ON CONFLICT(id) DO NOTHING",
        (ready.write.id, ready.words, ready.body),
    )
    if cursor.rowcount == 0 or cursor.lastrowid is None:
        return False
    list_members(connection, ready.kind, cursor.lastrowid, set(), ready.members)
    tell_words(connection, ready.kind, cursor.lastrowid, "", ready.words)
    return True


def _change(connection: sqlite3.Connection, ready: Ready) -> bool:
    kind, write, table = ready.kind, ready.write, documents(ready.kind)
    row = connection.execute(
        f"SELECT seq, words, body FROM {table} WHERE id = ? AND version = ?",
        (write.id, write.expected),
    ).fetchone()
    if row is None:
        return False
    seq, words, body = row
    connection.execute(
        f"UPDATE {table} SET version = version + 1, words = ?, body = ? WHERE seq = ?",
        (ready.words, ready.body, seq),
    )
    if kind.multi:
        list_members(connection, kind, seq, members(kind, read(body)), ready.members)
    tell_words(connection, kind, seq, words, ready.words)
    return True

"""The store itself: the port's promises, kept with one SQLite file."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from chassis.errors import Conflict, NotThere
from chassis.line import Line
from chassis.sqlite import PATIENCE, File
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
from chassis.stores.bodies import read
from chassis.stores.sqlite import conditions, facts
from chassis.stores.sqlite.asking import Asked
from chassis.stores.sqlite.names import column, documents
from chassis.stores.sqlite.tables import redo, schema, undone
from chassis.stores.sqlite.writing import Keeping, ready
from chassis.waking import Bell


class SqliteStore:
    """A `Store` in a file; opened by each thread at its first use."""

    def __init__(self, path: str, kinds: Sequence[Kind], patience: float = PATIENCE) -> None:
        self.kinds = {kind.name: kind for kind in kinds}
        self.file, self.bell = File(path, schema(kinds), patience), Bell(path)
        self.line = Line(self.file, self.bell.ring)
        self.caught_up = False

    def get(self, kind: str, id: str) -> Doc:
        """Return the document, or raise `NotThere`."""
        asked = f"SELECT id, version, body FROM {self._table(kind)} WHERE id = ?"
        with self._reading() as connection:
            row = connection.execute(asked, (id,)).fetchone()
        if row is None:
            raise NotThere("There is nothing with this id.")
        return _doc(row)

    def get_many(self, kind: str, ids: Sequence[str]) -> dict[str, Doc]:
        """Return those that are there, by id."""
        listed = "id IN (SELECT value FROM json_each(?))"
        asked = f"SELECT id, version, body FROM {self._table(kind)} WHERE {listed}"
        with self._reading() as connection:
            rows = connection.execute(asked, (json.dumps(list(ids)),)).fetchall()
        return {doc.id: doc for doc in map(_doc, rows)}

    def save(self, write: Write) -> int:
        """Keep the body and its entries, all or nothing; raises `Conflict`."""
        (version,) = self.save_many([write])
        if version is None:
            raise Conflict(f"{write.kind} {write.id} is not at version {write.expected}")
        return version

    def save_many(self, writes: Sequence[Write]) -> list[int | None]:
        """Keep each write that can be kept, in one transaction; None for the others."""
        keeping = Keeping([ready(self.kinds[write.kind], write) for write in writes])
        if keeping.size:
            self._catch_up()
            self.line.write(keeping)
        return keeping.versions

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
        start: tuple[conditions.Sql, ...] = ()
        if after is not None:
            start = (conditions.behind(order, places.behind(kind, order, after)),)
        asked = Asked(self.kinds[kind], where, order, start, limit + 1)
        with self._reading() as connection:
            statement = asked.statement(connection)
            rows = connection.execute(statement.text, statement.values).fetchall()
        docs = [_doc(row) for row in rows[:limit]]
        return Page(docs, places.place(kind, order, docs[-1]) if len(rows) > limit else None)

    def count(self, kind: str, where: Where = ()) -> int:
        """Return how many there are."""
        fits = conditions.fitting(self.kinds[kind], where)
        asked = f"SELECT count(*) FROM {self._table(kind)} WHERE {fits.text}"
        with self._reading() as connection:
            return int(connection.execute(asked, fits.values).fetchone()[0])

    def count_by(self, kind: str, field: str, where: Where = ()) -> dict[Any, int]:
        """Return how many there are of each value of a field."""
        fits = conditions.fitting(self.kinds[kind], where)
        asked = f"SELECT {column(field)}, count(*) FROM {self._table(kind)} WHERE {fits.text}"
        with self._reading() as connection:
            return dict(connection.execute(f"{asked} GROUP BY 1", fits.values).fetchall())

    def history(self, kind: str, id: str, after: int = 0, limit: int = 500) -> list[Entry]:
        """Return the facts of an aggregate in order, those after a revision."""
        where = "kind = ? AND id = ? AND revision > ? ORDER BY revision LIMIT ?"
        with self._reading() as connection:
            return facts.entries(connection, where, (kind, id, after, limit))

    def caused(self, kind: str, id: str, cause: str) -> Entry | None:
        """Return the last fact that this cause has left on this aggregate, or None."""
        where = "kind = ? AND id = ? AND cause = ? ORDER BY revision DESC LIMIT 1"
        with self._reading() as connection:
            found = facts.entries(connection, where, (kind, id, cause))
        return found[0] if found else None

    def lasts(self, kind: str, ids: Sequence[str]) -> dict[str, Entry]:
        """Return the last fact of each aggregate, by id."""
        with self._reading() as connection:
            found = facts.lasts(connection, kind, json.dumps(list(ids)))
        return {entry.id: entry for entry in found}

    def unsent(self, topic: str, since: str, limit: int = 500) -> list[Entry]:
        """Return what is to be sent to the topic with this id, at most one fact an aggregate."""
        with self._reading() as connection:
            return facts.unsent(connection, topic, since, limit)

    def mark_sent(self, marks: Mapping[tuple[str, str, int], Mark]) -> None:
        """Note where facts were found; nobody is woken for that."""
        if marks:
            with self._writing() as connection:
                facts.mark_sent(connection, marks)

    def unheard(self, limit: int = 500) -> list[Entry]:
        """Return facts that this service has not reacted to itself, the oldest first."""
        with self._reading() as connection:
            where = "heard = 0 ORDER BY seq LIMIT ?"
            return facts.entries(connection, where, (limit,), by="history_unheard")

    def mark_heard(self, entries: Sequence[Entry]) -> None:
        """Note that the reactions to these facts are done."""
        if entries:
            with self._writing() as connection:
                facts.mark_heard(connection, entries)

    def watch(self) -> Watch:
        """Return a place to wait for the next write."""
        return self.bell.watch()

    def close(self) -> None:
        """Close this thread's connection; the next use opens another."""
        self.file.close()

    def _table(self, kind: str) -> str:
        return documents(self.kinds[kind])

    def probe(self) -> Probed:
        """See whether commits are on disk when they return, and readers do not wait for writers."""
        with self._reading() as connection:
            mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
            full = connection.execute("PRAGMA synchronous").fetchone()[0]
        sure = (mode, full) == ("wal", 2)
        broken = () if sure else ("a commit may not be on disk when it returns",)
        return Probed(f"SQLite {sqlite3.sqlite_version}", broken)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        self._catch_up()
        with self.file.read() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self._catch_up()
        with self.file.write() as connection:
            yield connection

    def _catch_up(self) -> None:
        """Make terms anew that were kept under another declaration than the present one."""
        if self.caught_up:
            return
        kinds = list(self.kinds.values())
        with self.file.read() as connection:
            late = undone(connection, kinds)
        if late:
            with self.file.write() as connection:
                for kind in undone(connection, kinds):
                    redo(connection, kind)
        self.caught_up = True


def _doc(row: tuple[str, int, str]) -> Doc:
    id, version, body = row
    return Doc(id, version, read(body))

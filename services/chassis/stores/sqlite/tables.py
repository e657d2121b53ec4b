"""The tables of a store: documents, what they are found by, and the history.

Words are found through FTS5: a plain table of them would write a page for each word of a new
document, and took a third as many. They lie beside the body too, so that a document at hand is
asked without it. How a text is cut into words is the port's business and none of FTS5's.

What changes in a fact's life (sent, heard, last) is kept apart from what it says, so that a mark
writes a hundred bytes and not the whole fact again. Each question that is asked all day has an
index of only what is still to be done.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from chassis.stores import Kind
from chassis.stores.bodies import read
from chassis.stores.sqlite.conditions import said
from chassis.stores.sqlite.names import column, documents, index, members_of, without_id, words_of
from chassis.stores.terms import VERSION, Term, members

HISTORY = (
    "CREATE TABLE IF NOT EXISTS history(seq INTEGER PRIMARY KEY, kind TEXT NOT NULL,"
    " id TEXT NOT NULL, revision INTEGER NOT NULL, cause TEXT NOT NULL, hash TEXT NOT NULL,"
    " at TEXT NOT NULL, topic TEXT, place INTEGER, heard INTEGER NOT NULL DEFAULT 0,"
    " last INTEGER NOT NULL, UNIQUE(kind, id, revision))",
    "CREATE TABLE IF NOT EXISTS fact(seq INTEGER PRIMARY KEY, body TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS history_cause ON history(kind, id, cause, revision)",
    "CREATE INDEX IF NOT EXISTS history_never ON history(kind, id, revision) WHERE topic IS NULL",
    "CREATE INDEX IF NOT EXISTS history_found ON history(topic, at) WHERE topic IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS history_last ON history(topic) WHERE last = 1",
    "CREATE INDEX IF NOT EXISTS history_unheard ON history(heard) WHERE heard = 0",
    "CREATE TABLE IF NOT EXISTS declared(kind TEXT PRIMARY KEY, terms TEXT NOT NULL)",
)


def schema(kinds: Sequence[Kind]) -> list[str]:
    """Return the statements that make what is missing."""
    return [*HISTORY, *(statement for kind in kinds for statement in _tables(kind))]


def _tables(kind: Kind) -> Iterator[str]:
    table = documents(kind)
    yield (
        f"CREATE TABLE IF NOT EXISTS {table}(seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
        " version INTEGER NOT NULL, words TEXT NOT NULL, body TEXT NOT NULL)"
    )
    for fields in kind.indexes:
        columns = ", ".join(column(field) for field in (*without_id(fields), "id"))
        yield f"CREATE INDEX IF NOT EXISTS {index(kind, fields)} ON {table}({columns})"
    if kind.multi:
        yield (
            f"CREATE TABLE IF NOT EXISTS {members_of(kind)}(field TEXT NOT NULL,"
            " term TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(field, term, seq))"
            " WITHOUT ROWID"
        )
    if kind.text:
        yield (
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {words_of(kind)}"
            " USING fts5(words, content='', columnsize=0, detail=none,"
            " tokenize=\"ascii tokenchars '_'\")"
        )
    yield f"INSERT OR IGNORE INTO declared VALUES('{kind.name}', '{_declared(kind)}')"


def _declared(kind: Kind) -> str:
    for field in (*kind.multi, *kind.text):
        column(field)
    return json.dumps([VERSION, kind.multi, kind.text])


def undone(connection: sqlite3.Connection, kinds: Iterable[Kind]) -> list[Kind]:
    """Return the kinds whose terms were kept under another declaration than the present one."""
    kept = dict(connection.execute("SELECT kind, terms FROM declared"))
    return [kind for kind in kinds if kept[kind.name] != _declared(kind)]


def redo(connection: sqlite3.Connection, kind: Kind) -> None:
    """Make anew all that documents of a kind are found by."""
    if kind.multi:
        connection.execute(f"DELETE FROM {members_of(kind)}")
    if kind.text:
        connection.execute(f"INSERT INTO {words_of(kind)}({words_of(kind)}) VALUES('delete-all')")
    told = f"UPDATE {documents(kind)} SET words = ? WHERE seq = ?"
    for seq, text in connection.execute(f"SELECT seq, body FROM {documents(kind)}").fetchall():
        body = read(text)
        connection.execute(told, (said(kind, body), seq))
        list_members(connection, kind, seq, set(), members(kind, body))
        tell_words(connection, kind, seq, "", said(kind, body))
    declared = (_declared(kind), kind.name)
    connection.execute("UPDATE declared SET terms = ? WHERE kind = ?", declared)


def list_members(
    connection: sqlite3.Connection, kind: Kind, seq: int, old: set[Term], new: set[Term]
) -> None:
    """Keep the members of a document's lists: only what came and went is written."""
    if old != new:
        table = members_of(kind)
        gone = f"DELETE FROM {table} WHERE field = ? AND term = ? AND seq = ?"
        connection.executemany(gone, [(*term, seq) for term in sorted(old - new)])
        come = f"INSERT INTO {table} VALUES(?, ?, ?)"
        connection.executemany(come, [(*term, seq) for term in sorted(new - old)])


def tell_words(connection: sqlite3.Connection, kind: Kind, seq: int, old: str, new: str) -> None:
    """Keep the words of a document where all documents are found by them."""
    if old != new:
        table = words_of(kind)
        if old:
            gone = f"INSERT INTO {table}({table}, rowid, words) VALUES('delete', ?, ?)"
            connection.execute(gone, (seq, old))
        connection.execute(f"INSERT INTO {table}(rowid, words) VALUES(?, ?)", (seq, new))

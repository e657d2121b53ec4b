"""The port to documents: what every store promises, whichever engine keeps it.

Only what single-document atomicity can give is promised. There is no delete (what is gone
becomes a stub that keeps its id) and no unique rule (what must be unique has an id derived
from it). Bodies are plain JSON: str, int of 64 bits, float, bool, None, list, dict; instants
are fixed-width UTC strings, so that every engine sorts them alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Op = Literal["eq", "in", "lt", "lte", "gt", "gte", "has", "any", "text"]
Condition = tuple[str, Op, Any]
Where = Sequence[Condition]
"""All conditions must hold. A field is "id" or a dotted path; `has` and `any` ask a list field
(declared in `multi`) for one value or for one of several, `text` asks a field (declared in `text`,
or `*` for all of these together) for all words of a string."""
Order = Sequence[tuple[str, Literal[1, -1]]]
Body = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """One kind of document, and what can be asked of it quickly."""

    name: str
    indexes: tuple[tuple[str, ...], ...] = ()
    """Fields of each index: those asked for by equality first, then those ordered by."""
    multi: tuple[str, ...] = ()
    """List fields that `has` and `any` may ask for (string values); a path such as
    `stages.steps.id` leads through lists of objects."""
    text: tuple[str, ...] = ()
    """Fields whose words `text` may ask for: a string, a list of strings, or a list of
    objects with a `text` of their own."""


@dataclass(frozen=True)
class Doc:
    """A document as it was read. The body is the reader's own copy."""

    id: str
    version: int
    body: Body


@dataclass(frozen=True)
class Page:
    """Some of what was asked for; `next` is the opaque place to go on from, if there is more."""

    items: list[Doc]
    next: str | None


@dataclass(frozen=True)
class Mark:
    """Where a fact was found on its topic: the topic's own id, and the highest offset."""

    topic: str
    offset: int


@dataclass(frozen=True)
class Entry:
    """One fact in the history of an aggregate. `fact` is the whole event, ready to send."""

    kind: str
    id: str
    revision: int
    cause: str
    hash: str
    at: str
    fact: Body
    sent: Mark | None = None


@dataclass(frozen=True)
class Write:
    """One document to keep, and the facts that go with it. `expected` 0 means: a new one."""

    kind: str
    id: str
    body: Body
    expected: int
    entries: tuple[Entry, ...] = field(default=())


@dataclass(frozen=True)
class Probed:
    """What a store stands on, and which promises that does not keep: none, if all is well."""

    engine: str
    broken: tuple[str, ...] = ()


class Watch(Protocol):
    """A place to wait for the next write to a store or log, by any process."""

    def wait(self, seconds: float) -> bool:
        """Return True as soon as something was written, False when the time is up."""

    def close(self) -> None:
        """Stop watching."""


class Store(Protocol):
    """Documents and the history of those that have one.

    Every method may raise `Busy` when the engine cannot answer within its deadline; nothing was
    kept then, or it is unknown whether it was: look before trying again.
    """

    def get(self, kind: str, id: str) -> Doc:
        """Return the document, or raise `NotThere`. Its own latest writes are always seen."""

    def get_many(self, kind: str, ids: Sequence[str]) -> dict[str, Doc]:
        """Return those that are there, by id."""

    def save(self, write: Write) -> int:
        """Keep the body and its entries in one atomic, durable write; return the new version.

        Raises `Conflict` when the version kept is not the expected one (a new document: when
        the id is taken). Then nothing is kept, no entry either.
        """

    def save_many(self, writes: Sequence[Write]) -> list[int | None]:
        """Keep each write that can be kept, each atomic by itself, sharing one commit.

        Returns the new versions in the order of the writes; None where `save` would have
        raised `Conflict`.
        """

    def find(
        self,
        kind: str,
        where: Where = (),
        order: Order = (),
        limit: int = 50,
        after: str | None = None,
    ) -> Page:
        """Return a page in the order asked for, ties by id; `after` is the `Page.next` before.

        Raises `Unreadable` when `after` is not a place in this order. Fields ordered by must be
        present in every document found.
        """

    def count(self, kind: str, where: Where = ()) -> int:
        """Return how many there are."""

    def count_by(self, kind: str, field: str, where: Where = ()) -> dict[Any, int]:
        """Return how many there are of each value of a field."""

    def history(self, kind: str, id: str, after: int = 0, limit: int = 500) -> list[Entry]:
        """Return the facts of an aggregate in order, those after a revision."""

    def caused(self, kind: str, id: str, cause: str) -> Entry | None:
        """Return the last fact that this cause has left on this aggregate, or None.

        Asked after the document was read, it sees every fact of the version read.
        """

    def lasts(self, kind: str, ids: Sequence[str]) -> dict[str, Entry]:
        """Return the last fact of each aggregate, by id."""

    def unsent(self, topic: str, since: str, limit: int = 500) -> list[Entry]:
        """Return what is to be sent to the topic with this id, at most one fact an aggregate.

        That is the lowest fact never found on any topic, or younger than `since` and not found
        on this one; else the last fact, if it was not found on this one.
        """

    def mark_sent(self, marks: Mapping[tuple[str, str, int], Mark]) -> None:
        """Note where facts, by (kind, id, revision), were found. On one topic a mark only grows."""

    def unheard(self, limit: int = 500) -> list[Entry]:
        """Return facts that this service has not reacted to itself, in order for each aggregate."""

    def mark_heard(self, entries: Sequence[Entry]) -> None:
        """Note that the reactions to these facts are done."""

    def watch(self) -> Watch:
        """Return a place to wait for the next write."""

    def probe(self) -> Probed:
        """Try whether what is underneath keeps what this port promises; leaves nothing behind."""

    def close(self) -> None:
        """Let go of what this thread holds open."""

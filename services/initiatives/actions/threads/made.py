"""What a thread is made of: things, and the links between them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Key = tuple[str, str]
"""A kind and an id."""


@dataclass(frozen=True)
class Thing:
    """One thing on a thread. Without contents it is a link: its owner decides who may follow it."""

    kind: str
    id: str
    href: str
    contents: Mapping[str, Any] | None = None

    @property
    def key(self) -> Key:
        """What links know it by."""
        return self.kind, self.id

    @property
    def seen(self) -> bool:
        """Whether this caller is shown what is in it."""
        return self.contents is not None

    def of(self, name: str, otherwise: Any = ()) -> Any:
        """Return one of its contents."""
        return (self.contents or {}).get(name, otherwise)


@dataclass(frozen=True)
class Link:
    """How one thing led to another, or what it is about."""

    start: Key
    end: Key
    meaning: str


@dataclass(frozen=True)
class Thread:
    """All that is known here of how something came about and what came of it."""

    about: Key
    things: Sequence[Thing]
    links: Sequence[Link]
    more: Sequence[str] = ()
    """The kinds of which there are more than are told."""

    def one(self, key: Key) -> Thing | None:
        """Return a thing on it, if it is there."""
        return next((thing for thing in self.things if thing.key == key), None)

    def all(self, kind: str) -> list[Thing]:
        """Return its things of one kind, in order."""
        return [thing for thing in self.things if thing.kind == kind]

    def ends(self, start: Key, kind: str = "") -> list[Thing]:
        """Return what a thing leads to, or is about."""
        ends = {link.end for link in self.links if link.start == start}
        return [t for t in self.things if t.key in ends and kind in ("", t.kind)]

    def starts(self, end: Key, kind: str = "") -> list[Thing]:
        """Return what led to a thing."""
        starts = {link.start for link in self.links if link.end == end}
        return [t for t in self.things if t.key in starts and kind in ("", t.kind)]

    def between(self, start: Key, end: Key) -> set[Link]:
        """Return the links on all ways from one thing to another."""
        return self._reached(start, ahead=True) & self._reached(end, ahead=False)

    def _reached(self, key: Key, ahead: bool) -> set[Link]:
        todo, seen, found = [key], {key}, set[Link]()
        while todo:
            here = todo.pop()
            for link in self._at(here, ahead):
                found.add(link)
                beyond = link.end if ahead else link.start
                if beyond not in seen:
                    seen.add(beyond)
                    todo.append(beyond)
        return found

    def _at(self, key: Key, ahead: bool) -> Iterator[Link]:
        return (link for link in self.links if (link.start if ahead else link.end) == key)


@dataclass
class Weaving:
    """A thread that is being put together; each thing and link is on it once."""

    things: dict[Key, Thing] = field(default_factory=dict)
    links: dict[Link, None] = field(default_factory=dict)

    def put(self, thing: Thing) -> None:
        """Let a thing be on it."""
        self.things.setdefault(thing.key, thing)

    def tie(self, start: Key, end: Key, meaning: str) -> None:
        """Tie two things together, where both are on it."""
        if start in self.things and end in self.things:
            self.links[Link(start, end, meaning)] = None

    def done(self, about: Key, more: Sequence[str]) -> Thread:
        """Return the thread."""
        return Thread(about, tuple(self.things.values()), tuple(self.links), tuple(more))

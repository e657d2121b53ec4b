"""Hearing of others: first the copy, then the effects, then the offset; everything twice is fine.

Of each foreign aggregate exactly one copy is kept, under the same id; a newer revision replaces
it. Effects are decided from the newest copies and done once by their cause, so a fact that comes
again, late or out of turn does no harm. What cannot be handled goes on the shelf.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from chassis import telemetry
from chassis.changes import Cause
from chassis.codec import load, moment
from chassis.errors import Busy, Conflict, Refusal
from chassis.events import Event, from_record, from_structured
from chassis.logs import Consumer, Log, Record
from chassis.shelf import Shelf
from chassis.stores import Entry, Kind, Store, Watch, Write

V = TypeVar("V")
Handler = Callable[["News", Any], None]
LONG_AWAY = timedelta(days=7)
LONGEST_KEY = 200


@dataclass(frozen=True)
class News:
    """An event as a handler hears of it."""

    event: Event
    cause: Cause
    fresh: bool
    """False for what is older than a week: it changes what is kept and sends nobody a message."""


@dataclass(frozen=True)
class Reaction:
    """What is done about one type of event."""

    name: str
    view: type
    handler: Handler


@dataclass
class Ears:
    """What a service listens for: copies it keeps, and what it does about events."""

    name: str
    copies: set[str] = field(default_factory=set)
    reactions: dict[str, list[Reaction]] = field(default_factory=dict)

    def keep(self, *kinds: str) -> list[Kind]:
        """Keep a copy of every foreign aggregate of these kinds; gives the kinds to store."""
        self.copies |= set(kinds)
        return [Kind(f"copy_{kind}") for kind in kinds]

    def on(self, type_: str, view: type[V]) -> Callable[[Callable[[News, V], None]], None]:
        """Do this about events of a type, with a view of our own of what they carry.

        A view is a dataclass with the fields we rely on; `dict` where the handler checks itself.
        """

        def register(handler: Callable[[News, V], None]) -> None:
            name = f"{self.name}.{handler.__name__}"
            self.reactions.setdefault(type_, []).append(Reaction(name, view, handler))

        return register

    def hear(self, event: Event, shelf: Shelf, record: Record | None, now: datetime) -> None:
        """Do all that is to be done about one event; what fails goes on the shelf."""
        for reaction in self.reactions.get(event.type, ()):
            shelf.check(reaction.name)
            try:
                self.react(reaction, event, now)
            except (Busy, Conflict):
                raise
            except Refusal as no:
                shelf.put(reaction.name, f"{type(no).__name__}: {no} {no.pointer}", record, event)
            except Exception as trouble:
                telemetry.logger("listening").exception("shelved", handler=reaction.name)
                shelf.put(reaction.name, f"{type(trouble).__name__}: {trouble}", record, event)

    def again(self, name: str, event: Event, now: datetime) -> str:
        """Try once more what went wrong before; return why it goes wrong still, or nothing."""
        found = [r for r in self.reactions.get(event.type, ()) if r.name == name]
        if not found:
            return f"nobody here is called {name} and hears of {event.type}"
        try:
            self.react(found[0], event, now)
        except Refusal as no:
            return f"{type(no).__name__}: {no} {no.pointer}".strip()
        except Exception as trouble:
            return f"{type(trouble).__name__}: {trouble}"
        return ""

    def react(self, reaction: Reaction, event: Event, now: datetime) -> None:
        """Do one thing about one event, under its trace."""
        telemetry.begin_trace(event.attributes.get("traceparent"))
        seen = _seen(event)
        view = seen if reaction.view is dict else load(reaction.view, seen)
        reaction.handler(News(event, cause_of(event, reaction.name), _fresh(event, now)), view)


def cause_of(event: Event, name: str) -> Cause:
    """Return the cause that makes an effect of this event be done once."""
    return Cause(
        id=f"{name}/{event.source}/{event.id}"[:LONGEST_KEY],
        keyed=True,
        by_people=False,
        correlation=event.attributes.get("correlationid", ""),
        causation=event.id,
        traceparent=telemetry.traceparent(),
    )


def _seen(event: Event) -> dict[str, Any]:
    """Return details and state of a fact of ours side by side; the data of any other event."""
    if "state" in event.data and "details" in event.data:
        seen: dict[str, Any] = event.data["state"] | event.data["details"]
        return seen
    return event.data


def _fresh(event: Event, now: datetime) -> bool:
    at = event.attributes.get("time")
    return at is None or now - moment(at) < LONG_AWAY


@dataclass
class Listener:
    """A chore: reads topics in a group and lets the ears hear."""

    store: Store
    log: Log
    ears: Ears
    topics: Sequence[str]
    shelf: Shelf
    now: Callable[[], datetime]
    lease: float = 10.0
    rest: float = 1.0
    """How long it waits for something to hear, in seconds."""
    consumer: Consumer | None = None

    @property
    def name(self) -> str:
        """What logs and `/readyz` call it."""
        return f"{self.ears.name}.listener"

    def step(self) -> bool:
        """Hear what has come, and note it as heard; True if there was something."""
        try:
            if self.consumer is None:
                self.consumer = self.log.consumer(self.ears.name, self.topics, self.lease)
            records = self.consumer.poll(500, self.rest)
            self.hear(records)
            if records:
                self.consumer.commit()
            return bool(records)
        except Exception:
            self.close()  # what is not committed comes again to whoever owns it then
            raise

    def hear(self, records: Sequence[Record]) -> None:
        """Keep the copies of all records, then do their effects in order."""
        events = [(record, self._event(record)) for record in records]
        self._keep([event for _, event in events if event])
        for record, event in events:
            if event:
                self.ears.hear(event, self.shelf, record, self.now())

    def _event(self, record: Record) -> Event | None:
        try:
            event = from_record(record)
            if "revision" in event.attributes:
                _ = (event.revision, event.kind, event.state["id"])
            return event
        except (ValueError, KeyError, TypeError, RecursionError) as odd:
            self.shelf.check(self.name)
            self.shelf.put(self.name, f"{type(odd).__name__}: {odd}", record, None)
            return None

    def _keep(self, events: Sequence[Event]) -> None:
        newest: dict[tuple[str, str], Event] = {}
        for event in events:
            if "revision" not in event.attributes or event.kind not in self.ears.copies:
                continue
            at = (event.kind, event.about)
            if at not in newest or event.revision > newest[at].revision:
                newest[at] = event
        while newest:
            newest = self._kept(newest)

    def _kept(self, newest: dict[tuple[str, str], Event]) -> dict[tuple[str, str], Event]:
        """Write those that are newer than what is kept; return those where another came first."""
        writes: dict[tuple[str, str], Write] = {}
        for kind in {kind for kind, _ in newest}:
            ids = [about for k, about in newest if k == kind]
            there = self.store.get_many(f"copy_{kind}", ids)
            for id in ids:
                event, old = newest[kind, id], there.get(id)
                if old and old.body["revision"] >= event.revision:
                    continue
                body = event.state | {"revision": event.revision, "source": event.source}
                expected = old.version if old else 0
                writes[kind, id] = Write(f"copy_{kind}", id, body, expected)
        done = self.store.save_many(list(writes.values()))
        return {at: newest[at] for at, kept in zip(writes, done, strict=True) if kept is None}

    def lag(self) -> int:
        """Return how many records are still to be heard, at most."""
        return self.consumer.lag() if self.consumer else 0

    def close(self) -> None:
        """Leave the group."""
        consumer, self.consumer = self.consumer, None
        if consumer:
            consumer.close()


@dataclass
class Reactor:
    """A chore: a service's reactions to its own facts, read straight from its own history."""

    store: Store
    ears: Ears
    shelf: Shelf
    now: Callable[[], datetime]
    rest: float = 1.0
    watch: Watch | None = None

    @property
    def name(self) -> str:
        """What logs and `/readyz` call it."""
        return f"{self.ears.name}.reactor"

    def step(self) -> bool:
        """React to what the service has done since; True if there was something."""
        if self.watch is None:
            self.watch = self.store.watch()
        entries: list[Entry] = self.store.unheard(500)
        for entry in entries:
            self.ears.hear(from_structured(entry.fact), self.shelf, None, self.now())
        if entries:
            self.store.mark_heard(entries)
        else:
            self.watch.wait(self.rest)
        return bool(entries)

    def close(self) -> None:
        """Stop watching the store."""
        if self.watch:
            self.watch.close()
            self.watch = None

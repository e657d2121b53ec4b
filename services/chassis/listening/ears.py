"""What a service listens for, and what it does about one event: each thing once, by its cause."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, TypeVar

from chassis import telemetry
from chassis.changes import Cause, derived
from chassis.codec import load
from chassis.errors import Busy, Conflict, Refusal
from chassis.events import Event
from chassis.logs import Record
from chassis.shelf import Shelf
from chassis.stores import Kind

V = TypeVar("V")
LONG_AWAY = timedelta(days=7)


@dataclass(frozen=True)
class News:
    """An event as a handler hears of it."""

    event: Event
    cause: Cause
    fresh: bool
    """False for what is older than a week: it changes what is kept and sends nobody a message."""


Heard = tuple[Record | None, Event]
"""An event, and the record that it came in if it came from a log."""
Many = Callable[[Sequence[tuple[News, V]]], None]


@dataclass(frozen=True)
class Reaction:
    """What is done about one type of event."""

    name: str
    view: type
    handler: Many[Any]
    in_a_row: bool = False


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
            def each(heard: Sequence[tuple[News, V]]) -> None:
                for news, seen in heard:
                    handler(news, seen)

            self._add(type_, Reaction(self._named(handler), view, each))

        return register

    def about(self, kind: str, view: type[V]) -> Callable[[Callable[[News, V], None]], None]:
        """Do this about every fact of this kind of aggregate, whatever happened to it.

        For effects that follow from the newest copy alone, whichever way it came about.
        """
        return self.on(_any_of(kind), view)

    def all_about(self, kind: str, view: type[V]) -> Callable[[Many[V]], None]:
        """Do this about all facts of this kind that came in a row: `about` and `together`."""
        return self.together(_any_of(kind), view)

    def together(self, type_: str, view: type[V]) -> Callable[[Many[V]], None]:
        """Do this about all events of a type that came in a row, so that they can share a write.

        Where it fails it is tried again with each of them alone, so that only what fails is
        shelved: doing a part of it twice must do no harm.
        """

        def register(handler: Many[V]) -> None:
            self._add(type_, Reaction(self._named(handler), view, handler, in_a_row=True))

        return register

    def _named(self, handler: Callable[..., None]) -> str:
        return f"{self.name}.{handler.__name__}"

    def _add(self, type_: str, reaction: Reaction) -> None:
        self.reactions.setdefault(type_, []).append(reaction)

    def hear(self, heard: Sequence[Heard], shelf: Shelf, now: datetime) -> None:
        """Do all that is to be done about events, in order; what fails goes on the shelf."""
        for _type, row in groupby(heard, key=lambda pair: pair[1].type):
            events = list(row)
            for reaction in self._to(events[0][1]):
                if not self._all_at_once(reaction, events, shelf, now):
                    for record, event in events:
                        self._one(reaction, record, event, shelf, now)

    def _to(self, event: Event) -> list[Reaction]:
        """Return what is done about an event: about its type, and about what it is a fact of."""
        kind = event.kind if "revision" in event.attributes else ""
        return [*self.reactions.get(event.type, ()), *self.reactions.get(_any_of(kind), ())]

    def _all_at_once(
        self, reaction: Reaction, events: Sequence[Heard], shelf: Shelf, now: datetime
    ) -> bool:
        """Try a whole row; False where it is to be done one by one."""
        if not reaction.in_a_row or len(events) == 1:
            return False
        shelf.check(reaction.name)
        try:
            self.react(reaction, [event for _, event in events], now)
        except (Busy, Conflict):
            raise
        except Exception:
            return False  # which of them it was comes out when each is tried alone
        return True

    def _one(
        self, reaction: Reaction, record: Record | None, event: Event, shelf: Shelf, now: datetime
    ) -> None:
        shelf.check(reaction.name)
        try:
            self.react(reaction, [event], now)
        except (Busy, Conflict):
            raise
        except Refusal as no:
            shelf.put(reaction.name, f"{type(no).__name__}: {no} {no.pointer}", record, event)
        except Exception as trouble:
            telemetry.logger(self.name).exception("shelved", handler=reaction.name)
            shelf.put(reaction.name, f"{type(trouble).__name__}: {trouble}", record, event)

    def knows(self, name: str, event: Event) -> bool:
        """Tell whether something of this name is done here about such an event."""
        return any(reaction.name == name for reaction in self._to(event))

    def again(self, name: str, event: Event, now: datetime) -> str:
        """Try once more what went wrong before; return why it goes wrong still, or nothing."""
        found = [r for r in self._to(event) if r.name == name]
        if not found:
            return f"nobody here is called {name} and hears of {event.type}"
        try:
            self.react(found[0], [event], now)
        except Refusal as no:
            return f"{type(no).__name__}: {no} {no.pointer}".strip()
        except Exception as trouble:
            return f"{type(trouble).__name__}: {trouble}"
        return ""

    def react(self, reaction: Reaction, events: Sequence[Event], now: datetime) -> None:
        """Do one thing about some events, under the trace of the first."""
        telemetry.begin_trace(events[0].attributes.get("traceparent"))
        heard = []
        for event in events:
            seen = _seen(event)
            view = seen if reaction.view is dict else load(reaction.view, seen)
            heard.append((News(event, cause_of(event, reaction.name), _fresh(event, now)), view))
        reaction.handler(heard)
        say = telemetry.logger(self.name)
        say.info("heard", type=events[0].type, handler=reaction.name, events=len(events))


def _any_of(kind: str) -> str:
    return f"{kind}/*"


def cause_of(event: Event, name: str) -> Cause:
    """Return the cause that makes an effect of this event be done once."""
    return Cause(
        id=derived("cause", name, event.source, event.id),
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
    return event.at is None or now - event.at < LONG_AWAY

"""What a service listens for, and what it does about one event: each thing once, by its cause."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from chassis import telemetry
from chassis.changes import Cause
from chassis.codec import load, moment
from chassis.errors import Busy, Conflict, Refusal
from chassis.events import Event
from chassis.logs import Record
from chassis.shelf import Shelf
from chassis.stores import Kind

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

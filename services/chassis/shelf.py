"""Facts that could not be handled, kept with the reason until somebody looks."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chassis.changes import derived
from chassis.codec import instant
from chassis.errors import Conflict
from chassis.events import Event
from chassis.logs import Record
from chassis.screening import has_cpr
from chassis.stores import Doc, Kind, Page, Store, Write

KIND = Kind("shelf", indexes=(("handler", "open"), ("open", "at")))
FULL = 20
"""A handler with this many on the shelf stands still: a bug must not shelve the city."""


class Standstill(Exception):
    """A handler has so much on the shelf that it waits for someone to look."""


@dataclass(frozen=True)
class Shelf:
    """The shelf of one service, in its own store."""

    store: Store
    now: Callable[[], datetime]

    def put(self, handler: str, reason: str, record: Record | None, event: Event | None) -> None:
        """Keep what a handler could not do; the same again changes nothing.

        Of a record that holds a CPR number only the place is kept.
        """
        if record and not _keepable(record):
            reason, event = "CprFound: the record holds a CPR number and is not kept here", None
        place = _place(record) if record else ""
        about = event.attributes.get("id", "") if event else ""
        body = {
            "handler": handler,
            "reason": reason[:2000],
            "at": instant(self.now()),
            "open": True,
            "type": event.attributes.get("type", "") if event else "",
            "about": event.attributes.get("subject", "") if event else "",
            "revision": event.attributes.get("revision", "") if event else "",
            "record": _kept(record) if record and _keepable(record) else None,
            "event": event.structured() if event else None,
        }
        try:
            self.store.save(Write("shelf", derived("shelf", handler, place, about), body, 0))
        except Conflict:
            return

    def count(self, handler: str) -> int:
        """Return how many wait for somebody to look."""
        return self.store.count("shelf", [("handler", "eq", handler), ("open", "eq", True)])

    def waiting(self) -> int:
        """Return how many wait in all."""
        return self.store.count("shelf", [("open", "eq", True)])

    def check(self, handler: str) -> None:
        """Raise `Standstill` when too much of a handler is on the shelf."""
        if self.count(handler) >= FULL:
            raise Standstill(f"{handler} has {FULL} on the shelf; look with `samskab dead list`")

    def page(self, limit: int = 50, after: str | None = None) -> Page:
        """Return what waits, the oldest first."""
        return self.store.find("shelf", [("open", "eq", True)], [("at", 1)], limit, after)

    def get(self, id: str) -> Doc:
        """Return one, or raise `NotThere`."""
        return self.store.get("shelf", id)

    def close(self, doc: Doc, outcome: str) -> None:
        """Note that somebody has dealt with it: its record is let go of."""
        body = doc.body | {"open": False, "outcome": outcome, "record": None, "event": None}
        self.store.save(Write("shelf", doc.id, body, doc.version))


def _place(record: Record) -> str:
    """Return where a record stood, and since when: a log made anew counts from the start."""
    return f"{record.topic}/{record.partition}/{record.offset}/{record.at}"


def _keepable(record: Record) -> bool:
    return not has_cpr(record.value.decode(errors="replace"))


def _kept(record: Record) -> dict[str, Any]:
    return {
        "topic": record.topic,
        "partition": record.partition,
        "offset": record.offset,
        "at": record.at,
        "key": record.key,
        "value": base64.b64encode(record.value).decode(),
        "headers": dict(record.headers),
    }


def record_of(doc: Doc) -> Record | None:
    """Return the record that lies on the shelf, if it came from a log."""
    kept = doc.body["record"]
    if not kept:
        return None
    return Record(**(kept | {"value": base64.b64decode(kept["value"])}))

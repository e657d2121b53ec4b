"""The chore that reads topics in a group: copies first, then their effects, then the offset."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from chassis import telemetry
from chassis.errors import Fenced
from chassis.events import Event, from_record
from chassis.listening.ears import Ears
from chassis.logs import Consumer, Log, Record
from chassis.shelf import Shelf
from chassis.stores import Store, Write

MOST = 500


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
    most: int = MOST
    """How many facts it takes at once; fewer where that takes long."""
    consumer: Consumer | None = None
    caught_up: bool = False

    @property
    def name(self) -> str:
        """What logs and `/readyz` call it."""
        return f"{self.ears.name}.listener"

    def step(self) -> bool:
        """Hear what has come, and note it as heard; True if there was something."""
        try:
            if self.consumer is None:
                self.consumer = self.log.consumer(self.ears.name, self.topics, self.lease)
            records = self.consumer.poll(self.most, self.rest)
            began = time.monotonic()
            self.hear(records)
            self._pace(len(records), time.monotonic() - began)
            if records:
                self.consumer.commit()
            self._tell(len(records))
            return bool(records)
        except Fenced:
            self.close()  # another member has these records now
            return True
        except Exception:
            self.close()  # what is not committed comes again to whoever owns it then
            raise

    def _pace(self, heard: int, seconds: float) -> None:
        """Take no more at once than can be done well within the lease, however slow the store is.

        Else another member takes over before the commit, and all of it is heard again for ever.
        """
        if seconds > self.lease / 4:
            self.most = max(1, int(heard * self.lease / 4 / seconds))
        elif heard == self.most:
            self.most = min(MOST, 2 * self.most)

    def _tell(self, heard: int) -> None:
        telemetry.FACTS_APPLIED.labels(self.ears.name).inc(heard)
        behind = self.lag()
        telemetry.LAG.labels(self.ears.name).set(behind)
        telemetry.SHELF.labels(self.ears.name).set(self.shelf.waiting())
        if not heard and not behind:
            self.caught_up = True

    def waits_for(self) -> str:
        """Return what is still to be heard since the start, until it was all heard once."""
        return "" if self.caught_up else "it hears what it has missed"

    def hear(self, records: Sequence[Record]) -> None:
        """Keep the copies of all records, then do their effects in order."""
        events = [(record, self._event(record)) for record in records]
        self._keep([event for _, event in events if event])
        heard = [(record, event) for record, event in events if event]
        self.ears.hear(heard, self.shelf, self.now())

    def _event(self, record: Record) -> Event | None:
        try:
            return from_record(record)
        except ValueError as odd:
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

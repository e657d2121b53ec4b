"""Waking those who wait for a write, on whichever machine they wait.

A change stream would need a replica set. So each writing process counts up a small document of
its own, without waiting for an answer, and one thread of each waiting process looks at the sum.
"""

import os
import secrets
import time
from collections.abc import Callable
from typing import Any

from pymongo.collection import Collection
from pymongo.errors import PyMongoError
from pymongo.write_concern import WriteConcern

from chassis.threads import native

BELL = "bell"
OFTEN = 0.03
"""Seconds between two looks."""
SELDOM = 1.0


class Bells:
    """The bell of one database: rung after each write, heard by all who watch."""

    def __init__(self, bell: Callable[[], Collection[dict[str, Any]] | None]) -> None:
        self.bell, self.waiting = bell, list[Waiting]()
        self.lock, self.listener = native("Lock")(), 0
        self.name, self.pid = "", 0

    def ring(self) -> None:
        """Wake all who watch, here at once; never fails: the write is done already."""
        if self.pid != os.getpid():
            self.name, self.pid = secrets.token_hex(8), os.getpid()
        for each in list(self.waiting):
            each.rung.set()
        try:
            if (bell := self.bell()) is None:
                return
            unasked = bell.with_options(write_concern=WriteConcern(w=0))
            unasked.update_one({"_id": self.name}, {"$inc": {"n": 1}}, upsert=True)
        except PyMongoError:
            return  # who waits looks again after a while, anyway

    def watch(self) -> "Waiting":
        """Return a place to wait in, which hears every ring from now on."""
        waiting = Waiting(self)
        with self.lock:
            self.waiting.append(waiting)
            if self.listener != os.getpid():
                self.listener = os.getpid()
                begun = native("Event")()
                native("Thread")(target=self._listen, args=(begun,), daemon=True).start()
                begun.wait(SELDOM)
        return waiting

    def _listen(self, begun: Any) -> None:
        before = self._sum(-1)
        begun.set()
        while True:
            with self.lock:
                if not self.waiting:
                    self.listener = 0
                    return
            time.sleep(OFTEN)
            now = self._sum(before)
            if now != before:
                before = now
                for each in list(self.waiting):
                    each.rung.set()

    def _sum(self, otherwise: int) -> int:
        try:
            bell = self.bell()
            return sum(doc["n"] for doc in bell.find({}, {"n": 1})) if bell is not None else -1
        except PyMongoError:
            time.sleep(SELDOM)
            return otherwise


class Waiting:
    """One who waits: a `Watch` of a store."""

    def __init__(self, bells: Bells) -> None:
        self.bells, self.rung = bells, native("Event")()

    def wait(self, seconds: float) -> bool:
        """Return True as soon as the bell rings, or if it rang since the last wait."""
        rang = bool(self.rung.wait(max(seconds, 0.0)))
        self.rung.clear()
        return rang

    def close(self) -> None:
        """Stop watching."""
        with self.bells.lock:
            if self in self.bells.waiting:
                self.bells.waiting.remove(self)

"""Waking those who wait for a write, on whichever machine they wait.

A change stream would need a replica set. So writing processes count up one small document, each
in a thread of its own that gathers the rings of a moment, and one thread of each waiting process
looks at it: often while there is something to hear, else a little less often.
"""

import os
import threading
import time
from collections.abc import Callable
from typing import Any

from pymongo.collection import Collection
from pymongo.errors import PyMongoError

BELL = "bell"
ONE = {"_id": "bell"}
OFTEN, LESS_OFTEN = 0.03, 0.1
"""Seconds between two looks."""
GATHERED = 0.02
SELDOM = 1.0
IDLE = 10.0
"""Seconds after which a thread that has nothing to ring ends."""


class Bells:
    """The bell of one database: rung after each write, heard by all who watch."""

    def __init__(self, bell: Callable[[], Collection[dict[str, Any]] | None]) -> None:
        self.bell, self.waiting = bell, list[Waiting]()
        self.lock, self.rung = threading.Lock(), threading.Event()
        self.listener = self.ringer = 0
        """The process in which such a thread runs."""

    def ring(self) -> None:
        """Wake all who watch, here at once; never fails: the write is done already."""
        for each in list(self.waiting):
            each.rung.set()
        with self.lock:
            self.rung.set()
            if self.ringer != os.getpid():
                self.ringer = os.getpid()
                threading.Thread(target=self._ring, daemon=True).start()

    def _ring(self) -> None:
        while self._rung():
            self.rung.clear()
            try:
                if (bell := self.bell()) is not None:
                    bell.update_one(ONE, {"$inc": {"n": 1}}, upsert=True)
            except PyMongoError:
                time.sleep(SELDOM)  # who waits looks again after a while, anyway
            time.sleep(GATHERED)

    def _rung(self) -> bool:
        if self.rung.wait(IDLE):
            return True
        with self.lock:
            if not self.rung.is_set():
                self.ringer = 0
            return self.rung.is_set()

    def watch(self) -> "Waiting":
        """Return a place to wait in, which hears every ring from now on."""
        waiting = Waiting(self)
        with self.lock:
            self.waiting.append(waiting)
            if self.listener != os.getpid():
                self.listener = os.getpid()
                begun = threading.Event()
                threading.Thread(target=self._listen, args=(begun,), daemon=True).start()
                begun.wait(SELDOM)
        return waiting

    def _listen(self, begun: threading.Event) -> None:
        before, heard = self._count(-1), 0.0
        begun.set()
        while True:
            with self.lock:
                if not self.waiting:
                    self.listener = 0
                    return
            time.sleep(OFTEN if time.monotonic() - heard < SELDOM else LESS_OFTEN)
            now = self._count(before)
            if now != before:
                before, heard = now, time.monotonic()
                for each in list(self.waiting):
                    each.rung.set()

    def _count(self, otherwise: int) -> int:
        try:
            bell = self.bell()
            there = bell.find_one(ONE) if bell is not None else None
            return there["n"] if there else 0
        except PyMongoError:
            time.sleep(SELDOM)
            return otherwise


class Waiting:
    """One who waits: a `Watch` of a store."""

    def __init__(self, bells: Bells) -> None:
        self.bells, self.rung = bells, threading.Event()

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

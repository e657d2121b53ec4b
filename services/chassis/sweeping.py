"""Letting go of what a log need not keep: one part does it for all."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from chassis.logs import Log

HOURLY = 3600.0


@dataclass
class Sweep:
    """A chore: sweeps the log once an hour."""

    log: Log
    every: float = HOURLY
    rest: float = 1.0
    clock: Callable[[], float] = time.monotonic
    due: float = 0.0
    name: str = "log.sweep"

    def step(self) -> bool:
        """Sweep when an hour has passed; the first time at once."""
        if self.clock() < self.due:
            time.sleep(self.rest)
            return False
        self.log.sweep()
        self.due = self.clock() + self.every
        return False

    def close(self) -> None:
        """Let go of the log."""
        self.log.close()

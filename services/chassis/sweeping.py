"""Topics as their owner keeps them: made on purpose, and let go of what they need not keep."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chassis.logs import Log, Topic

HOURLY = 3600.0


@dataclass
class Sweep:
    """A chore of every part: makes the topics that it owns, and sweeps them once an hour."""

    log: Log
    topics: Sequence[Topic]
    every: float = HOURLY
    rest: float = 1.0
    clock: Callable[[], float] = time.monotonic
    due: float = 0.0

    @property
    def name(self) -> str:
        """What logs and `/readyz` call it."""
        return f"{self.topics[0].name}.sweep"

    def step(self) -> bool:
        """Sweep when an hour has passed; the first time at once."""
        if self.clock() < self.due:
            time.sleep(self.rest)
            return False
        for topic in self.topics:
            self.log.create(topic)
        self.log.sweep([topic.name for topic in self.topics])
        self.due = self.clock() + self.every
        return False

    def close(self) -> None:
        """Let go of the log."""
        self.log.close()

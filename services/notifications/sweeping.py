"""A chore: lets go of addresses that nobody has confirmed in time."""

import time
from dataclasses import dataclass

from notifications.actions import Subscriptions

EVERY = 60.0


@dataclass
class Sweeper:
    """Looks once a minute."""

    subscriptions: Subscriptions
    name: str = "notifications.sweeper"
    next: float = 0.0

    def step(self) -> bool:
        """Sweep if it is time; True if there was something."""
        if time.monotonic() < self.next:
            time.sleep(1.0)
            return False
        found = self.subscriptions.sweep()
        if not found:
            self.next = time.monotonic() + EVERY
        return bool(found)

    def close(self) -> None:
        """There is nothing to let go of."""

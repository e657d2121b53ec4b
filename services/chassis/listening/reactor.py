"""The chore that lets a service react to its own facts, also while the log is away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chassis.events import from_structured
from chassis.listening.ears import Ears
from chassis.shelf import Shelf
from chassis.stores import Entry, Store, Watch


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
        if entries:
            told = [(None, from_structured(entry.fact)) for entry in entries]
            self.ears.hear(told, self.shelf, self.now())
            self.store.mark_heard(entries)
        else:
            self.watch.wait(self.rest)
        return bool(entries)

    def close(self) -> None:
        """Stop watching the store."""
        if self.watch:
            self.watch.close()
            self.watch = None

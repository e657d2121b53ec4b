"""A client that all threads of a process share, and that a child of it must open anew."""

import os
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from chassis.threads import native

T = TypeVar("T")


class Shared(Generic[T]):
    """Opened at its first use in each process; closed when the last thread that used it lets go."""

    def __init__(self, open_: Callable[[], T], close: Callable[[T], object]) -> None:
        self.open, self.close = open_, close
        self.lock = native("RLock")()
        self.pid, self.thing = 0, list[T]()
        self.users = set[Any]()

    def get(self) -> T:
        """Return it, and note that this thread uses it."""
        with self.lock:
            if not self.there():
                self.thing, self.users = [self.open()], set()
                self.pid = os.getpid()
            self.users.add(native("current_thread")())
            return self.thing[0]

    def there(self) -> bool:
        """Tell whether it is open in this process."""
        return bool(self.thing) and self.pid == os.getpid()

    def peek(self) -> T | None:
        """Return it if it is open, without using it."""
        with self.lock:
            return self.thing[0] if self.there() else None

    def let_go(self) -> None:
        """Use it no more in this thread."""
        with self.lock:
            self.users.discard(native("current_thread")())
            if not any(each.is_alive() for each in self.users):
                self.drop()

    def drop(self) -> None:
        """Close it for everybody; the next use opens another."""
        with self.lock:
            thing, self.thing = self.thing if self.there() else [], []
            for each in thing:
                self.close(each)

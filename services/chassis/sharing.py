"""A client that all threads of a process share, and that a child of it must open anew.

Under gevent its threads and locks are greenlets' ones, as those of the clients themselves are.
"""

import os
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakSet

T = TypeVar("T")


class User:
    """A thread that uses the client: it goes when the thread goes."""


class Shared(Generic[T]):
    """Opened at its first use in each process; closed when the last thread that used it lets go."""

    def __init__(self, open_: Callable[[], T], close: Callable[[T], object]) -> None:
        self.open, self.close = open_, close
        self.lock, self.mine = threading.RLock(), threading.local()
        self.pid, self.thing = 0, list[T]()
        self.users = WeakSet[User]()
        self.failed: tuple[float, Exception] = (0.0, Exception())

    def get(self) -> T:
        """Return it, and note that this thread uses it.

        Who has waited while another one tried in vain does not try again: all hear it at once.
        """
        asked = time.monotonic()
        with self.lock:
            if not self.there():
                if self.failed[0] > asked:
                    raise self.failed[1]
                self._open()
            self.users.add(self._me())
            return self.thing[0]

    def _open(self) -> None:
        try:
            self.thing, self.users = [self.open()], WeakSet()
            self.pid = os.getpid()
        except Exception as trouble:
            self.failed = time.monotonic(), trouble
            raise

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
            self.users.discard(self._me())
            if not self.users:
                self.drop()

    def drop(self) -> None:
        """Close it for everybody; the next use opens another."""
        with self.lock:
            thing, self.thing = self.thing if self.there() else [], []
            for each in thing:
                self.close(each)

    def _me(self) -> User:
        if not hasattr(self.mine, "user"):
            self.mine.user = User()
        user: User = self.mine.user
        return user

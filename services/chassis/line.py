"""Writers of one process that come at the same time share one commit, and need no thread for it.

Whoever finds nobody writing leads: it carries out what everybody in the line wants, in one
transaction, and tells each what became of theirs. The others wait for that.
"""

import sqlite3
from collections import deque
from collections.abc import Callable

from chassis.sqlite import File, anew_in_children, busy
from chassis.threads import native

MOST_SHARED = 1000


class Wish:
    """What one caller wants written, and what has become of it."""

    size = 1
    """How many rows it is about: a commit is shared until there are very many."""

    def __init__(self) -> None:
        self.error: BaseException | None = None
        self.leads = self.over = False
        self.news = native("Event")()

    def carry_out(self, connection: sqlite3.Connection) -> None:
        """Write it, inside a transaction; what is raised undoes this wish and no other."""
        raise NotImplementedError


class Line:
    """The wishes waiting in this process."""

    def __init__(self, file: File, done: Callable[[], None]) -> None:
        self.file, self.done = file, done
        anew_in_children(self)
        self.start()

    def start(self) -> None:
        """Start with nobody in the line."""
        self._line: deque[Wish] = deque()
        self._led, self._lock = False, native("Lock")()

    def write(self, wish: Wish) -> None:
        """Write it, durable when this returns; raises what its `carry_out` raised, or `Busy`."""
        try:
            self._line_up(wish)
            while wish.leads and not wish.over:
                self._carry_out_all()
        finally:
            self._step_aside(wish)
        if wish.leads:
            self.done()
        if not wish.over:
            raise busy()
        if wish.error:
            raise wish.error

    def _line_up(self, wish: Wish) -> None:
        with self._lock:
            self._line.append(wish)
            wish.leads, self._led = not self._led, True
        if not wish.leads:
            wish.news.wait(self.file.patience)

    def _carry_out_all(self) -> None:
        taken: list[Wish] = []
        try:
            with self.file.write() as connection:
                room = MOST_SHARED
                while self._line and room > 0:
                    taken.append(self._line.popleft())
                    room -= taken[-1].size
                    _carry_out(connection, taken[-1])
        except BaseException:
            for wish in taken:
                wish.error = busy()  # for those who wait; whoever leads raises what it met
            raise
        finally:
            for wish in taken:
                wish.over = True
                wish.news.set()

    def _step_aside(self, wish: Wish) -> None:
        """Let the next one lead; what its caller is told was not written must not be later."""
        with self._lock:
            if wish in self._line:
                self._line.remove(wish)
            if wish.leads:
                self._led = bool(self._line)
                if self._led:
                    self._line[0].leads = True
                    self._line[0].news.set()


def _carry_out(connection: sqlite3.Connection, wish: Wish) -> None:
    """Carry out one wish; one that fails by itself leaves nothing behind."""
    connection.execute("SAVEPOINT wish")
    try:
        wish.carry_out(connection)
    except sqlite3.OperationalError:
        raise
    except Exception as error:
        connection.execute("ROLLBACK TO wish")
        wish.error = error
    connection.execute("RELEASE wish")

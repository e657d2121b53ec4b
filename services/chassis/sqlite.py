"""One SQLite file for many threads and processes: each waits its turn, and none for ever.

SQLite's own wait for the write lock is unfair and a stopped process would hold it without end.
So writers queue at a gate: `<path>.next` is held by the one whose turn is next, `<path>.lock` by
the one who is writing. Not for network file systems.
"""

import errno
import fcntl
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from time import monotonic
from typing import Any, Protocol
from weakref import WeakSet
from zlib import crc32

from chassis.errors import Busy
from chassis.threads import native

PATIENCE = 5.0
AWAY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_READONLY,
}
WAL_KEPT = 64 * 2**20


class File:
    """A SQLite file with a connection per thread; it comes to be at the first use."""

    def __init__(self, path: str, schema: Sequence[str], patience: float = PATIENCE) -> None:
        self.path, self.schema, self.patience = os.path.abspath(path), schema, patience
        self._mark = crc32("\n".join(schema).encode()) >> 1
        anew_in_children(self)
        self.start()

    def start(self) -> None:
        """Start anew: a child that used or closed its parent's connection would do harm."""
        if hasattr(self, "_local"):
            _left_to_parents.append(getattr(self._local, "opened", None))
        self._local: Any
        self._local, self._turn = native("local")(), native("Lock")()

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Lend this thread's connection; raises `Busy` when the file cannot be read now."""
        with self._answering():
            yield self._connection()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Run one transaction, on disk at the end; raises `Busy` when it may not have been kept."""
        with self._answering():
            connection = self._connection()
            with self.gate(), _transaction(connection):
                yield connection

    @contextmanager
    def gate(self) -> Iterator[None]:
        """Keep all other writers out; raises `Busy` when the turn does not come in time."""
        end = monotonic() + self.patience
        if not self._turn.acquire(timeout=self.patience):
            raise busy()
        try:
            with ExitStack() as held:
                with _locked(f"{self.path}.next", end, 0.0003, 0.001):
                    held.enter_context(_locked(f"{self.path}.lock", end, 0.00005, 0.0005))
                yield
        finally:
            self._turn.release()

    def close(self) -> None:
        """Close this thread's connection; the next use opens another."""
        self._local.__dict__.pop("opened", None)

    @contextmanager
    def _answering(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as trouble:
            if getattr(trouble, "sqlite_errorcode", 0) & 0xFF not in AWAY:
                raise
            self.close()
            raise busy(trouble) from trouble

    def _connection(self) -> sqlite3.Connection:
        opened: _Opened | None = getattr(self._local, "opened", None)
        if opened is None or not opened.still_at(self.path):
            opened = _Opened(self.path, self.patience)
            self._prepare(opened.connection)
            self._local.opened = opened
        return opened.connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Make the schema where it is missing; a race between openers is held at the gate."""
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(f"PRAGMA journal_size_limit={WAL_KEPT}")
        if connection.execute("PRAGMA user_version").fetchone()[0] != self._mark:
            with self.gate():
                connection.execute("PRAGMA journal_mode=WAL")
                with _transaction(connection):
                    for statement in self.schema:
                        connection.execute(statement)
                    connection.execute(f"PRAGMA user_version={self._mark}")


class _Opened:
    """A connection that is closed when its thread ends."""

    def __init__(self, path: str, patience: float) -> None:
        with _reachable():
            os.makedirs(os.path.dirname(path), 0o700, exist_ok=True)
            _make_private(path)
            self.connection = sqlite3.connect(
                path, timeout=patience, isolation_level=None, check_same_thread=False
            )
            self.file = os.stat(path).st_ino

    def still_at(self, path: str) -> bool:
        """Tell whether the file is the one at the path: writing to a removed one loses all."""
        try:
            return os.stat(path).st_ino == self.file
        except OSError:
            return False

    def __del__(self) -> None:
        if hasattr(self, "connection"):
            self.connection.close()


def _make_private(path: str) -> None:
    """Make a missing file for its owner alone; SQLite gives those beside it the same mode."""
    with suppress(FileExistsError):  # to close one that is in use would end SQLite's locks on it
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))


def busy(trouble: sqlite3.Error | OSError | None = None) -> Busy:
    """Return the refusal for a file that cannot be used for the moment, and why."""
    if isinstance(trouble, OSError):
        full = trouble.errno in (errno.ENOSPC, errno.EDQUOT)
    else:
        full = getattr(trouble, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
    if full:
        return Busy("There is no room left on the disk. Please try again once there is.")
    return Busy("Too much is happening right now. Please try again in a moment.")


@contextmanager
def _reachable() -> Iterator[None]:
    """Take a folder that is away or full for something that will pass."""
    try:
        yield
    except OSError as trouble:
        raise busy(trouble) from trouble


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def _locked(path: str, end: float, pause: float, longest: float) -> Iterator[None]:
    """Hold a lock of the whole machine, which ends with the process that holds it."""
    with _reachable():
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        while not _taken(file):
            if monotonic() >= end:
                raise busy()
            native("sleep", "time")(pause)
            pause = min(pause * 1.5, longest)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)  # closing is not enough if a child was forked
    finally:
        os.close(file)


def _taken(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class Restartable(Protocol):
    """What a forked child cannot use as its parent left it."""

    def start(self) -> None:
        """Be as new."""


def anew_in_children(thing: Restartable) -> None:
    """Have it started anew in every child forked, as long as it is in use."""
    _things.add(thing)


def _start_all() -> None:
    for thing in list(_things):
        thing.start()


_things: WeakSet[Restartable] = WeakSet()
_left_to_parents: list[object] = []
os.register_at_fork(after_in_child=_start_all)

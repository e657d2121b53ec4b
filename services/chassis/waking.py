"""Waking those who wait for a write, in whichever process they wait.

Each of them binds a datagram socket in the folder `<path>.wake`; whoever has written sends a byte
to every socket there. It is a hint, not a message: nothing is lost when nobody listens.
"""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import AF_UNIX, SOCK_DGRAM, socket

from chassis.errors import Busy
from chassis.threads import native

DESCRIPTORS = "/proc/self/fd"


class Bell:
    """The bell of one file: rung after each write, heard by all who watch."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.folder = Path(os.path.abspath(f"{path}.wake"))

    def ring(self) -> None:
        """Wake all who watch. Never waits and never fails: the write is done already."""
        with suppress(OSError), _opened(self.folder) as (folder, near), _datagrams() as out:
            for name in os.listdir(folder):
                _wake(out, folder, near(name), name)

    def watch(self) -> "Waiting":
        """Return a place to wait in, which hears every ring from now on."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            return Waiting(self.folder)
        except OSError as trouble:
            raise Busy("The data folder cannot be written to just now.") from trouble


class Waiting:
    """One who waits: a `Watch` of a store or log."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / secrets.token_hex(6)
        self.inbox = native("socket", "socket")(AF_UNIX, SOCK_DGRAM)
        try:
            with _opened(folder) as (_, near):
                self.inbox.bind(near(self.path.name))
        except BaseException:
            self.inbox.close()
            raise

    def wait(self, seconds: float) -> bool:
        """Return True as soon as the bell rings, or if it rang since the last wait."""
        rang = self._hears(seconds)
        while rang and self._hears(0.0):
            pass
        return rang

    def _hears(self, seconds: float) -> bool:
        try:
            self.inbox.settimeout(max(seconds, 0.0))
            self.inbox.recv(1)
            return True
        except (BlockingIOError, TimeoutError):
            return False
        except OSError:
            if self.inbox.fileno() < 0:
                return False  # another thread has closed it meanwhile
            raise

    def close(self) -> None:
        """Stop watching."""
        self.inbox.close()
        self.path.unlink(missing_ok=True)


def _wake(out: socket, folder: int, address: str, name: str) -> None:
    try:
        out.sendto(b"!", address)
    except ConnectionRefusedError:  # whoever bound it is gone
        with suppress(OSError):
            os.unlink(name, dir_fd=folder)
    except OSError:
        return  # its queue is full, so it is awake; or it has just left


@contextmanager
def _datagrams() -> Iterator[socket]:
    with native("socket", "socket")(AF_UNIX, SOCK_DGRAM) as out:
        out.setblocking(False)
        yield out


@contextmanager
def _opened(folder: Path) -> Iterator[tuple[int, Callable[[str], str]]]:
    """Give the open folder, and the address of a socket in it.

    An address has room for 107 bytes, a data folder may be deeper than that: so the way to it is
    through the open folder, where the system has one.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    near = f"{DESCRIPTORS}/{descriptor}" if os.path.isdir(DESCRIPTORS) else str(folder)
    try:
        yield descriptor, lambda name: f"{near}/{name}"
    finally:
        os.close(descriptor)

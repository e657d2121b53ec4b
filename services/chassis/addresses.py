"""Where parts find each other: `unix:PATH` or `HOST:PORT`, with paths of any length."""

import errno
import http.client
import os
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

LONGEST = 100
"""Bytes of a path that every system's socket addresses have room for."""


class AddressWrong(ValueError):
    """An address that is neither `unix:PATH` nor `HOST:PORT`."""


@dataclass(frozen=True)
class Address:
    """A place to listen or connect: a path, or else a host and port."""

    path: str = ""
    host: str = ""
    port: int = 0

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"unix:{self.path}" if self.path else f"{host}:{self.port}"


def parse(address: str) -> Address:
    """Return what an address says; raises `AddressWrong`."""
    if address.startswith("unix:"):
        path = address.removeprefix("unix:")
        if path:
            return Address(path=os.path.abspath(path))
    else:
        host, _, port = address.rpartition(":")
        if host and port.isascii() and port.isdigit() and 0 <= int(port) < 65536:
            return Address(host=host.removeprefix("[").removesuffix("]"), port=int(port))
    raise AddressWrong(f"{address!r} is neither unix:PATH nor HOST:PORT.")


def folder_name(path: str) -> tuple[int, str]:
    """Return an open folder and a name for the path that is short as long as it stays open."""
    folder = os.open(os.path.dirname(path), os.O_RDONLY | os.O_DIRECTORY)
    return folder, f"/proc/self/fd/{folder}/{os.path.basename(path)}"


@contextmanager
def short(path: str) -> Iterator[str]:
    """Give a name of the path that fits into a socket address, for as long as the block lasts."""
    if len(os.fsencode(path)) <= LONGEST:
        yield path
        return
    folder, name = folder_name(path)
    try:
        yield name
    finally:
        os.close(folder)


def listen(address: str, backlog: int = 128) -> socket.socket:
    """Return a listening socket; a socket file that nobody listens on any more is replaced.

    Raises `OSError`: EADDRINUSE when somebody listens there.
    """
    where = parse(address)
    family = _family(where)
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if where.path:
            _bind_path(listener, where)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((where.host, where.port))
        listener.listen(backlog)
    except BaseException:
        listener.close()
        raise
    return listener


def make_way(where: Address) -> None:
    """Make the folder of a socket file and remove one that nobody listens on any more."""
    Path(where.path).parent.mkdir(0o700, parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        if not stat.S_ISSOCK(os.stat(where.path).st_mode):
            raise FileExistsError(errno.EEXIST, "There is a file that is not a socket", where.path)
        try:
            connect(where, 1.0).close()
        except ConnectionRefusedError:
            os.unlink(where.path)
        else:
            raise OSError(errno.EADDRINUSE, "Somebody listens there already", where.path)


def connect(address: str | Address, seconds: float) -> socket.socket:
    """Return a connected socket with that time-out, or raise `OSError`."""
    where = parse(address) if isinstance(address, str) else address
    if not where.path:
        found = socket.create_connection((where.host, where.port), seconds)
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return found
    found = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        found.settimeout(seconds)
        with short(where.path) as name:
            found.connect(name)
    except BaseException:
        found.close()
        raise
    return found


class Connection(http.client.HTTPConnection):
    """An `http.client` connection to any address; it can be kept and used again."""

    def __init__(self, address: str | Address, seconds: float = 30.0) -> None:
        self.where = parse(address) if isinstance(address, str) else address
        super().__init__(self.where.host or "localhost", self.where.port or None, timeout=seconds)
        self.seconds = seconds

    def connect(self) -> None:
        """Connect to the address, whichever kind it is."""
        self.sock = connect(self.where, self.seconds)


def _family(where: Address) -> socket.AddressFamily:
    if where.path:
        return socket.AF_UNIX
    return socket.AF_INET6 if ":" in where.host else socket.AF_INET


def _bind_path(listener: socket.socket, where: Address) -> None:
    make_way(where)
    with short(where.path) as name:
        listener.bind(name)

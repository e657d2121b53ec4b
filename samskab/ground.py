"""What has to be so before anything starts on this machine; if it is not, one clear sentence."""

import errno
import fcntl
import os
import shutil
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path

from chassis import addresses
from chassis.words import _

OLDEST = (3, 11)
LEAST_FREE = 200
STOPPING = 15.0
"""Seconds that the parts of one that was killed have to stop."""


class NotPossible(Exception):
    """Samskab cannot start, and the sentence says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def check_python(version: tuple[int, ...] = tuple(sys.version_info[:2])) -> None:
    """Refuse a Python that is too old."""
    if version[:2] < OLDEST:
        raise NotPossible(
            _(
                "This is Python {version}; Samskab needs {oldest} or newer.",
                version=".".join(map(str, version)),
                oldest=".".join(map(str, OLDEST)),
            )
        )


def prepare_folder(folder: Path) -> None:
    """Make the data folder and those in it; refuse a disk that is full or closed to us."""
    try:
        for each in (folder, folder / "run", folder / "config"):
            each.mkdir(0o700, parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free // 1_000_000
    except OSError as trouble:
        raise NotPossible(
            _("The folder {folder} cannot be used: {why}.", folder=folder, why=trouble.strerror)
        ) from trouble
    if free < LEAST_FREE:
        raise NotPossible(
            _(
                "Only {free} MB are free on the disk of {folder}; Samskab needs {least}.",
                free=free,
                folder=folder,
                least=LEAST_FREE,
            )
        )


def check_free(address: str) -> None:
    """Refuse a port that is taken or closed to us. A socket file is dealt with by who listens."""
    where = addresses.parse(address)
    if where.path:
        return
    family = socket.AF_INET6 if ":" in where.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((where.host, where.port))
        except OSError as trouble:
            raise NotPossible(_why_not(where, trouble)) from trouble


def _why_not(where: addresses.Address, trouble: OSError) -> str:
    if trouble.errno == errno.EADDRINUSE:
        return _(
            "Port {port} is taken by another program. Choose another one: GATEWAY_PORT={other}.",
            port=where.port,
            other=where.port + 1,
        )
    return _(
        "Nothing can listen on {address}: {why}. Choose another GATEWAY_HOST or GATEWAY_PORT.",
        address=where,
        why=trouble.strerror,
    )


def hold(folder: Path) -> int:
    """Take the data folder for this Samskab alone, and for its parts as long as they live.

    Gives the open lock: whoever inherits it holds the folder, too. Parts of one that was killed
    get the time to stop.
    """
    lock = os.open(folder / "run" / "up.lock", os.O_RDWR | os.O_CREAT, 0o600)
    end = time.monotonic() + STOPPING
    while not _taken(lock):
        holder = os.pread(lock, 20, 0).decode(errors="replace").strip()
        if time.monotonic() > end or _lives(holder):
            os.close(lock)
            raise NotPossible(
                _(
                    "Samskab runs already in {folder} (process {pid}). "
                    "Stop it first, or choose another DATA_DIR.",
                    folder=folder,
                    pid=holder,
                )
            )
        time.sleep(0.1)
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)
    os.set_inheritable(lock, True)
    return lock


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lives(pid: str) -> bool:
    """Tell whether a process is there and more than a name that nobody has crossed out yet."""
    with suppress(OSError, ValueError):
        return Path(f"/proc/{int(pid)}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def copy_defaults(package: Path, names: tuple[str, ...], config: Path) -> None:
    """Copy a package's default configuration; what is there already belongs to somebody."""
    for name in names:
        for source in sorted((package / name).glob("*.*")):
            target = config / name / source.name
            if not target.exists():
                target.parent.mkdir(0o700, exist_ok=True)
                fresh = target.with_name(f".{target.name}.new")
                shutil.copyfile(source, fresh)
                fresh.rename(target)

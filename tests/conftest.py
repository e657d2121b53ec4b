"""A small city: the real processes, started as `samskab up` starts them, on a port of their own.

Tests marked `engines` are run twice: on SQLite alone, and on MongoDB and Kafka.
"""

import os
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from uuid import uuid4

import pytest

from chassis import addresses
from chassis.stores.opening import open_store
from samskab.client import Client
from samskab.parts import PARTS
from samskab.telling import waits_for

pytest_plugins = ["chassis.testing.fixtures"]
PATIENCE = 60.0
WIDE = {
    "GATEWAY_LIMIT_KEY": "1000000/minute",
    "GATEWAY_LIMIT_ADDRESS": "1000000/minute",
    "GATEWAY_LIMIT_IDEAS": "1000000/minute",
    "GATEWAY_LIMIT_GUESSES": "1000000/minute",
}
"""Tests come all from one address."""


@dataclass
class City:
    """A running Samskab and its data folder."""

    folder: Path
    port: int
    process: subprocess.Popen
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The address of the door."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def env(self) -> dict[str, str]:
        """What its processes, and commands that look after it, find in their environment."""
        return environment(self.folder, self.port) | self.settings

    @property
    def log(self) -> str:
        """Everything that its processes have said."""
        return (self.folder / "city.log").read_text()

    def key(self, *scopes: str, role: str = "portal", source: str = "", departments=("kommune",)):
        """Return the text of a new key."""
        from gateway import keys

        with self.store("gateway") as store:
            made = keys.Keys(store).create(
                "test", scopes, departments=departments, role=role, source=source
            )
            return made[1]

    @contextmanager
    def store(self, part: str):
        """Give the store of a part."""
        url = self.settings.get(f"{part.upper()}_STORE_URL", f"sqlite:///{self.folder}/{part}.db")
        store = open_store(url, import_module(f"{part}.stores").KINDS)
        try:
            yield store
        finally:
            store.close()

    def portal(self, source: str = "https://portal.example") -> str:
        """Return the key of a portal."""
        return self.key("intake", "read", source=source, departments=())

    def moderator(self) -> str:
        """Return a key that may read, moderate and open calls."""
        return self.key("read", "moderate", "steer", role="moderator")

    @contextmanager
    def client(self, key: str = "", **more) -> Iterator[Client]:
        """Give a client of its door."""
        with Client(self.url, key, **more) as client:
            yield client

    def samskab(self, *words: str, **more) -> subprocess.CompletedProcess:
        """Run a command of Samskab that looks after this city."""
        command = [sys.executable, "-m", "samskab", *words]
        env = self.env | more.pop("env", {})
        return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, **more)

    def processes(self) -> dict[str, list[int]]:
        """Return the processes of each part by its name, `gateway serve`, the leading one first."""
        leaders = children(self.process.pid)
        named = {}
        for part in PARTS:
            for name, its in (
                (f"{part} serve", f"{part}.sock"),
                (f"{part} work", f"{part}-work.sock"),
            ):
                pid = owner(self.folder / "run" / its)
                if pid in leaders:
                    named[name] = [pid, *children(pid)]
        unnamed = [pid for pid in leaders if pid not in {pids[0] for pids in named.values()}]
        if unnamed:
            named["gateway serve"] = [unnamed[0], *children(unnamed[0])]
        return named

    def kill(self, name: str) -> None:
        """End all processes of one part at once, as a fault would."""
        for pid in self.processes().get(name, ()):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def wait(self, seconds: float = PATIENCE) -> None:
        """Wait until every part says that it is ready."""
        places = [f"127.0.0.1:{self.port}"]
        places += [f"unix:{self.folder}/run/{part}-work.sock" for part in PARTS]
        places += [f"unix:{self.folder}/run/{part}.sock" for part in PARTS if part != "gateway"]
        end = time.monotonic() + seconds
        while late := [place for place in places if waits_for(place)]:
            assert self.process.poll() is None, f"The city has stopped:\n{self.log[-5000:]}"
            assert time.monotonic() < end, f"{late} not ready:\n{self.log[-5000:]}"
            time.sleep(0.05)


def environment(folder: Path, port: int) -> dict[str, str]:
    """Return the environment of a city, with nothing in it of the one that runs the tests."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    ours = {"DATA_DIR": str(folder), "GATEWAY_PORT": str(port), "PYTHONUNBUFFERED": "1"}
    return kept | WIDE | ours


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


def children(pid: int) -> list[int]:
    """Return the child processes of a process."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except FileNotFoundError:
        return []
    return [int(word) for word in text.split()]


def owner(path: Path) -> int:
    """Return the process that listens on a socket file, or 0."""
    try:
        with addresses.connect(f"unix:{path}", 1.0) as found:
            told = found.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
            return struct.unpack("3i", told)[0]
    except OSError:
        return 0


@contextmanager
def founded(folder: Path, patience: float = PATIENCE, **settings: str) -> Iterator[City]:
    """Give a city that is ready, and end it afterwards."""
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "samskab", "up", "--no-story"]
    with (folder / "city.log").open("w") as log:
        process = subprocess.Popen(
            command, env=environment(folder, port) | settings, stdout=log, stderr=log
        )
    city = City(folder, port, process, settings)
    try:
        city.wait(patience)
        yield city
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="session", name="founded")
def one_more_city():
    """What founds a city with settings of its own."""
    return founded


def pytest_generate_tests(metafunc):
    """Run tests of a city on one kind of engines or on both."""
    if "engine" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("engines")
        wanted = ["embedded", "distributed"] if both else ["embedded"]
        metafunc.parametrize("engine", wanted, scope="session")


def apart(log: str, server: str) -> dict[str, str]:
    """Return the settings of a city with its events there, and databases of its own."""
    name = uuid4().hex[:12]
    stores = {f"{part.upper()}_STORE_URL": f"{server}/{name}_{part}" for part in PARTS}
    return {"LOG_URL": log} | stores


@pytest.fixture(scope="session")
def city(engine, request, tmp_path_factory) -> Iterator[City]:
    """One city for all tests that only talk to it; each uses names of its own."""
    settings = {}
    if engine == "distributed":
        settings = apart(*map(request.getfixturevalue, ("kafka", "mongo")))
    with founded(tmp_path_factory.mktemp("city") / "data", **settings) as city:
        yield city


@pytest.fixture
def own_city(engine, request, tmp_path) -> Iterator[City]:
    """A city for one test alone, which may do to it what it likes; with a broker of its own."""
    settings = {}
    if engine == "distributed":
        settings = apart(*map(request.getfixturevalue, ("own_kafka", "mongo")))
    with founded(tmp_path / "data", **settings) as city:
        yield city

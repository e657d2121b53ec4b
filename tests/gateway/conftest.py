"""A gateway of its own, as a real process, with services behind it that say back what they hear."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from chassis import addresses
from chassis.logs.opening import open_log
from chassis.settings import read
from chassis.settings.secret import kept_secret
from chassis.stores.opening import open_store
from gateway.app import create_gateway, create_own
from gateway.keys import Keys
from gateway.manifests import DEFAULTS, Reading
from gateway.settings import Settings
from gateway.signins import SignIns
from gateway.stores import KINDS

NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
ECHO = Path(__file__).parent / "echo.py"
PORTAL = "https://portal.example"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


def ask(port, method, path, body=None, headers=None, seconds=10.0):
    """Ask a door something on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


def ask_raw(port, sent, seconds=10.0):
    """Send bytes as they are; return all that comes back until the other side ends."""
    with socket.create_connection(("127.0.0.1", port), seconds) as sock:
        sock.sendall(sent)
        got = b""
        try:
            while more := sock.recv(65536):
                got += more
        except (TimeoutError, ConnectionResetError):
            pass
        return got


@dataclass
class Running:
    """A gateway process: its door and its folder."""

    folder: Path
    port: int
    process: subprocess.Popen

    def ask(self, method, path, body=None, /, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return ask(self.port, method, path, body, named)

    def post_json(self, path, thing, /, **headers):
        return self.ask("POST", path, json.dumps(thing), Content_Type="application/json", **headers)

    @property
    def log(self):
        return (self.folder / "gateway.log").read_text()

    @contextmanager
    def store(self):
        store = open_store(f"sqlite:///{self.folder}/gateway.db", KINDS)
        yield store
        store.close()

    def key(self, *scopes, source="", **more):
        with self.store() as store:
            return Keys(store).create("test", scopes, source=source, **more)[1]

    def link(self, role="moderator"):
        with self.store() as store:
            return SignIns(store).link("Test", role, ("kommune",))


def waited(test, seconds=10.0):
    """Wait until something is so, and return it."""
    end = time.monotonic() + seconds
    while not (found := test()):
        assert time.monotonic() < end, "It did not come to be."
        time.sleep(0.02)
    return found


def listens(place):
    try:
        addresses.connect(place, 1.0).close()
        return True
    except OSError:
        return False


def free_port():
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


@contextmanager
def backend(folder, name, department="kommune"):
    """Run a service that says back what it hears."""
    secret = kept_secret(folder / "config", f"{name.upper()}_SECRET")
    place = f"unix:{folder}/run/{name}.sock"
    command = [sys.executable, ECHO, place, secret, f"{department}/{name}"]
    with (folder / f"{name}.log").open("a") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        waited(lambda: listens(place))
        yield process
    finally:
        end(process)


@contextmanager
def gateway_at(folder, **settings):
    """Run a gateway."""
    port = free_port()
    (folder / "run").mkdir(parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    env = kept | {"DATA_DIR": str(folder), "GATEWAY_PORT": str(port)} | WIDE | settings
    command = [sys.executable, "-m", "samskab", "serve", "gateway"]
    with (folder / "gateway.log").open("a") as log:
        process = subprocess.Popen(command, env=env, stdout=log, stderr=log)
    try:
        waited(lambda: process.poll() is not None or listens(f"127.0.0.1:{port}"))
        assert process.poll() is None, (folder / "gateway.log").read_text()
        waited(lambda: ask(port, "GET", "/livez").status == 200)
        yield Running(folder, port, process)
    finally:
        end(process)


WIDE = {
    "GATEWAY_LIMIT_ADDRESS": "1000000/minute",
    "GATEWAY_LIMIT_IDEAS": "1000000/minute",
    "GATEWAY_LIMIT_GUESSES": "1000000/minute",
    "GATEWAY_BODY_SECONDS": "1",
}


def end(process):
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def running(tmp_path_factory):
    """One gateway with one service behind it, for all tests that only talk to it."""
    folder = tmp_path_factory.mktemp("gateway")
    with gateway_at(folder) as running, backend(folder, "ideas"):
        yield running


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "run").mkdir()
    return read(Settings, {"DATA_DIR": str(tmp_path)})


@pytest.fixture
def store(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/gateway.db", KINDS)
    yield store
    store.close()


@pytest.fixture
def log(tmp_path):
    log = open_log(f"sqlite:///{tmp_path}/log.db")
    yield log
    log.close()


@pytest.fixture
def records(log):
    """What stands on a topic."""

    def read(topic):
        tail = log.tail([topic])
        try:
            return tail.poll(1000, 0.0)
        finally:
            tail.close()

    return read


@pytest.fixture
def gateway(settings):
    """All parts of a gateway, in this process."""
    made = create_gateway(settings)
    yield made
    made.close()
    made.passing.close()
    made.store.close()
    made.log.close()


@pytest.fixture
def own(gateway):
    """The gateway's own app, as Flask has it, with nobody at the door."""
    return create_own(gateway)


SECRETS = ("IDEAS_SECRET", "JOURNEYS_SECRET", "INITIATIVES_SECRET", "NOTIFICATIONS_SECRET")


@dataclass(frozen=True)
class Manifests:
    """A folder of manifests, and what reads them."""

    folder: Path

    def reading(self, **env):
        secrets = {name: name for name in SECRETS} | {"PARKS_IDEAS_SECRET": "p"}
        told = {"DATA_DIR": "/data", "INSTANCE": "kommune", "PARKS_IDEAS": "parks.example:8001"}
        return Reading(self.folder, "kommune", told | env, secrets.__getitem__)

    def read(self, **env):
        it = self.reading(**env)
        return it.read(it.texts())

    def write(self, manifest, name="parks.yaml"):
        whole = isinstance(manifest, str)
        text = manifest if whole else yaml.safe_dump(manifest, allow_unicode=True)
        (self.folder / name).write_text(text)


@pytest.fixture
def manifests(tmp_path):
    folder = tmp_path / "config" / "departments"
    folder.mkdir(parents=True)
    shutil.copy(DEFAULTS / "kommune.yaml", folder)
    return Manifests(folder)


@pytest.fixture
def parks():
    """The manifest of a department with a service of its own."""
    return {
        "id": "parks",
        "names": {"da": "Park og Vej", "en": "Parks and Roads", "ar": "الحدائق"},
        "services": {
            "ideas": {
                "address": "${PARKS_IDEAS}",
                "secret": "PARKS_IDEAS_SECRET",
                "paths": ["/api/ideas", "/ideas"],
                "scopes": ["read"],
                "timeout": 3,
            }
        },
        "limits": {"key": "100/minute"},
        "topics": ["ideas"],
    }


@pytest.fixture(name="gateway_at")
def one_more_gateway():
    return gateway_at


@pytest.fixture(name="backend")
def one_more_backend():
    return backend


@pytest.fixture(name="waited")
def waited_for():
    return waited


class Clock:
    """A time that goes on only when it is told to."""

    def __init__(self, at=NOON):
        self.at = at

    def __call__(self):
        return self.at


@pytest.fixture
def clock():
    return Clock()

"""Real engines for tests, as processes of their own: Apache Kafka, and a store that speaks MongoDB.

A URL in the environment (`TEST_KAFKA_URL`, `TEST_MONGO_URL`) takes their place.
"""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

PATIENCE = 90.0
"""Seconds for an engine to come up; the first time Kafka is fetched as well."""
QUICK = ("log.retention.check.interval.ms=500", "log.cleaner.backoff.ms=200")


class NotHere(Exception):
    """An engine cannot be started on this machine; the sentence says what it lacks."""


@contextmanager
def kafka(script: Path, folder: Path, *settings: str) -> Iterator[str]:
    """Give the URL of a broker that lives as long as the context; raises `NotHere`."""
    if given := os.environ.get("TEST_KAFKA_URL"):
        yield given
        return
    if lacking := [tool for tool in ("java", "mvn") if not shutil.which(tool)]:
        raise NotHere(f"Kafka, for lack of {' and '.join(lacking)}: apt install default-jre maven")
    port = two_free_ports()
    env = {"KAFKA_PORT": str(port), "KAFKA_DATA": str(folder)}
    with running([str(script), *QUICK, *settings], port, folder / "kafka.log", env):
        yield f"kafka://127.0.0.1:{port}"


@contextmanager
def mongo(program: Path, folder: Path) -> Iterator[str]:
    """Give the URL of a server, to which the name of a database is added; raises `NotHere`."""
    if given := os.environ.get("TEST_MONGO_URL"):
        yield given
        return
    if not program.exists():
        raise NotHere("The store that speaks MongoDB, for lack of SecantusDB: make .venv/secantus")
    port = two_free_ports()
    command = [str(program), "--port", str(port), "--storage-path", str(folder / "store")]
    command += ["--sync-on-commit", "--standalone", "--log-level", "WARNING"]
    with running(command, port, folder / "mongo.log"):
        yield f"mongodb://127.0.0.1:{port}"


@contextmanager
def running(
    command: Sequence[str], port: int, log: Path, env: Mapping[str, str] | None = None
) -> Iterator[int]:
    """Run a server until the context ends, and give its process once the port answers."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as out:
        process = subprocess.Popen(
            command, stdout=out, stderr=out, env=os.environ | (env or {}), start_new_session=True
        )
    try:
        end = time.monotonic() + PATIENCE
        while not answers(port):
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"{command[0]} does not come up:\n{log.read_text()[-3000:]}")
            time.sleep(0.1)
        yield process.pid
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def answers(port: int) -> bool:
    """Tell whether something listens there."""
    with socket.socket() as tried:
        tried.settimeout(1.0)
        return tried.connect_ex(("127.0.0.1", port)) == 0


def two_free_ports() -> int:
    """Return a port that nobody listens on, as on the next one."""
    while True:
        with socket.socket() as one, socket.socket() as other:
            one.bind(("127.0.0.1", 0))
            port: int = one.getsockname()[1]
            with suppress(OSError, OverflowError):
                other.bind(("127.0.0.1", port + 1))
                return port

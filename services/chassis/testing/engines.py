"""Real engines as processes beside: Apache Kafka, and a store that speaks MongoDB's protocol."""

import os
import random
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from chassis.running import end_with_parent

PATIENCE = 90.0
"""Seconds for an engine to come up; the first time Kafka is fetched as well."""
QUICK = ("log.retention.check.interval.ms=500", "log.cleaner.backoff.ms=200")
"""What tests of cleaning cannot wait for."""


class NotHere(Exception):
    """An engine cannot be started on this machine; the sentence says what it lacks."""


@contextmanager
def kafka(
    script: Path, folder: Path, *settings: str, port: int = 0, grace: float = 0.0
) -> Iterator[str]:
    """Give the URL of a broker that lives as long as the context; raises `NotHere`."""
    if lacking := [tool for tool in ("java", "mvn") if not shutil.which(tool)]:
        raise NotHere(f"Kafka, for lack of {' and '.join(lacking)}: apt install default-jre maven")
    port = two_free_ports(port)
    env = {"KAFKA_PORT": str(port), "KAFKA_DATA": str(folder)}
    with running([str(script), *settings], port, folder / "kafka.log", env, grace):
        yield f"kafka://127.0.0.1:{port}"


@contextmanager
def mongo(program: Path, folder: Path, *, port: int = 0, grace: float = 0.0) -> Iterator[str]:
    """Give the URL of a server, to which the name of a database is added; raises `NotHere`."""
    if not program.exists():
        raise NotHere("The store that speaks MongoDB, for lack of SecantusDB: make .venv/secantus")
    port = two_free_ports(port)
    command = [str(program), "--port", str(port), "--storage-path", str(folder / "store")]
    command += ["--sync-on-commit", "--standalone", "--log-level", "WARNING"]
    with running(command, port, folder / "mongo.log", grace=grace):
        yield f"mongodb://127.0.0.1:{port}"


def kafka_version(script: Path) -> str:
    """Return the version of Kafka that the script beside this pom fetches."""
    found = re.search(
        r"<version>(\d+\.\d+\.\d+)</version>", script.with_name("pom.xml").read_text()
    )
    return found[1] if found else ""


def secantus_version(program: Path) -> str:
    """Return the version of SecantusDB in the environment of its program."""
    found = [
        each.name.split("-")[1]
        for each in program.parents[1].glob("lib/*/*/*.dist-info")
        if each.name.startswith("secantusdb-")
    ]
    return found[0].removesuffix(".dist") if found else ""


@contextmanager
def running(
    command: Sequence[str],
    port: int,
    log: Path,
    env: Mapping[str, str] | None = None,
    grace: float = 0.0,
) -> Iterator[int]:
    """Run a server until the context ends, and give its process once the port answers.

    It has `grace` seconds to end well, and ends with the process that started it.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as out:
        process = subprocess.Popen(
            command,
            stdout=out,
            stderr=out,
            env=os.environ | (env or {}),
            start_new_session=True,
            preexec_fn=end_with_parent,
        )
    try:
        end = time.monotonic() + PATIENCE
        while not answers(port):
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"{command[0]} does not come up:\n{log.read_text()[-3000:]}")
            time.sleep(0.1)
        yield process.pid
    finally:
        _end(process, grace)


def _end(process: subprocess.Popen[bytes], grace: float) -> None:
    with suppress(subprocess.TimeoutExpired):
        if grace:
            process.terminate()
            process.wait(grace)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def answers(port: int) -> bool:
    """Tell whether something listens there."""
    with socket.socket() as tried:
        tried.settimeout(1.0)
        return tried.connect_ex(("127.0.0.1", port)) == 0


def two_free_ports(wanted: int = 0) -> int:
    """Return a port that nobody listens on, as on the next one: the one wanted, if it is free.

    Others come from where the system takes none for its clients.
    """
    port = wanted or random.randrange(12_000, 32_000, 2)
    while not (_free(port) and _free(port + 1)):
        port = random.randrange(12_000, 32_000, 2)
    return port


def _free(port: int) -> bool:
    with socket.socket() as tried, suppress(OSError):
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind(("127.0.0.1", port))
        return True
    return False

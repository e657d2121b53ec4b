"""Run a command with Kafka and a store that speaks MongoDB beside it; they stop when it stops.

    .venv/bin/python deploy/distributed.py .venv/bin/samskab up

KAFKA_URL and MONGO_URL name engines that run elsewhere: those are used, and left alone. What is
started here keeps its files in DATA_DIR (`kafka/`, `mongo/`) and is for trying, not for a
municipality: one broker, and SecantusDB in the place of MongoDB.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from chassis.running import end_with_parent
from chassis.testing import engines
from samskab.parts import PARTS

ROOT = Path(__file__).parents[1]
SECANTUS = ROOT / ".venv/secantus/bin/secantusd-py"
KAFKA = ROOT / "deploy/kafka/kafka"
TO_STOP = (signal.SIGINT, signal.SIGTERM)
GRACE = 15.0
"""Seconds for an engine to put its files in order."""


@contextmanager
def kafka(data: Path) -> Iterator[str]:
    """Give the URL of the brokers: those of KAFKA_URL, or one that is started here."""
    if given := os.environ.get("KAFKA_URL"):
        yield given
        return
    say(f"Starting Apache Kafka {engines.kafka_version(KAFKA)} in {data / 'kafka'} …")
    with engines.kafka(KAFKA, data / "kafka", port=9092, grace=GRACE) as url:
        yield url


@contextmanager
def mongo(data: Path) -> Iterator[str]:
    """Give the URL of the server: that of MONGO_URL, or of one that is started here."""
    if given := os.environ.get("MONGO_URL"):
        yield given
        return
    say(f"Starting SecantusDB {engines.secantus_version(SECANTUS)} in {data / 'mongo'} …")
    with engines.mongo(SECANTUS, data / "mongo", port=27017, grace=GRACE) as url:
        yield url


def database(url: str, name: str) -> str:
    """Return the URL of one database of a server; what follows `?` stays behind it."""
    server, mark, options = url.partition("?")
    return f"{server.rstrip('/')}/{name}{mark}{options}"


def main(command: list[str]) -> int:
    """Run it; every part has a database of its own."""
    data = Path(os.environ.get("DATA_DIR") or "data").absolute()
    for number in TO_STOP:  # they stop the command; what runs beside it is stopped after it
        signal.signal(number, lambda *_: None)
    try:
        with ExitStack() as beside:
            events, documents = beside.enter_context(kafka(data)), beside.enter_context(mongo(data))
            stores = {f"{p.upper()}_STORE_URL": database(documents, f"samskab_{p}") for p in PARTS}
            say(f"Events are in {shown(events)}, documents in {shown(documents)}.")
            return run(command, {"LOG_URL": events} | stores)
    except (engines.NotHere, RuntimeError) as no:
        print(no, file=sys.stderr)
        return 1


def run(command: list[str], urls: dict[str, str]) -> int:
    """Run the command until it ends; Ctrl-C reaches it by itself, another stop is handed on."""
    process = subprocess.Popen(command, env=urls | os.environ, preexec_fn=end_with_parent)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    return process.wait()


def shown(url: str) -> str:
    """Return a URL without the user and password in it."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


def say(line: str) -> None:
    """Say it before what the command says."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

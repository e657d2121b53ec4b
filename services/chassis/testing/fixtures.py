"""A pytest plugin: real engines, one of each for a run, and last lines that say which were used.

TEST_KAFKA_URL and TEST_MONGO_URL name engines that are there already. Where one cannot be had its
tests are not run; under CI that is an error.
"""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from uuid import uuid4

import pytest

from chassis.testing import engines

Used = dict[str, list[str]]
USED = pytest.StashKey[Used]()
LACKING = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def kafka(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the URL of a real broker."""
    if given := os.environ.get("TEST_KAFKA_URL"):
        _note(pytestconfig, "events", f"Kafka ({given.rpartition('@')[2]})")
        yield given
    else:
        yield from _broker(pytestconfig, tmp_path_factory)


@pytest.fixture
def own_kafka(
    pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Give the URL of a broker for one test alone."""
    yield from _broker(pytestconfig, tmp_path_factory)


@pytest.fixture(scope="session")
def mongo(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the URL of a server that speaks MongoDB's protocol; a database is still to be named."""
    given = os.environ.get("TEST_MONGO_URL")
    program = pytestconfig.rootpath / ".venv/secantus/bin/secantusd-py"
    folder = tmp_path_factory.mktemp("mongo")
    there = iter([given]) if given else _started(pytestconfig, engines.mongo(program, folder))
    for url in there:
        _note(pytestconfig, "documents", _named(url))
        yield url


@pytest.fixture
def database(mongo: str) -> str:
    """Return the URL of a database that nobody else uses."""
    return f"{mongo}/t{uuid4().hex}"


def _broker(config: pytest.Config, folders: pytest.TempPathFactory) -> Iterator[str]:
    script = config.rootpath / "deploy/kafka/kafka"
    broker = engines.kafka(script, folders.mktemp("kafka"), *engines.QUICK)
    for url in _started(config, broker):
        _note(config, "events", f"Apache Kafka {engines.kafka_version(script)}")
        yield url


def _started(config: pytest.Config, engine: AbstractContextManager[str]) -> Iterator[str]:
    try:
        with engine as url:
            yield url
    except engines.NotHere as lack:
        if "CI" in os.environ:
            raise
        config.stash.setdefault(LACKING, []).append(str(lack))
        pytest.skip(str(lack))


def _named(url: str) -> str:
    """Return what a server of documents says it is."""
    from pymongo import MongoClient

    from chassis.stores.mongo.probing import engine

    with closing(MongoClient[dict[str, object]](url)) as client:
        return engine(client)


def _note(config: pytest.Config, what: str, engine: str) -> None:
    config.stash.setdefault(USED, {}).setdefault(what, []).append(engine)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say which engines were really used, and loudly which were not."""
    used = config.stash.setdefault(USED, {})
    told = [
        f"{what}: {', '.join(['SQLite', *dict.fromkeys(used.get(what, []))])}"
        for what in ("documents", "events")
    ]
    terminalreporter.section("engines", "-")
    terminalreporter.line("; ".join(told))
    lacking = config.stash.setdefault(LACKING, [])
    for lack in dict.fromkeys(lacking):
        terminalreporter.line(f"NOT RUN: {lack}", red=True, bold=True)

"""The engines that a municipality runs, for the suites that hold adapters to their promises."""

import os
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest

from chassis.testing import engines

ROOT = Path(__file__).parents[2]
NOT_RUN = pytest.StashKey[list[str]]()


def given(request, tmp_path_factory, engine, program):
    """The URL of an engine; without it tests are not run, and the last lines say so."""
    with ExitStack() as stack:
        try:
            yield stack.enter_context(engine(program, tmp_path_factory.mktemp("engine")))
        except engines.NotHere as lack:
            if "CI" in os.environ:
                raise
            request.config.stash.setdefault(NOT_RUN, []).append(str(lack))
            pytest.skip(str(lack))


@pytest.fixture(scope="session")
def kafka(request, tmp_path_factory):
    """A real broker."""
    yield from given(request, tmp_path_factory, engines.kafka, ROOT / "deploy/kafka/kafka")


@pytest.fixture(scope="session")
def mongo(request, tmp_path_factory):
    """A server that speaks MongoDB's wire protocol."""
    program = ROOT / ".venv/secantus/bin/secantusd-py"
    yield from given(request, tmp_path_factory, engines.mongo, program)


@pytest.fixture
def database(mongo):
    """The URL of a database that no other test uses."""
    return f"{mongo}/t{uuid4().hex}"


def pytest_terminal_summary(terminalreporter, config):
    """Say loudly which engine was not there."""
    if lacks := set(config.stash.get(NOT_RUN, [])):
        terminalreporter.section("NOT RUN", red=True)
        for lack in sorted(lacks):
            terminalreporter.line(lack)

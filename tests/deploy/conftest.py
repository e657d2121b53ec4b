"""A guarded broker as `deploy/kafka` starts one, with the users and rights of the municipality."""

import os
import shutil
import subprocess
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from chassis.logs.opening import open_log
from chassis.testing import engines

ROOT = Path(__file__).parents[2]
KAFKA = ROOT / "deploy/kafka"
NOT_RUN = pytest.StashKey[list[str]]()
OTHERS = """
portal-school  writes  samskab.kommune.intake
portal-old     writes  samskab.kommune.intake
library        reads   samskab.kommune.ideas samskab.kommune.journeys samskab.kommune.gateway
library        reads   samskab.kommune.initiatives samskab.kommune.notifications
library        joins   library
"""


@dataclass(frozen=True)
class Guarded:
    """A broker that lets in only whom it knows."""

    port: int
    secrets: Path

    @property
    def server(self):
        return f"127.0.0.1:{self.port}"

    def url(self, user):
        """The URL with which a service comes as this user."""
        return (self.secrets / f"{user}.env").read_text().strip().removeprefix("LOG_URL=")

    @contextmanager
    def log(self, user):
        with closing(open_log(self.url(user))) as log:
            yield log

    def librdkafka(self, user, **more):
        """What an independent client is told."""
        return {
            "bootstrap.servers": self.server,
            "security.protocol": "SASL_SSL",
            "sasl.mechanism": "SCRAM-SHA-512",
            "sasl.username": user,
            "sasl.password": (self.secrets / f"{user}.password").read_text().strip(),
            "ssl.ca.location": str(self.secrets / "ca.pem"),
        } | more

    def users(self, rights, *more):
        """Run the operator's script."""
        there = ["--bootstrap-server", self.server, "--secrets", self.secrets]
        there += ["--command-config", self.secrets / "operator.properties"]
        command = [KAFKA / "users", rights, *there, *more]
        return subprocess.run(command, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="session")
def guarded(request, tmp_path_factory):
    """One for all tests; without Java it is not there, and the last lines say so."""
    if lacking := [tool for tool in ("java", "mvn", "openssl") if not shutil.which(tool)]:
        lack = f"A guarded Kafka, for lack of {' and '.join(lacking)}"
        assert "CI" not in os.environ, lack
        request.config.stash.setdefault(NOT_RUN, []).append(lack)
        pytest.skip(lack)
    folder, port = tmp_path_factory.mktemp("guarded"), engines.two_free_ports()
    broker = Guarded(port, folder / "secrets")
    env = {"KAFKA_PORT": str(port), "KAFKA_DATA": str(folder), "KAFKA_SECRETS": str(broker.secrets)}
    with engines.running([str(KAFKA / "kafka")], port, folder / "kafka.log", env):
        rights = folder / "rights"
        rights.write_text((KAFKA / "kommune.rights").read_text() + OTHERS)
        done = broker.users(rights)
        assert done.returncode == 0, done.stderr
        yield broker


def pytest_terminal_summary(terminalreporter, config):
    """Say loudly what could not be tried."""
    if lacks := set(config.stash.get(NOT_RUN, [])):
        terminalreporter.section("NOT RUN", red=True)
        for lack in sorted(lacks):
            terminalreporter.line(lack)

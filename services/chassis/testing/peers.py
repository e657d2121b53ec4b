"""Other processes at the same log, for what can only be told with somebody to kill."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chassis.logs import Outgoing
from chassis.logs.opening import open_log


@dataclass(frozen=True)
class Peer:
    """A process that does one of the things below and says what it has done."""

    process: subprocess.Popen[bytes]
    spoken: Path

    def said(self) -> list[str]:
        """Return its whole lines so far."""
        return self.spoken.read_text().rpartition("\n")[0].splitlines()

    def hear(self, lines: int, seconds: float = 20.0) -> list[str]:
        """Wait until it has said so much."""
        end = time.monotonic() + seconds
        while len(said := self.said()) < lines:
            if self.process.poll() or time.monotonic() > end:
                raise AssertionError(f"A peer said only {len(said)} of {lines} lines.")
            time.sleep(0.01)
        return said

    def finish(self, seconds: float = 30.0) -> list[str]:
        """Wait until it has done all."""
        if self.process.wait(seconds):
            raise AssertionError(f"A peer ended with {self.process.returncode}.")
        return self.said()

    def kill(self) -> None:
        """End it as a loss of power would."""
        self.process.kill()
        self.process.wait()


@contextmanager
def peer(folder: Path, *does: object) -> Iterator[Peer]:
    """Run one of the roles in a process of its own; it is gone at the end."""
    spoken = folder / f"peer-{time.monotonic_ns()}"
    command = [sys.executable, "-m", "chassis.testing.peers", *map(str, does)]
    with spoken.open("w") as out:
        it = Peer(subprocess.Popen(command, stdout=out), spoken)
    try:
        yield it
    finally:
        it.kill()


def write(url: str, topic: str, name: str, count: str) -> None:
    """Append so many records under one key, and say each value once it is acknowledged."""
    log = open_log(url)
    for number in range(int(count)):
        value = f"{name}:{number}"
        log.append([Outgoing(topic, name, value.encode())])
        _say(value)


def read(url: str, topic: str, group: str, lease: str) -> None:
    """Read in a group, say each value and commit, until killed."""
    consumer = open_log(url).consumer(group, [topic], float(lease))
    while True:
        for record in consumer.poll(5, 0.5):
            _say(record.value.decode())
        consumer.commit()


def _say(line: str) -> None:
    print(line, flush=True)


ROLES = {"write": write, "read": read}

if __name__ == "__main__":
    ROLES[sys.argv[1]](*sys.argv[2:])

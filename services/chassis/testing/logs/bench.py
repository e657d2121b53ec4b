"""What all suites of the log start from."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import pairwise
from typing import Protocol
from uuid import uuid4

import pytest

from chassis.errors import Fenced
from chassis.logs import Consumer, Log, Outgoing, Record, Topic
from chassis.logs.opening import open_log

Join = Callable[..., Consumer]
SOON = 1e-6
"""Days after which a record is old, in tests of what is let go."""


class Reads(Protocol):
    """A consumer or a tail."""

    def poll(self, limit: int = 500, seconds: float = 1.0) -> list[Record]:
        """Return what is next."""


class Bench:
    """A log, a topic and members that leave at the end; what differs between adapters."""

    lease = 1.0
    """The shortest lease that the adapter takes."""
    patience = 20.0
    """Seconds to wait for what must come, before it counts as lost."""
    slack = 2.0
    """Seconds from the end of a lease until another member reads on, at most."""

    def remake(self, log: Log, topic: Topic) -> None:
        """Remove a topic behind everybody's back and make it anew, its offsets too."""
        raise NotImplementedError

    def let_go(self, log: Log, topic: str) -> None:
        """Have the log let go of what it need not keep of this topic."""
        time.sleep(0.2)
        log.sweep([topic])

    @pytest.fixture
    def log(self, url: str) -> Iterator[Log]:
        log = open_log(url)
        yield log
        log.close()

    @pytest.fixture
    def topic(self, log: Log) -> str:
        return made(log)

    @pytest.fixture
    def join(self, log: Log, topic: str) -> Iterator[Join]:
        with ExitStack() as stack:

            def join(
                group: str = "city", lease: float = 30.0, topics: Sequence[str] = ()
            ) -> Consumer:
                consumer = log.consumer(group, topics or [topic], lease)
                stack.callback(consumer.close)
                return consumer

            yield join

    def drain(self, reader: Reads, count: int) -> list[Record]:
        """Read until so many records have come."""
        records: list[Record] = []
        end = time.monotonic() + self.patience
        while len(records) < count and time.monotonic() < end:
            records += reader.poll(500, 0.2)
        assert len(records) >= count, f"only {len(records)} of {count} records came"
        return records

    def done(self, consumer: Consumer, count: int) -> list[Record]:
        """Read and commit until so many records have come."""
        records: list[Record] = []
        end = time.monotonic() + self.patience
        while len(records) < count and time.monotonic() < end:
            records += self.done_once(consumer, 0.2)
        assert len(records) >= count, f"only {len(records)} of {count} records came"
        return records

    def done_once(self, consumer: Consumer, seconds: float) -> list[Record]:
        """Read and commit; what was lost to another member comes again there."""
        records = consumer.poll(500, seconds)
        try:
            consumer.commit()
        except Fenced:
            return []
        return records


def made(log: Log, partitions: int = 4, compacted: bool = True, keep_days: float = 7.0) -> str:
    """Make a topic that nobody has used before; return its name."""
    topic = Topic(f"samskab.test.{uuid4().hex}", partitions, compacted, keep_days)
    log.create(topic)
    return topic.name


def some(topic: str, numbers: Iterable[int], keys: int = 7) -> list[Outgoing]:
    """Return records with a number each, spread over some keys."""
    return [Outgoing(topic, f"k{n % keys}", str(n).encode()) for n in numbers]


def numbers(records: Iterable[Record]) -> list[int]:
    """Return the numbers they carry."""
    return [int(record.value) for record in records]


def by_key(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Return them apart by key, each in the order in which they came."""
    keys: dict[str, list[Record]] = {}
    for record in records:
        keys.setdefault(record.key, []).append(record)
    return keys


def rises(values: Sequence[int]) -> bool:
    """Tell whether each is greater than the one before."""
    return all(a < b for a, b in pairwise(values))

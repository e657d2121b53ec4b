"""The log itself: the port's promises, kept by the brokers of a URL."""

import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from kafka import KafkaAdminClient, KafkaProducer
from kafka.errors import KafkaError

from chassis.errors import NotThere
from chassis.logs import Consumer, Outgoing, Place, Tail, Topic
from chassis.logs.kafka import topics
from chassis.logs.kafka.connecting import brokers
from chassis.logs.kafka.member import SECOND, Member
from chassis.logs.kafka.reading import BEAT
from chassis.logs.kafka.refusing import busy
from chassis.logs.kafka.tail import KafkaTail
from chassis.logs.kafka.topics import last
from chassis.sharing import Shared

DAY = 24 * 3600.0
DEADLINE = 15.0
"""Seconds for a record to be on the brokers' disks."""


class KafkaLog:
    """A `Log` on Kafka; each process opens its own clients at first use."""

    def __init__(self, url: str) -> None:
        self.brokers = brokers(url)
        self.known, self.beaten = set[str](), dict[str, float]()
        self.lock, self.failed = threading.RLock(), (0.0, KafkaError())
        self.producer: Shared[Any] = Shared(self._producer, _stop)
        self.admin: Shared[Any] = Shared(self._admin, _stop)

    def create(self, topic: Topic) -> None:
        """Make a topic if it is not there. One that is there keeps its partitions."""
        with self._asking() as admin:
            topics.make(admin, topic, self.brokers.replication)

    def topic_id(self, name: str) -> str:
        """Return the id that this topic got when it was made; raises `NotThere`."""
        if id := self._ids([name]).get(name):
            return id
        raise NotThere("There is no topic of this name.")

    def append(self, records: Sequence[Outgoing]) -> list[tuple[int, int]]:
        """Append, on the brokers' disks when it returns; gives (partition, offset) of each."""
        self._must_know({each.topic for each in records})
        sent = self._send(
            [
                {
                    "topic": each.topic,
                    "key": each.key.encode(),
                    "value": each.value,
                    "headers": [(name, value.encode()) for name, value in each.headers.items()],
                }
                for each in records
            ]
        )
        return [(each.partition, each.offset) for each in sent]

    def _send(self, records: Sequence[dict[str, Any]]) -> list[Any]:
        """Send all at once and wait until all are there."""
        try:
            producer = self.producer.get()
            sent = [producer.send(**each) for each in records]
            return [future.get(DEADLINE) for future in sent]
        except KafkaError as trouble:
            self.producer.drop()  # one that has failed may never send again
            self.known.clear()
            raise busy(trouble) from trouble

    def _must_know(self, names: set[str]) -> None:
        if new := names - self.known:
            self.known |= self._ids(new).keys()
        if names - self.known:
            raise NotThere("There is no topic of this name.")

    def consumer(self, group: str, topics: Sequence[str], lease: float = 10.0) -> Consumer:
        """Join a group. Topics that are not there yet are read from when they come."""
        with _away():
            return Member(self.brokers, group, topics, lease, self._ids)

    def tail(self, topics: Sequence[str], after: Mapping[Place, int] | None = None) -> Tail:
        """Read without a group, after these offsets; from the start where none is given."""
        with _away():
            return KafkaTail(self.brokers, topics, after or {}, self._places, self._ends)

    def ends(self, topics: Sequence[str]) -> dict[Place, int]:
        """Return the offset of the last record of each partition, -1 where there is none."""
        with self._asking() as admin:
            return last(admin, topics)

    def sweep(self, topics: Sequence[str]) -> int:
        """Let Kafka clean these topics, once a day: it ends a segment only on an append."""
        now = time.monotonic()
        due = [name for name in topics if now - self.beaten.get(name, -DAY) >= DAY]
        beat = {"key": BEAT.encode(), "value": b"", "headers": [(BEAT, b"1")]}
        places = self._places(due)
        self._send([{"topic": name, "partition": number} | beat for name, number in places])
        self.beaten |= dict.fromkeys(due, now)
        return 0

    def close(self) -> None:
        """Let go; the last thread to do so closes the clients."""
        self.producer.let_go()
        self.admin.let_go()

    def _ids(self, names: Iterable[str]) -> dict[str, str]:
        with self._asking() as admin:
            return topics.ids(admin, names)

    def _places(self, names: Iterable[str]) -> list[Place]:
        with self._asking() as admin:
            return topics.places(admin, names)

    def _ends(self, places: Iterable[Place]) -> dict[Place, int]:
        with self._asking() as admin:
            return topics.ends(admin, places)

    @contextmanager
    def _asking(self) -> Iterator[Any]:
        """Give the client that asks about topics, to one thread at a time: it takes few at once.

        Who has waited while another one asked in vain does not ask again.
        """
        came = time.monotonic()
        with self.lock, _away():
            if self.failed[0] > came:
                raise self.failed[1]
            try:
                yield self.admin.get()
            except KafkaError as trouble:
                self.failed = time.monotonic(), trouble
                self.admin.drop()
                raise

    def _producer(self) -> Any:
        return KafkaProducer(
            **self.brokers.options(),
            acks="all",
            enable_idempotence=False,
            max_in_flight_requests_per_connection=1,
            linger_ms=0,
            batch_size=65_536,
            delivery_timeout_ms=int((DEADLINE - 5) * SECOND),
            max_block_ms=5 * SECOND,
            allow_auto_create_topics=False,
        )

    def _admin(self) -> Any:
        return KafkaAdminClient(**self.brokers.options())


@contextmanager
def _away() -> Iterator[None]:
    """Say `Busy` for what the brokers cannot answer."""
    try:
        yield
    except KafkaError as trouble:
        raise busy(trouble) from trouble


def _stop(client: Any) -> None:
    """Close a client; one whose broker is away says so and is gone anyway."""
    with suppress(KafkaError, TypeError):
        if isinstance(client, KafkaProducer):
            client.close(timeout=0)
        else:
            client.close()

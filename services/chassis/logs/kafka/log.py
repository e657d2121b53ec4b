"""The log itself: the port's promises, kept by the brokers of a URL."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka.errors import KafkaError

from chassis.errors import Busy, NotThere
from chassis.logs import Consumer, Outgoing, Place, Tail, Topic
from chassis.logs.kafka import topics
from chassis.logs.kafka.connecting import brokers
from chassis.logs.kafka.member import AWAY, SECOND, Member
from chassis.logs.kafka.reading import BEAT, partition
from chassis.logs.kafka.tail import KafkaTail
from chassis.sharing import Shared
from chassis.threads import native

DEADLINE = 15.0
"""Seconds for a record to be on the brokers' disks."""


class KafkaLog:
    """A `Log` on Kafka; each process opens its own clients at first use."""

    def __init__(self, url: str) -> None:
        self.brokers = brokers(url)
        self.known, self.made = set[str](), dict[str, Topic]()
        self.lock = native("RLock")()
        self.producer: Shared[Any] = Shared(self._producer, _stop)
        self.admin: Shared[Any] = Shared(self._admin, _stop)

    def create(self, topic: Topic) -> None:
        """Make a topic if it is not there. One that is there keeps its partitions."""
        with self._asking() as admin:
            topics.make(admin, topic, self.brokers.replication)
        self.made[topic.name] = topic

    def topic_id(self, name: str) -> str:
        """Return the id that this topic got when it was made; raises `NotThere`."""
        if id := self._ids([name]).get(name):
            return id
        raise NotThere("There is no topic of this name.")

    def append(self, records: Sequence[Outgoing]) -> list[tuple[int, int]]:
        """Append, on the brokers' disks when it returns; gives (partition, offset) of each."""
        self._must_know({each.topic for each in records})
        try:
            producer = self.producer.get()
            sent = [
                producer.send(
                    each.topic,
                    key=each.key.encode(),
                    value=each.value,
                    headers=[(name, value.encode()) for name, value in each.headers.items()],
                )
                for each in records
            ]
            told = [future.get(DEADLINE) for future in sent]
        except KafkaError as trouble:
            self.producer.drop()  # one that has failed may never send again
            self.known.clear()
            raise Busy(AWAY) from trouble
        return [(each.partition, each.offset) for each in told]

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
            return KafkaTail(self.brokers, topics, after or {}, self._places)

    def ends(self, topics: Sequence[str]) -> dict[Place, int]:
        """Return the offset of the last record of each partition, -1 where there is none."""
        wanted = {partition(place): place for place in self._places(topics)}
        if not wanted:
            return {}
        with _away():
            reader = KafkaConsumer(**self.brokers.options(), group_id=None)
            try:
                starts = reader.beginning_offsets(list(wanted), timeout_ms=5 * SECOND)
                ends = reader.end_offsets(list(wanted), timeout_ms=5 * SECOND)
            finally:
                _stop(reader)
        return {
            place: ends[tp] - 1 if ends[tp] > starts[tp] else -1 for tp, place in wanted.items()
        }

    def sweep(self) -> int:
        """Let Kafka clean the topics made here: it ends a segment only when one is appended to."""
        with _away():
            producer = self.producer.get()
            for name, topic in list(self.made.items()):
                for number in range(topic.partitions):
                    producer.send(
                        name, key=BEAT.encode(), value=b"", headers=[(BEAT, b"1")], partition=number
                    )
            producer.flush(DEADLINE)
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

    @contextmanager
    def _asking(self) -> Iterator[Any]:
        """Give the client that asks about topics, to one thread at a time."""
        with self.lock, _away():
            try:
                yield self.admin.get()
            except KafkaError:
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
        raise Busy(AWAY) from trouble


def _stop(client: Any) -> None:
    """Close a client; one whose broker is away says so and is gone anyway."""
    with suppress(KafkaError, TypeError):
        if isinstance(client, KafkaProducer):
            client.close(timeout=0)
        else:
            client.close()

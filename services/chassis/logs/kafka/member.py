"""One member of a group. The id of a topic is kept beside its offset, as the offset's metadata."""

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kafka import ConsumerRebalanceListener, KafkaConsumer, TopicPartition
from kafka.errors import (
    CommitFailedError,
    IllegalGenerationError,
    KafkaError,
    LogTruncationError,
    NoOffsetForPartitionError,
    OffsetOutOfRangeError,
    RebalanceInProgressError,
    UnknownMemberIdError,
)
from kafka.structs import OffsetAndMetadata

from chassis.errors import Fenced
from chassis.logs import Place, Record
from chassis.logs.kafka.connecting import Brokers, check, keep_joining
from chassis.logs.kafka.reading import Buffer
from chassis.logs.kafka.refusing import busy

LOST = (CommitFailedError, IllegalGenerationError, RebalanceInProgressError, UnknownMemberIdError)
GONE = (OffsetOutOfRangeError, LogTruncationError)
"""The place is not there any more."""
LOOK = 1.0
"""Seconds between two looks at the ids of topics."""
SECOND = 1000
Ids = Callable[[Iterable[str]], dict[str, str]]


def places_gone(gone: OffsetOutOfRangeError | LogTruncationError) -> list[TopicPartition]:
    """Return the partitions in which a place is gone."""
    return list(getattr(gone, "divergent_offsets", None) or gone.args[0])


class Turned(ConsumerRebalanceListener):  # type: ignore[misc]  # kafka-python has no types
    """Notes that partitions came or went. It runs on the client's own thread and must not ask."""

    def __init__(self) -> None:
        self.turned = False

    def on_partitions_revoked(self, revoked: Any) -> None:
        """Note it."""
        self.turned = True

    def on_partitions_assigned(self, assigned: Any) -> None:
        """Note it."""
        self.turned = True


class Member:
    """A `Consumer` of the port."""

    def __init__(
        self, brokers: Brokers, group: str, topics: Sequence[str], lease: float, ids: Ids
    ) -> None:
        self.topics, self.ids, self.known = list(topics), ids, dict[str, str]()
        self.buffer, self.turn, self.looked = Buffer(), Turned(), 0.0
        self.done: dict[Place, int] = {}
        milliseconds = int(lease * SECOND)
        self.consumer = KafkaConsumer(
            **brokers.options(),
            group_id=group,
            enable_auto_commit=False,
            auto_offset_reset="none",
            allow_auto_create_topics=False,
            session_timeout_ms=milliseconds,
            heartbeat_interval_ms=max(100, milliseconds // 5),
            max_poll_interval_ms=milliseconds,
            fetch_max_wait_ms=500,
        )

    def poll(self, limit: int = 500, seconds: float = 1.0) -> list[Record]:
        """Return records of the partitions this member owns, each partition's in order."""
        end = time.monotonic() + seconds
        while True:
            left = max(0.0, end - time.monotonic())
            try:
                self._fetch(0.0 if self.buffer.size else left)
            except KafkaError as trouble:
                raise busy(trouble) from trouble
            if records := self.buffer.take(limit):
                for each in records:
                    self.done[each.topic, each.partition] = each.offset + 1
                return records
            if time.monotonic() >= end:
                return []

    def _fetch(self, seconds: float) -> None:
        if time.monotonic() - self.looked > LOOK:
            self._look()
        if not self.consumer.subscription():
            time.sleep(min(seconds, LOOK / 10))
            self.looked = 0.0
            return
        wait = min(seconds, LOOK)
        fetched: Any = {}
        keep_joining(self.consumer)
        try:
            fetched = self.consumer.poll(int(wait * SECOND), max_records=self.buffer.wanted)
        except NoOffsetForPartitionError:
            self.turn.turned = True
        except GONE as gone:
            self._begin(places_gone(gone))
            return
        if self.turn.turned:
            self.turn.turned = False
            self._settle()
        else:
            self.buffer.add(fetched)

    def _look(self) -> None:
        """See which topics are there, and which were made anew: then its places are others."""
        check(self.consumer)
        self.looked = time.monotonic()
        now = self.ids(self.topics)
        anew = {topic for topic, id in now.items() if self.known.get(topic, id) != id}
        self.known |= now
        if self.known.keys() != (self.consumer.subscription() or set()):
            self.consumer.subscribe(sorted(self.known), listener=self.turn)
        if anew:
            self._begin([tp for tp in self.consumer.assignment() if tp.topic in anew])

    def _settle(self) -> None:
        """Go to where the group was, in every partition that is ours now."""
        self.known |= self.ids(self.topics)
        self.done = {}
        ours = list(self.consumer.assignment())
        self.buffer.keep([])
        fresh = []
        for tp in ours:
            kept = self.consumer.committed(tp, metadata=True, timeout_ms=5 * SECOND)
            if kept is None or kept.metadata != self.known.get(tp.topic):
                fresh.append(tp)
            else:
                self.consumer.seek(tp, kept.offset)
                self.buffer.start({(tp.topic, tp.partition): kept.offset})
        self._begin(fresh)

    def _begin(self, partitions: Iterable[TopicPartition]) -> None:
        """Start these at their beginning."""
        wanted = list(partitions)
        if not wanted:
            return
        starts = self.consumer.beginning_offsets(wanted, timeout_ms=5 * SECOND)
        for tp, offset in starts.items():
            self.consumer.seek(tp, offset)
            self.buffer.start({(tp.topic, tp.partition): offset})
            self.done.pop((tp.topic, tp.partition), None)

    def commit(self) -> None:
        """Note as done all that `poll` returned; raises `Fenced`, `Busy`."""
        if not self.done:
            return
        offsets = {
            TopicPartition(*place): OffsetAndMetadata(offset, self.known.get(place[0], ""), -1)
            for place, offset in self.done.items()
        }
        try:
            self.consumer.commit(offsets, timeout_ms=5 * SECOND)
        except LOST as lost:
            self.done = {}
            raise Fenced("Another member has taken over.") from lost
        except KafkaError as trouble:
            raise busy(trouble) from trouble
        self.done = {}

    def lag(self) -> int:
        """Return how many records of the owned partitions are still to come, at most."""
        places = list(self.buffer.next)
        if not places:
            return 0
        try:
            ends = self.consumer.end_offsets(
                [TopicPartition(*place) for place in places], timeout_ms=5 * SECOND
            )
        except KafkaError as trouble:
            raise busy(trouble) from trouble
        return sum(
            max(0, end - self.buffer.next[tp.topic, tp.partition]) for tp, end in ends.items()
        )

    def close(self) -> None:
        """Leave the group; what is not committed comes again."""
        try:
            self.consumer.close(autocommit=False, timeout_ms=2 * SECOND)
        except KafkaError:
            return  # the broker is away: it notices by itself

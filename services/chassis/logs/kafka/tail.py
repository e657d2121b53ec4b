"""A reader without a group, from any place."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence

from kafka import KafkaConsumer, TopicPartition
from kafka.errors import KafkaError

from chassis.errors import Busy
from chassis.logs import Place, Record
from chassis.logs.kafka.connecting import Brokers, check
from chassis.logs.kafka.member import GONE, LOOK, SECOND, places_gone
from chassis.logs.kafka.reading import Buffer, partition
from chassis.logs.kafka.refusing import AWAY, busy

Places = Callable[[Iterable[str]], list[Place]]
Ends = Callable[[Iterable[Place]], dict[Place, int]]
PATIENCE = 5.0
"""Seconds for what is on the broker to come."""


class KafkaTail:
    """A `Tail` of the port."""

    def __init__(
        self,
        brokers: Brokers,
        topics: Sequence[str],
        after: Mapping[Place, int],
        places: Places,
        ends: Ends,
    ) -> None:
        self.topics, self.after, self.places, self.ends = list(topics), dict(after), places, ends
        self.buffer, self.looked = Buffer(), 0.0
        self.consumer = KafkaConsumer(
            **brokers.options(),
            group_id=None,
            enable_auto_commit=False,
            auto_offset_reset="none",
            allow_auto_create_topics=False,
            fetch_max_wait_ms=500,
        )

    def poll(self, limit: int = 500, seconds: float = 1.0) -> list[Record]:
        """Return the records after those returned before, in order for each partition.

        Nothing means that there was nothing more: what is on its way is waited for.
        """
        end, lost = time.monotonic() + seconds, time.monotonic() + seconds + PATIENCE
        while True:
            left = max(0.0, end - time.monotonic())
            try:
                self._fetch(0.0 if self.buffer.size else min(left, LOOK))
                if records := self.buffer.take(limit):
                    return records
                if time.monotonic() < end:
                    continue
                if self._at_the_end():
                    return []
                self._fetch(LOOK)
            except KafkaError as trouble:
                raise busy(trouble) from trouble
            if time.monotonic() > lost:
                raise Busy(AWAY)

    def _at_the_end(self) -> bool:
        return not self.buffer.size and all(
            self.consumer.position(partition(place), timeout_ms=5 * SECOND) >= end
            for place, end in self.ends(self.buffer.next).items()
        )

    def _fetch(self, seconds: float) -> None:
        if time.monotonic() - self.looked > LOOK:
            self._look()
        if not self.buffer.next:
            time.sleep(min(seconds, LOOK / 10))
            self.looked = 0.0
            return
        try:
            fetched = self.consumer.poll(int(seconds * SECOND), max_records=self.buffer.wanted)
        except GONE as gone:
            self._begin([(tp.topic, tp.partition) for tp in places_gone(gone)])
            return
        self.buffer.add(fetched)

    def _look(self) -> None:
        """Take in topics that are there now and were not before."""
        check(self.consumer)
        self.looked = time.monotonic()
        if {topic for topic, _ in self.buffer.next} == set(self.topics):
            return
        there = self.places(self.topics)
        new = [place for place in there if place not in self.buffer.next]
        if not new:
            return
        self.consumer.assign([partition(place) for place in there])
        for place, offset in self.buffer.next.items():
            fetched = self.buffer.queues[place]
            self.consumer.seek(partition(place), fetched[-1].offset + 1 if fetched else offset)
        told = {place: self.after[place] + 1 for place in new if self.after.get(place, -1) >= 0}
        for place, offset in told.items():
            self.consumer.seek(partition(place), offset)
        self.buffer.start(told)
        self._begin([place for place in new if place not in told])

    def _begin(self, places: Iterable[Place]) -> None:
        wanted = [TopicPartition(*place) for place in places]
        if wanted:
            starts = self.consumer.beginning_offsets(wanted, timeout_ms=5 * SECOND)
            for tp, offset in starts.items():
                self.consumer.seek(tp, offset)
                self.buffer.start({(tp.topic, tp.partition): offset})

    def close(self) -> None:
        """Stop reading."""
        try:
            self.consumer.close(autocommit=False, timeout_ms=2 * SECOND)
        except KafkaError:
            return

"""What stays in the log, and what goes."""

import time

from chassis.logs import Log, Record
from chassis.testing.logs.bench import SOON, Bench, by_key, made, numbers, rises, some


class Keeping(Bench):
    """Compaction and age."""

    def test_the_last_of_each_key_stays_for_ever(self, log: Log) -> None:
        topic = made(log, compacted=True, keep_days=SOON)
        log.append(some(topic, range(70)))
        left = self._after_letting_go(log, topic, 7)
        assert sorted(numbers(left)) == list(range(63, 70))

    def test_what_stays_keeps_place_and_order(self, log: Log) -> None:
        topic = made(log, compacted=True, keep_days=SOON)
        log.append(some(topic, range(35)))
        log.append(some(topic, range(35, 70)))
        before = {(r.partition, r.offset): r for r in self._all(log, topic)}
        left = self._after_letting_go(log, topic, 7)
        assert [before[r.partition, r.offset] for r in left] == left
        log.append(some(topic, range(70, 80)))
        keys = by_key(self._all(log, topic))
        assert all(rises([r.offset for r in own]) for own in keys.values())
        assert all(rises(numbers(own)) for own in keys.values())

    def test_what_is_young_stays_though_superseded(self, log: Log) -> None:
        topic = made(log, compacted=True, keep_days=7)
        log.append(some(topic, range(70)))
        self.let_go(log, topic)
        assert sorted(numbers(self._all(log, topic))) == list(range(70))

    def test_a_plain_topic_lets_go_of_what_is_old(self, log: Log) -> None:
        topic = made(log, compacted=False, keep_days=SOON)
        young = made(log, compacted=False, keep_days=7)
        log.append(some(topic, range(30)) + some(young, range(30)))
        assert self._after_letting_go(log, topic, 0) == []
        assert sorted(numbers(self._all(log, young))) == list(range(30))

    def test_a_slow_reader_gets_the_newest_of_each_key(self, log: Log) -> None:
        topic = made(log, compacted=True, keep_days=SOON)
        log.append(some(topic, range(14)))
        slow = log.tail([topic], log.ends([topic]))
        log.append(some(topic, range(14, 70)))
        self._after_letting_go(log, topic, 7)
        assert sorted(numbers(self.drain(slow, 7))) == list(range(63, 70))
        slow.close()

    def _after_letting_go(self, log: Log, topic: str, count: int) -> list[Record]:
        end = time.monotonic() + self.patience
        self.let_go(log, topic)
        while len(left := self._all(log, topic)) > count and time.monotonic() < end:
            self.let_go(log, topic)
        assert len(left) == count
        return left

    def _all(self, log: Log, topic: str) -> list[Record]:
        """Read the whole topic as it is now."""
        tail, records = log.tail([topic]), list[Record]()
        while new := tail.poll(500, 0.5):
            records += new
        tail.close()
        return records

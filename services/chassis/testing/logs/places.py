"""A tail reads from any place, without a group and without trace."""

from chassis.logs import Log, Topic
from chassis.testing.logs.bench import Bench, Join, by_key, numbers, rises, some


class Places(Bench):
    """Tails."""

    def test_a_tail_reads_from_the_start(self, log: Log, topic: str) -> None:
        log.append(some(topic, range(100)))
        tail = log.tail([topic])
        records = self.drain(tail, 100)
        log.append(some(topic, range(100, 110)))
        records += self.drain(tail, 10)
        tail.close()
        assert sorted(numbers(records)) == list(range(110))
        assert all(rises(numbers(own)) for own in by_key(records).values())

    def test_a_tail_goes_on_from_any_place(self, log: Log, topic: str) -> None:
        log.append(some(topic, range(100)))
        tail = log.tail([topic])
        before = self.drain(tail, 100)[:60]
        tail.close()
        after = {(r.topic, r.partition): r.offset for r in before}
        tail = log.tail([topic], after)
        rest = self.drain(tail, 40)
        tail.close()
        assert sorted(numbers(before + rest)) == list(range(100))

    def test_from_the_end_only_what_is_new_comes(self, log: Log, topic: str) -> None:
        log.append(some(topic, range(30)))
        tail = log.tail([topic], log.ends([topic]))
        assert tail.poll(500, 0.2) == []
        log.append(some(topic, [30]))
        assert numbers(self.drain(tail, 1)) == [30]
        tail.close()

    def test_a_tail_that_returns_nothing_is_at_the_end(self, log: Log, topic: str) -> None:
        log.append(some(topic, range(1200)))
        tail, got = log.tail([topic]), list[int]()
        while records := tail.poll(500, 0.0):
            got += numbers(records)
        assert sorted(got) == list(range(1200))
        log.append(some(topic, [1200]))
        assert numbers(tail.poll(500, 0.0)) == [1200]
        tail.close()

    def test_a_tail_waits_for_a_topic(self, log: Log, topic: str) -> None:
        late = f"{topic}.later"
        tail = log.tail([topic, late])
        assert tail.poll(500, 0.1) == []
        log.create(Topic(late))
        log.append(some(late, range(3)) + some(topic, range(3, 6)))
        assert sorted(numbers(self.drain(tail, 6))) == list(range(6))
        tail.close()

    def test_tails_and_groups_leave_each_other_alone(
        self, log: Log, topic: str, join: Join
    ) -> None:
        log.append(some(topic, range(20)))
        tails = [log.tail([topic]), log.tail([topic])]
        for reader in (tails[0], join(), tails[1]):
            assert sorted(numbers(self.drain(reader, 20))) == list(range(20))
        for tail in tails:
            tail.close()

    def test_a_tail_returns_no_more_than_asked_for(self, log: Log, topic: str) -> None:
        log.append(some(topic, range(50)))
        tail = log.tail([topic])
        got = list[int]()
        while len(got) < 50:
            records = tail.poll(7, 5.0)
            assert 0 < len(records) <= 7
            got += numbers(records)
        tail.close()
        assert sorted(got) == list(range(50))

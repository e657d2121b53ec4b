"""A group does every record at least once, each of its members a part."""

import time
from threading import Timer

import pytest

from chassis.errors import Fenced
from chassis.logs import Log, Outgoing, Record, Topic
from chassis.testing.logs.bench import Bench, Join, numbers, some


class Groups(Bench):
    """Consumers, alone and together."""

    def test_a_group_goes_on_where_it_was_done(self, log: Log, topic: str, join: Join) -> None:
        log.append(some(topic, range(50)))
        first = join()
        assert sorted(numbers(self.done(first, 50))) == list(range(50))
        first.close()
        log.append(some(topic, [50]))
        assert numbers(self.drain(join(), 1)) == [50]

    def test_what_is_not_done_comes_again(self, log: Log, topic: str, join: Join) -> None:
        log.append(some(topic, range(20)))
        first = join()
        self.drain(first, 20)
        first.close()
        assert sorted(numbers(self.drain(join(), 20))) == list(range(20))

    def test_only_what_was_returned_is_done(self, log: Log, topic: str, join: Join) -> None:
        log.append(some(topic, range(50)))
        first, some_ = join(), list[Record]()
        while not some_:
            some_ = first.poll(5, 0.5)
        first.commit()
        first.close()
        assert len(some_) <= 5
        rest = self.drain(join(), 50 - len(some_))
        assert sorted(numbers(some_ + rest)) == list(range(50))

    def test_groups_do_not_know_of_each_other(self, log: Log, topic: str, join: Join) -> None:
        log.append(some(topic, range(10)))
        assert sorted(numbers(self.done(join("ideas"), 10))) == list(range(10))
        assert sorted(numbers(self.done(join("notifications"), 10))) == list(range(10))

    def test_who_never_waits_hears_of_topics_that_come(
        self, log: Log, topic: str, join: Join
    ) -> None:
        late = [f"{topic}.{n}" for n in range(3)]
        consumer, got = join(topics=[topic, *late]), list[int]()
        end = time.monotonic() + self.patience
        for number, name in enumerate([topic, *late]):
            log.create(Topic(name))
            log.append(some(name, [number]))
            while number not in got and time.monotonic() < end:
                got += numbers(consumer.poll(500, 0.01))
        assert set(got) == {0, 1, 2, 3}

    def test_a_full_partition_does_not_hide_the_others(
        self, log: Log, topic: str, join: Join
    ) -> None:
        places = log.append([Outgoing(topic, f"k{n}", b"0") for n in range(20)])
        busy = next(f"k{n}" for n, (partition, _) in enumerate(places) if partition == 0)
        log.append([Outgoing(topic, busy, b"1")] * 100)
        consumer, seen = join(), set[int]()
        end = time.monotonic() + self.patience
        for _ in range(10):
            records: list[Record] = []
            while not records and time.monotonic() < end:
                records = consumer.poll(10, 0.5)
            seen |= {r.partition for r in records}
        assert seen == {0, 1, 2, 3}

    def test_a_member_is_woken_by_an_append(self, log: Log, topic: str, join: Join) -> None:
        consumer = join()
        log.append(some(topic, [0]))
        self.done(consumer, 1)
        later = Timer(0.2, lambda: log.append(some(topic, [1])))
        later.start()
        begun = time.monotonic()
        assert numbers(consumer.poll(500, 15.0)) == [1]
        assert time.monotonic() - begun < 5
        later.join()

    def test_waiting_for_nothing_ends(self, join: Join) -> None:
        consumer = join()
        begun = time.monotonic()
        assert consumer.poll(500, 0.3) == []
        assert 0.25 < time.monotonic() - begun < 5

    def test_the_lag_is_what_is_still_to_come(self, log: Log, topic: str, join: Join) -> None:
        log.append(some(topic, range(30)))
        consumer, got = join(), list[Record]()
        while not got:
            got = consumer.poll(5, 0.5)
        assert 30 - len(got) <= consumer.lag() <= 30
        self.drain(consumer, 30 - len(got))
        assert consumer.lag() == 0

    def test_a_topic_made_later_is_read_from_its_start(
        self, log: Log, topic: str, join: Join
    ) -> None:
        late = f"{topic}.later"
        consumer = join(topics=[topic, late])
        log.append(some(topic, [0]))
        assert numbers(self.done(consumer, 1)) == [0]
        log.create(Topic(late))
        log.append(some(late, range(1, 20)))
        assert sorted(numbers(self.done(consumer, 19))) == list(range(1, 20))

    def test_a_topic_made_anew_is_read_from_its_start(
        self, log: Log, topic: str, join: Join
    ) -> None:
        id, consumer = log.topic_id(topic), join()
        log.append(some(topic, range(40)))
        self.done(consumer, 40)
        self.remake(log, Topic(topic))
        log.append(some(topic, range(100, 110)))
        assert sorted(numbers(self.done(consumer, 10))) == list(range(100, 110))
        assert log.topic_id(topic) != id

    def test_so_does_a_member_that_was_away(self, log: Log, topic: str, join: Join) -> None:
        first = join()
        log.append(some(topic, range(40)))
        self.done(first, 40)
        first.close()
        self.remake(log, Topic(topic))
        log.append(some(topic, range(100, 110)))
        assert sorted(numbers(self.done(join(), 10))) == list(range(100, 110))

    def test_members_share(self, log: Log, topic: str, join: Join) -> None:
        members, got = [join(lease=10.0), join(lease=10.0)], [list[Record](), list[Record]()]
        sent, end = 0, time.monotonic() + self.patience
        while not (all(got) and sum(map(len, got)) >= sent) and time.monotonic() < end:
            if sent < 1000 and not all(got):
                log.append(some(topic, range(sent, sent + 20), keys=20))
                sent += 20
            for member, own in zip(members, got, strict=True):
                own += self.done_once(member, 0.1)
        assert all(got)
        assert {n for own in got for n in numbers(own)} == set(range(sent))

    def test_who_leaves_hands_over_at_once(self, log: Log, topic: str, join: Join) -> None:
        first, second = join(lease=60.0), join(lease=60.0)
        log.append(some(topic, range(20)))
        self.drain(first, 1)
        first.close()
        assert sorted(set(numbers(self.drain(second, 20)))) == list(range(20))

    def test_who_sleeps_through_its_lease_is_fenced(self, log: Log, topic: str, join: Join) -> None:
        log.append(some(topic, range(20)))
        sleeper = join(lease=self.lease)
        self.drain(sleeper, 20)
        other = join(lease=30.0)
        assert sorted(numbers(self.drain(other, 20))) == list(range(20))
        with pytest.raises(Fenced):
            sleeper.commit()
        other.close()
        assert sorted(numbers(self.drain(join(), 20))) == list(range(20))

    def test_who_was_fenced_reads_on(self, log: Log, topic: str, join: Join) -> None:
        log.append(some(topic, range(20)))
        sleeper = join(lease=self.lease)
        self.drain(sleeper, 20)
        other = join(lease=30.0)
        self.done(other, 20)
        with pytest.raises(Fenced):
            sleeper.commit()
        other.close()
        log.append(some(topic, [20]))
        assert numbers(self.done(sleeper, 1)) == [20]

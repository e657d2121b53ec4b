"""What is appended comes back as it was, in order, whoever appends at the same time."""

import time
from threading import Thread

import pytest

from chassis.errors import NotThere
from chassis.logs import Log, Outgoing, Topic
from chassis.logs.opening import open_log
from chassis.testing.logs.bench import Bench, Join, by_key, made, numbers, rises, some


class Appends(Bench):
    """Appending, and the topics that are appended to."""

    def test_a_record_comes_back_as_it_was_sent(self, log: Log, topic: str, join: Join) -> None:
        value = "blåbærgrød فكرة 🌱".encode() + bytes(range(256))
        headers = {"ce_type": "dk.samskab.idea.published.v1", "sted": "Ærø", "empty": ""}
        [(partition, offset)] = log.append([Outgoing(topic, "nøgle-مفتاح", value, headers)])
        [record] = self.drain(join(), 1)
        assert (record.topic, record.partition, record.offset) == (topic, partition, offset)
        assert (record.key, record.value, record.headers) == ("nøgle-مفتاح", value, headers)
        assert abs(record.at - time.time() * 1000) < 60_000

    def test_empty_and_large_values_come_back(self, log: Log, topic: str, join: Join) -> None:
        sent = [b"", b"x" * 300_000, b"\x00" * 1000]
        log.append([Outgoing(topic, "k", value) for value in sent])
        assert [r.value for r in self.drain(join(), 3)] == sent

    def test_records_of_one_key_keep_their_order(self, log: Log, topic: str, join: Join) -> None:
        log.append(some(topic, range(200)))
        for n in range(200, 250):
            log.append(some(topic, [n]))
        keys = by_key(self.drain(join(), 250))
        assert len(keys) == 7
        for records in keys.values():
            assert rises(numbers(records))
            assert rises([r.offset for r in records])

    def test_a_key_stays_in_its_partition(self, url: str, log: Log, topic: str) -> None:
        places = log.append([Outgoing(topic, f"k{n}", b"1") for n in range(100)])
        other = open_log(url)
        again = other.append([Outgoing(topic, f"k{n}", b"2") for n in range(100)])
        other.close()
        assert [p for p, _ in places] == [p for p, _ in again]
        assert {p for p, _ in places} == {0, 1, 2, 3}

    def test_each_record_is_told_its_place(self, log: Log, topic: str, join: Join) -> None:
        told = log.append(some(topic, range(60)))
        read = {int(r.value): (r.partition, r.offset) for r in self.drain(join(), 60)}
        assert [read[n] for n in range(60)] == told

    def test_one_call_can_append_to_several_topics(self, log: Log, topic: str, join: Join) -> None:
        other = made(log, partitions=1)
        log.append([*some(topic, range(5)), *some(other, range(5, 10))])
        records = self.drain(join(topics=[topic, other]), 10)
        assert {(r.topic, int(r.value)) for r in records} == {
            (topic if n < 5 else other, n) for n in range(10)
        }

    def test_nothing_appended_is_nothing_kept(self, log: Log, topic: str) -> None:
        assert log.append([]) == []
        assert log.ends([topic]) == {(topic, n): -1 for n in range(4)}

    def test_the_ends_are_the_last_records(self, log: Log, topic: str) -> None:
        last = dict(log.append(some(topic, range(50))))
        assert log.ends([topic]) == {(topic, n): last.get(n, -1) for n in range(4)}

    def test_a_topic_that_was_never_made_takes_nothing(self, log: Log, topic: str) -> None:
        with pytest.raises(NotThere):
            log.append([Outgoing("samskab.test.nowhere", "k", b"1")])
        with pytest.raises(NotThere):
            log.topic_id("samskab.test.nowhere")

    def test_making_a_topic_again_changes_nothing(self, url: str, log: Log, topic: str) -> None:
        id = log.topic_id(topic)
        log.append(some(topic, range(10)))
        ends = log.ends([topic])
        log.create(Topic(topic, partitions=9))
        assert (log.topic_id(topic), log.ends([topic])) == (id, ends)
        assert id != log.topic_id(made(log))

    def test_many_threads_append_at_once(self, log: Log, topic: str, join: Join) -> None:
        told: dict[int, tuple[int, int]] = {}

        def append(first: int) -> None:
            for n in range(first, first + 40):
                [told[n]] = log.append([Outgoing(topic, f"k{first}", str(n).encode())])
            log.close()

        threads = [Thread(target=append, args=(first,)) for first in range(0, 320, 40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        records = self.drain(join(), 320)
        assert {int(r.value): (r.partition, r.offset) for r in records} == told
        assert len(records) == 320
        assert all(rises(numbers(own)) for own in by_key(records).values())

    def test_nothing_appears_behind_a_reader(self, log: Log, topic: str) -> None:
        def append(first: int) -> None:
            for n in range(first, first + 100):
                log.append(some(topic, [n]))
            log.close()

        tail = log.tail([topic])
        threads = [Thread(target=append, args=(first,)) for first in range(0, 400, 100)]
        for thread in threads:
            thread.start()
        records = self.drain(tail, 400)
        for thread in threads:
            thread.join()
        tail.close()
        assert sorted(numbers(records)) == list(range(400))
        for partition in range(4):
            assert rises([r.offset for r in records if r.partition == partition])

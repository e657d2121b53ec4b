"""Processes that append and read together, and are killed at it."""

import time
from contextlib import ExitStack
from pathlib import Path

from chassis.logs import Log, Record
from chassis.testing.logs.bench import Bench, by_key, some
from chassis.testing.peers import Peer, peer


class Crashes(Bench):
    """Several processes at one log."""

    def test_processes_append_at_once(self, url: str, log: Log, topic: str, tmp_path: Path) -> None:
        with ExitStack() as stack:
            writers = [
                stack.enter_context(peer(tmp_path, "write", url, topic, f"w{n}", 50))
                for n in range(4)
            ]
            said = [writer.finish() for writer in writers]
        tail = log.tail([topic])
        keys = by_key(self.drain(tail, 200))
        tail.close()
        assert {key: _values(own) for key, own in keys.items()} == {
            f"w{n}": values for n, values in enumerate(said)
        }

    def test_a_killed_writer_loses_nothing_it_was_told_is_kept(
        self, url: str, log: Log, topic: str, tmp_path: Path
    ) -> None:
        with peer(tmp_path, "write", url, topic, "w", 100_000) as writer:
            writer.hear(100)
            writer.kill()
            told = writer.said()
        log.append(some(topic, [0]))
        tail = log.tail([topic])
        keys = by_key(self.drain(tail, len(told) + 1))
        tail.close()
        assert _values(keys["w"])[: len(told)] == told
        assert len(keys["w"]) <= len(told) + 1

    def test_a_killed_member_loses_nothing(
        self, url: str, log: Log, topic: str, tmp_path: Path
    ) -> None:
        reads = ("read", url, topic, "city", self.lease)
        with peer(tmp_path, *reads) as one, peer(tmp_path, *reads) as other:
            sent, end = 0, time.monotonic() + self.patience
            while not (one.said() and other.said()):
                assert time.monotonic() < end, "the members do not share"
                log.append(some(topic, range(sent, sent + 20), keys=20))
                sent += 20
                time.sleep(0.1)
            log.append(some(topic, range(sent, sent + 1000), keys=20))
            one.hear(len(one.said()) + 20)
            one.kill()
            killed = time.monotonic()
            while _numbers(one) | _numbers(other) != set(range(sent + 1000)):
                assert time.monotonic() - killed < self.lease + self.slack, "not taken over"
                time.sleep(0.02)


def _numbers(member: Peer) -> set[int]:
    return {int(line) for line in member.said()}


def _values(records: list[Record]) -> list[str]:
    return [record.value.decode() for record in records]

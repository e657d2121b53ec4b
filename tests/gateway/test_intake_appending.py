import threading
import time

import pytest

from chassis.errors import Busy
from chassis.logs import Outgoing, Topic
from gateway.intake import Appends
from gateway.intake import appending as module

TOPIC = Topic("samskab.kommune.intake", compacted=False)


def record(n):
    return Outgoing(TOPIC.name, f"k{n}", str(n).encode())


class Slow:
    """A log that takes its time, and counts how often it is asked."""

    def __init__(self, log, seconds=0.05):
        self.log, self.seconds, self.times = log, seconds, 0

    def create(self, topic):
        self.log.create(topic)

    def append(self, records):
        self.times += 1
        time.sleep(self.seconds)
        found = self.log.append(records)
        self.log.close()
        return found


def many(appends, count):
    troubles = []

    def one(n):
        try:
            appends.append([record(n)])
        except Exception as trouble:
            troubles.append(trouble)

    threads = [threading.Thread(target=one, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return troubles


def test_those_that_wait_share_the_next_append(log, records):
    slow = Slow(log)
    assert many(Appends(slow, TOPIC), 20) == []
    assert slow.times < 8
    assert sorted(int(r.value) for r in records(TOPIC.name)) == list(range(20))


@pytest.mark.parametrize("trouble", [Busy("Away."), ValueError("a bug")])
def test_when_an_append_fails_nobody_takes_it_for_done(log, trouble):
    class Broken(Slow):
        def append(self, records):
            time.sleep(self.seconds)
            raise trouble

    assert many(Appends(Broken(log), TOPIC), 10) == [trouble] * 10


def test_it_goes_on_after_trouble(log):
    class Once(Slow):
        def append(self, records):
            if not self.times:
                self.times += 1
                raise Busy("Away.")
            return super().append(records)

    appends = Appends(Once(log), TOPIC)
    with pytest.raises(Busy):
        appends.append([record(1)])
    appends.append([record(2)])


def test_nobody_waits_for_ever(log, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    troubles = many(Appends(Slow(log, 0.4), TOPIC), 3)
    assert [type(trouble) for trouble in troubles] == [Busy] * len(troubles)
    assert troubles


def test_a_log_that_was_removed_under_us_takes_in_again(log, records, tmp_path):
    appends = Appends(log, TOPIC)
    appends.append([record(1)])
    for file in tmp_path.glob("log.db*"):
        if file.is_file():
            file.unlink()
    appends.append([record(2)])
    assert [r.value for r in records(TOPIC.name)] == [b"2"]

"""Facts reach the topic: each at least once, in order for each aggregate, none for ever missing."""

import fcntl
from datetime import UTC, datetime, timedelta

import pytest

from chassis import outbox
from chassis.errors import Busy
from chassis.events import from_record
from chassis.logs import Topic
from chassis.logs.opening import open_log
from chassis.outbox import Relay
from chassis.stores import Entry, Kind, Write
from chassis.stores.opening import open_store

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TOPIC = Topic("samskab.test.benches", partitions=2)
KINDS = (Kind("bench"), outbox.KIND)


class City:
    """One service's store and a log, and relays over them."""

    def __init__(self, folder):
        self.folder = folder
        self.store = open_store(f"sqlite:///{folder}/mtm.db", KINDS)
        self.log = open_log(f"sqlite:///{folder}/log.db")
        self.relays = []

    def relay(self):
        made = Relay(self.store, self.log, TOPIC, lambda: NOW, rest=0.02)
        self.relays.append(made)
        return made

    def fact(self, id, revision, withheld=False, at=NOW):
        state = {"id": id, "revision": revision, "visibility": "public", "status": "planned"}
        state |= {"withheld": True} if withheld else {"place": "a secret place"}
        return {
            "specversion": "1.0",
            "id": f"{id}-{revision}",
            "source": "/samskab/test/benches",
            "type": "dk.samskab.bench.moved.v1",
            "subject": f"bench/{id}",
            "revision": f"{revision:015d}",
            "time": at.isoformat(),
            "data": {"details": {"n": revision}, "state": state, "by": {}},
        }

    def save(self, id, revision, **more):
        told = self.fact(id, revision, **more)
        when = more.get("at", NOW).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        entry = Entry("bench", id, revision, f"c{revision}", "", when, told)
        self.store.save(Write("bench", id, {"n": revision}, revision - 1, (entry,)))

    def found(self):
        tail = self.log.tail([TOPIC.name])
        records = []
        while more := tail.poll(500, 0):
            records += more
        tail.close()
        return [from_record(r) for r in records]

    def told(self):
        return [(e.about, e.revision) for e in self.found()]

    def close(self):
        for relay in self.relays:
            relay.close()
        self.store.close()
        self.log.close()


@pytest.fixture
def city(tmp_path):
    made = City(tmp_path)
    yield made
    made.close()


def work_off(relay):
    for _ in range(100):
        if not relay.step():
            return
    raise AssertionError("the relay never comes to rest")


def test_every_fact_arrives_once_and_in_order_for_each_aggregate(city):
    for id in "abc":
        for revision in (1, 2, 3):
            city.save(id, revision)
    work_off(city.relay())
    told = city.told()
    assert sorted(told) == [(id, n) for id in "abc" for n in (1, 2, 3)]
    for id in "abc":
        assert [n for about, n in told if about == id] == [1, 2, 3]


def test_a_fact_on_the_topic_is_a_cloud_event_that_carries_all(city):
    city.save("a", 1)
    work_off(city.relay())
    (event,) = city.found()
    assert event.structured() == city.fact("a", 1)


def test_a_relay_that_starts_again_sends_nothing_again(city):
    city.save("a", 1)
    first = city.relay()
    work_off(first)
    first.close()
    city.save("a", 2)
    work_off(city.relay())
    assert city.told() == [("a", 1), ("a", 2)]


def test_a_crash_between_sending_and_marking_sends_again_and_goes_on(city):
    city.save("a", 1)
    city.log.create(TOPIC)
    crashed = city.relay()
    crashed._begin()
    crashed._send(crashed._due())
    city.save("a", 2)
    work_off(city.relay())
    assert city.told()[-1] == ("a", 2)
    assert set(city.told()) == {("a", 1), ("a", 2)}


def test_an_old_fact_repeated_late_is_covered_by_the_last_one_again(city):
    city.save("a", 1)
    relay = city.relay()
    work_off(relay)
    paused = city.store.history("bench", "a")[0]
    city.save("a", 2)
    work_off(relay)
    city.log.append([relay._outgoing(paused, None)])
    work_off(relay)
    assert city.told() == [("a", 1), ("a", 2), ("a", 1), ("a", 2)]
    work_off(city.relay())
    assert city.told()[-1] == ("a", 2)


def test_a_late_repeat_is_covered_also_when_the_relay_starts_after_it(city):
    city.save("a", 1)
    first = city.relay()
    work_off(first)
    paused = city.store.history("bench", "a")[0]
    city.save("a", 2)
    work_off(first)
    first.close()
    city.log.append([first._outgoing(paused, None)])
    work_off(city.relay())
    assert city.told()[-1] == ("a", 2)


def test_two_relays_lose_nothing(city):
    relays = [city.relay(), city.relay()]
    for n in range(1, 11):
        city.save("a", n)
        for relay in relays:
            relay.step()
    for relay in relays:
        work_off(relay)
    told = city.told()
    assert {n for _, n in told} == set(range(1, 11))
    assert told[-1] == ("a", 10)


def test_a_log_that_lost_everything_fills_itself(city, tmp_path):
    city.save("old", 1, at=NOW - timedelta(days=30))
    city.save("old", 2, at=NOW - timedelta(days=29))
    city.save("new", 1)
    city.save("new", 2)
    first = city.relay()
    work_off(first)
    first.close()
    city.log.close()
    city.log = open_log(f"sqlite:///{tmp_path}/another.db")
    work_off(city.relay())
    assert sorted(city.told()) == [("new", 1), ("new", 2), ("old", 2)]


def test_what_may_no_longer_be_seen_is_not_sent_with_its_contents(city):
    city.save("a", 1)
    city.save("a", 2, withheld=True)
    work_off(city.relay())
    first, second = city.found()
    assert first.revision == 1
    assert "secret" not in str(first.data)
    assert first.data["details"] == {}
    assert second.state["withheld"]


def test_a_relay_at_work_fills_a_log_that_was_removed_under_it(city):
    city.save("a", 1)
    relay = city.relay()
    work_off(relay)
    for file in city.folder.glob("log.db*"):
        if file.is_file():
            file.unlink()
    city.save("a", 2)
    work_off(relay)
    assert city.told() == [("a", 1), ("a", 2)]


def test_a_late_repeat_read_while_the_store_is_busy_is_not_forgotten(city):
    city.save("a", 1)
    relay = city.relay()
    work_off(relay)
    paused = city.store.history("bench", "a")[0]
    city.save("a", 2)
    work_off(relay)
    city.log.append([relay._outgoing(paused, None)])
    city.store.file.patience = 0.05
    with open(f"{city.store.file.path}.next", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(Busy):
            relay.step()
    work_off(relay)
    assert city.told()[-1] == ("a", 2)


def test_a_store_put_back_to_an_earlier_day_does_not_send_without_end(city, tmp_path):
    for revision in (1, 2, 3):
        city.save("a", revision)
    relay = city.relay()
    work_off(relay)
    relay.close()
    city.store.close()
    city.store = open_store(f"sqlite:///{tmp_path}/earlier.db", KINDS)
    city.save("a", 1)
    late = city.relay()
    work_off(late)
    city.save("a", 2)
    work_off(late)
    assert city.told()[-1] == ("a", 2)

"""Under gevent nobody waits for a store or a log but who has asked, whichever engine it is."""

import socket
import subprocess
import sys
import threading
from uuid import uuid4

import pytest

from chassis.apart import apart, kept_apart, patched

PATCHED = """
import sys, time
from gevent import monkey
monkey.patch_all()
import gevent
from chassis.errors import Busy, NotThere
from chassis.logs import Outgoing, Topic
from chassis.logs.opening import open_log
from chassis.stores import Write
from chassis.stores.opening import open_store
from chassis.testing.stores.acts import step
from chassis.testing.stores.samples import KINDS

class Ticks:
    longest = 0.0
    def run(self):
        last = time.monotonic()
        while True:
            gevent.sleep(0.001)
            last, before = time.monotonic(), last
            self.longest = max(self.longest, last - before)

ticks = Ticks()
gevent.spawn(ticks.run)

def all_done(call, *many):
    jobs = [gevent.spawn(call, each) for each in many]
    gevent.joinall(jobs, timeout=50, raise_error=True)
    assert all(job.ready() for job in jobs), "some hang"
    return [job.value for job in jobs]
"""
STORE = """
store = open_store(sys.argv[1], KINDS)
store.save(Write("idea", "a", {"n": 0}, 0))
all_done(lambda n: step(store, "a"), *range(40))
assert store.get("idea", "a").body == {"n": 40}
all_done(lambda n: store.save(Write("note", f"n{n}", {}, 0)), *range(100))
assert store.count("note") == 100
watch = store.watch()
waiting = gevent.spawn(watch.wait, 20)
gevent.sleep(0.05)
store.save(Write("note", "a", {}, 0))
assert waiting.get(timeout=20)
watch.close()
try:
    store.get("note", "nothing")
    raise SystemExit("found what is not there")
except NotThere:
    pass
store.close()
assert ticks.longest < 1.0, ticks.longest
"""
LOG = """
log = open_log(sys.argv[1])
topic = Topic(sys.argv[2])
log.create(topic)
tail = log.tail([topic.name])
waiting = gevent.spawn(tail.poll, 500, 20.0)
all_done(lambda n: log.append([Outgoing(topic.name, str(n), str(n).encode())]), *range(200))
def everything(_):
    reader, got = log.tail([topic.name]), []
    while records := reader.poll(50, 0.0):
        got += [int(record.value) for record in records]
    reader.close()
    return sorted(got)
assert all_done(everything, *range(10)) == [list(range(200))] * 10
assert waiting.get(timeout=20)
tail.close()
assert len(log.ends([topic.name])) == topic.partitions
consumer, heard = log.consumer(sys.argv[2], [topic.name]), []
while len(heard) < 200:
    heard += consumer.poll(500, 1.0)
consumer.commit()
consumer.close()
log.close()
assert ticks.longest < 1.0, ticks.longest
"""
SILENT = """
began = time.monotonic()
def busy(call, *args):
    try:
        call(*args)
        raise SystemExit("answered by nobody")
    except Busy:
        return time.monotonic() - began
store, log = open_store(sys.argv[1], KINDS), open_log(sys.argv[2])
asking = [lambda: busy(store.get, "note", "a"), lambda: busy(log.topic_id, "x")] * 20
waited = all_done(lambda ask: ask(), *asking)
assert 1.0 < max(waited) < 20.0, waited
assert ticks.longest < 0.5, ticks.longest
"""


def run(code, *arguments):
    command = [sys.executable, "-c", PATCHED + code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr[-3000:]


@pytest.fixture(params=["sqlite", "mongo"])
def store_url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store.db"
    return request.getfixturevalue("database")


@pytest.fixture(params=["sqlite", "kafka"])
def log_url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/log.db"
    return request.getfixturevalue("kafka")


@pytest.fixture
def silent():
    """The port of a server that takes everybody in and answers nobody."""
    with socket.create_server(("127.0.0.1", 0), backlog=100) as listening:
        yield listening.getsockname()[1]


def test_where_nothing_is_patched_a_call_is_a_call():
    assert patched() is False
    assert apart(threading.get_ident) == threading.get_ident()
    assert kept_apart(run) is run
    with pytest.raises(ZeroDivisionError):
        apart(lambda: 1 / 0)


def test_under_gevent_many_use_a_store_at_once(store_url):
    run(STORE, store_url)


def test_under_gevent_many_use_a_log_at_once(log_url):
    run(LOG, log_url, f"samskab.test.{uuid4().hex}")


def test_engines_that_do_not_answer_hold_up_nobody_else(silent):
    run(SILENT, f"mongodb://127.0.0.1:{silent}/x", f"kafka://127.0.0.1:{silent}")

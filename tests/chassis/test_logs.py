import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from threading import Barrier, Thread

import pytest

from chassis.errors import Fenced, NotThere
from chassis.logs import Topic
from chassis.logs.opening import open_log
from chassis.logs.sqlite import SqliteLog, leases
from chassis.testing.logs import LogContract
from chassis.testing.logs.bench import numbers, some
from chassis.testing.peers import peer


class TestSqliteLog(LogContract):
    slack = 1.0

    @pytest.fixture
    def url(self, tmp_path):
        return f"sqlite:///{tmp_path}/log.db"

    def remake(self, log, topic):
        with closing(sqlite3.connect(log.path)) as connection, connection:
            for table in ("record", "topic", "sqlite_sequence"):
                connection.execute(f"DELETE FROM {table}")
        log.create(topic)


@pytest.fixture
def log(tmp_path):
    log = SqliteLog(f"{tmp_path}/log.db", patience=0.5)
    log.create(Topic("ideas"))
    yield log
    log.close()


@contextmanager
def member(log, lease=30.0):
    with closing(log.consumer("city", ["ideas"], lease)) as consumer:
        yield consumer


def test_a_clock_set_back_an_hour_does_not_keep_a_lease_alive(log, monkeypatch):
    log.append(some("ideas", range(5)))
    with member(log, lease=0.5) as sleeper, member(log) as other:
        assert len(sleeper.poll()) == 5
        now, now_ns = time.time, time.time_ns
        monkeypatch.setattr(time, "time", lambda: now() - 3600)
        monkeypatch.setattr(time, "time_ns", lambda: now_ns() - 3600 * 10**9)
        begun = time.monotonic()
        assert len(other.poll(500, 5.0)) == 5
        assert time.monotonic() - begun < 3


def test_leases_from_before_the_machine_was_started_are_void(log, monkeypatch):
    log.append(some("ideas", range(5)))
    with member(log, lease=10_000) as before:
        assert len(before.poll()) == 5
        monkeypatch.setattr(leases, "boot", lambda: "another")
        with member(log) as after:
            assert len(after.poll(500, 2.0)) == 5


def test_only_what_is_done_is_handed_over(log):
    log.append(some("ideas", range(40), keys=20))
    with member(log) as first:
        assert len(first.poll()) == 40
        with member(log) as second:
            assert second.poll(500, 0.1) == first.poll(500, 0.1) == []
            log.append(some("ideas", range(40, 80), keys=20))
            mine = first.poll(500, 0.1)
            assert second.poll(500, 0.1) == []
            first.commit()
            assert first.poll(500, 0.1) == []
            yours = second.poll(500, 0.1)
            assert mine
            assert yours
            assert sorted(numbers(mine + yours)) == list(range(40, 80))


def test_members_come_and_go_and_nothing_is_done_twice(log):
    done = []

    def serve(count):
        with member(log) as consumer:
            while count > 0:
                records = consumer.poll(10, 0.05)
                consumer.commit()
                done.extend(numbers(records))
                count -= 1
        log.close()

    servers = [Thread(target=serve, args=(count,)) for count in (10, 20, 30)]
    for server in servers:
        server.start()
    for n in range(30):
        log.append(some("ideas", range(n * 20, n * 20 + 20), keys=40))
        time.sleep(0.02)
    for server in servers:
        server.join()
    with member(log) as last:
        while records := last.poll(500, 0.1):
            last.commit()
            done.extend(numbers(records))
    assert sorted(done) == list(range(600))


def test_two_polls_later_the_loss_is_still_told(log):
    log.append(some("ideas", range(5)))
    with member(log, lease=0.2) as sleeper, member(log) as other:
        assert len(sleeper.poll()) == 5
        assert len(other.poll(500, 2.0)) == 5
        sleeper.poll(500, 0.1)
        sleeper.poll(500, 0.1)
        with pytest.raises(Fenced):
            sleeper.commit()
        sleeper.commit()


def test_a_folder_with_a_long_name_will_do(tmp_path):
    url = f"sqlite:///{tmp_path}/{'a' * 130}/{'æ' * 60}/log.db"
    with closing(open_log(url)) as log:
        log.create(Topic("ideas"))
        with peer(tmp_path, "read", url, "ideas", "city", 10) as reader:
            log.append(some("ideas", [0]))
            reader.hear(1)
            begun = time.monotonic()
            for n in range(1, 11):
                log.append(some("ideas", [n]))
                reader.hear(n + 1)
            assert time.monotonic() - begun < 2.5, "a poll lasts 0.5 s: the bell is not heard"


def test_a_forked_child_has_a_connection_of_its_own(log):
    log.append(some("ideas", [1]))
    pid = os.fork()
    if pid == 0:
        log.append(some("ideas", [2]))
        os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0
    log.append(some("ideas", [3]))
    with closing(log.tail(["ideas"])) as tail:
        assert sorted(numbers(tail.poll())) == [1, 2, 3]


def test_threads_share_commits_but_not_mistakes(log):
    all_here, wrong = Barrier(8), []

    def append(topic):
        all_here.wait()
        for n in range(20):
            try:
                log.append(some(topic, [n]))
            except NotThere:
                wrong.append(topic)
        log.close()

    threads = [Thread(target=append, args=(t,)) for t in ["ideas"] * 7 + ["nowhere"]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == ["nowhere"] * 20
    with closing(log.tail(["ideas"])) as tail:
        assert sorted(numbers(tail.poll())) == sorted(list(range(20)) * 7)


UNDER_GEVENT = """
from gevent import monkey
monkey.patch_all()
import sys, gevent
from chassis.logs import Outgoing
from chassis.logs.opening import open_log
log, pool = open_log(sys.argv[1]), gevent.get_hub().threadpool
calls = [pool.spawn(log.append, [Outgoing("ideas", "k", b"1")]) for _ in range(40)]
gevent.joinall(calls, raise_error=True, timeout=20)
print(len({call.get()[0] for call in calls}))
"""


def test_gevents_real_threads_append_at_once(log):
    code = [sys.executable, "-c", UNDER_GEVENT, f"sqlite:///{log.path}"]
    assert subprocess.run(code, capture_output=True, text=True).stdout == "40\n"


def test_what_stays_can_be_changed_and_the_partitions_cannot(log):
    log.create(Topic("ideas", partitions=1, compacted=False, keep_days=1e-6))
    log.append(some("ideas", range(20)))
    time.sleep(0.2)
    assert log.sweep(["ideas"]) == 20
    assert len(log.ends(["ideas"])) == 4


def test_a_url_of_another_kind_is_told_apart():
    for url in ("redis://localhost", "sqlite:///", "log.db", "sqlite://log.db"):
        with pytest.raises(ValueError, match="must look like sqlite:///"):
            open_log(url)


def test_an_engine_is_imported_when_it_is_asked_for():
    code = "import sys, chassis.logs.opening; print('sqlite3' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert out.stdout == "False\n"

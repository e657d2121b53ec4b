import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from threading import Thread

import pytest

from chassis.errors import Busy, NotThere
from chassis.logs import Outgoing, Topic
from chassis.logs.opening import open_log
from chassis.logs.sqlite import SqliteLog
from chassis.testing.logs.bench import numbers, some


@pytest.fixture
def log(tmp_path):
    log = SqliteLog(f"{tmp_path}/log.db", patience=0.5)
    log.create(Topic("ideas"))
    yield log
    log.close()


@contextmanager
def child(code, *arguments):
    """Another Python at work, once it has said that it is."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        try:
            process.stdout.readline()
            yield process
        finally:
            process.kill()


HOLD_THE_GATE = """
import sys, time
from chassis.logs.sqlite import SqliteLog
with SqliteLog(sys.argv[1]).file.gate():
    print("held", flush=True)
    time.sleep(60)
"""


def test_who_is_stopped_at_the_gate_does_not_stop_the_others(log):
    with child(HOLD_THE_GATE, log.path) as holder:
        holder.send_signal(signal.SIGSTOP)
        begun = time.monotonic()
        with pytest.raises(Busy):
            log.append(some("ideas", [1]))
        assert 0.4 < time.monotonic() - begun < 2
        holder.kill()
        holder.wait()
        log.append(some("ideas", [2]))
    with closing(log.tail(["ideas"])) as tail:
        assert numbers(tail.poll()) == [2]


def test_the_gate_is_waited_for_five_seconds():
    assert open_log("sqlite:///anywhere.db").file.patience == 5


def test_who_waits_behind_a_leader_is_told_in_time_too(log):
    told = []

    def append():
        begun = time.monotonic()
        with pytest.raises(Busy):
            log.append(some("ideas", [1]))
        told.append(time.monotonic() - begun)
        log.close()

    with child(HOLD_THE_GATE, log.path):
        together(4, append)
    assert len(told) == 4
    assert max(told) < 2
    assert set(log.ends(["ideas"]).values()) == {-1}


def test_a_lock_taken_by_somebody_else_is_busy(log):
    with closing(sqlite3.connect(log.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy):
            log.append(some("ideas", [1]))
        other.execute("ROLLBACK")
    assert len(log.append(some("ideas", [1]))) == 1


FILL_THE_DISK = """
import sys
from resource import RLIMIT_FSIZE, setrlimit
from chassis.errors import Busy
from chassis.logs import Outgoing
from chassis.logs.opening import open_log
log = open_log(sys.argv[1])
log.append([Outgoing("ideas", "k", b"1")])
setrlimit(RLIMIT_FSIZE, (200_000, 200_000))
try:
    log.append([Outgoing("ideas", "k", b"x" * 1_000_000)])
except Busy:
    print("busy", flush=True)
"""


def test_a_full_disk_is_busy_and_loses_nothing(log):
    code = [sys.executable, "-c", FILL_THE_DISK, f"sqlite:///{log.path}"]
    assert subprocess.run(code, capture_output=True, text=True).stdout == "busy\n"
    log.append([Outgoing("ideas", "k", b"2")])
    with closing(log.tail(["ideas"])) as tail:
        assert [r.value for r in tail.poll()] == [b"1", b"2"]


def test_a_file_taken_away_is_not_written_to(log):
    log.append(some("ideas", range(20)))
    consumer, tail = log.consumer("city", ["ideas"]), log.tail(["ideas"])
    with closing(consumer), closing(tail):
        assert len(consumer.poll()) == len(tail.poll()) == 20
        consumer.commit()
        for ending in ("", "-wal", "-shm"):
            os.unlink(log.path + ending)
        with pytest.raises(NotThere):
            log.append(some("ideas", [1]))
        log.create(Topic("ideas"))
        log.append(some("ideas", range(100, 103)))
        for reader in (consumer, tail):
            assert sorted(numbers(reader.poll())) == [100, 101, 102]


def together(count, does):
    threads = [Thread(target=does) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

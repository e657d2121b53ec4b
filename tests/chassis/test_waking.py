import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from threading import Timer

import pytest

from chassis.errors import Busy
from chassis.waking import Bell

WATCH = """
import sys
from chassis.waking import Bell
watch = Bell(sys.argv[1]).watch()
print("watching", flush=True)
print(watch.wait(20), flush=True)
watch.close()
"""


@pytest.fixture
def bell(tmp_path):
    """A bell in a folder whose name is too long for a socket address."""
    folder = tmp_path / ("deep" * 33)
    folder.mkdir()
    return Bell(folder / "store.db")


def watching(bell):
    """Another process that watches, once it does."""
    command = [sys.executable, "-c", WATCH, bell.folder.with_suffix("")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "watching\n"
    return process


def files(bell):
    return list(bell.folder.iterdir())


def test_a_ring_that_nobody_hears_does_no_harm(bell):
    bell.ring()
    bell.watch().close()
    bell.ring()
    assert files(bell) == []


def test_a_ring_wakes_who_waits(bell):
    with closing(bell.watch()) as watch:
        timer = Timer(0.1, bell.ring)
        timer.start()
        begin = time.monotonic()
        assert watch.wait(20)
        assert time.monotonic() - begin < 10
        timer.join()


def test_rings_before_the_wait_count_once(bell):
    with closing(bell.watch()) as watch:
        for _ in range(3):
            bell.ring()
        assert watch.wait(0)
        assert not watch.wait(0)
        assert not watch.wait(0.02)


def test_who_never_looks_holds_up_nobody(bell):
    with closing(bell.watch()) as deaf, closing(bell.watch()) as other:
        begin = time.monotonic()
        for _ in range(5000):
            bell.ring()
        assert time.monotonic() - begin < 10
        assert other.wait(0)
        assert deaf.wait(0)


def test_a_ring_is_heard_in_another_process(bell):
    with watching(bell) as process:
        bell.ring()
        assert process.communicate(timeout=20)[0] == "True\n"
    assert files(bell) == []


def test_what_a_killed_process_left_is_cleared_away(bell):
    with watching(bell) as process:
        process.send_signal(signal.SIGKILL)
    assert len(files(bell)) == 1
    with closing(bell.watch()) as watch:
        bell.ring()
        assert watch.wait(1)
        assert files(bell) == [watch.path]


def test_watchers_that_come_and_go_miss_no_ring(bell):
    with subprocess.Popen([sys.executable, "-c", RING, bell.folder.with_suffix("")]) as ringer:
        for _ in range(300):
            with closing(bell.watch()) as watch:
                assert watch.wait(10)
        ringer.kill()


RING = """
import sys
from chassis.waking import Bell
bell = Bell(sys.argv[1])
while True:
    bell.ring()
"""


def test_closing_while_waiting_ends_the_wait(bell):
    watch = bell.watch()
    timer = Timer(0.1, watch.close)
    timer.start()
    assert not watch.wait(0.5)
    assert not watch.wait(0.1)
    timer.join()


def test_no_file_stays_open(bell):
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(10):
        bell.watch().close()
        bell.ring()
    assert len(os.listdir("/proc/self/fd")) == before


def test_where_nothing_can_be_written_a_watch_says_so(tmp_path):
    (tmp_path / "store.db.wake").write_text("in the way")
    bell = Bell(tmp_path / "store.db")
    bell.ring()
    with pytest.raises(Busy):
        bell.watch()


def test_without_the_way_through_open_folders_short_paths_do(tmp_path, monkeypatch):
    monkeypatch.setattr("chassis.waking.DESCRIPTORS", "/nowhere")
    monkeypatch.chdir(tmp_path)
    bell = Bell(Path("store.db"))
    with closing(bell.watch()) as watch:
        bell.ring()
        assert watch.wait(1)

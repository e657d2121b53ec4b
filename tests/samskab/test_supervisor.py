import multiprocessing
import os
import signal
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from samskab.supervisor import Child, Supervisor

fork = multiprocessing.get_context("fork")


def until(true, seconds=10.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(FileNotFoundError):
            if found := true():
                return found
        time.sleep(0.01)
    raise AssertionError("it never came to be")


def lives(pid):
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@pytest.fixture
def part(tmp_path):
    """Makes a part that notes its pid at each start, and its name when it is told to stop."""

    def make(name, do=lambda: time.sleep(60), obeys=True, **more):
        def stop(*_):
            with open(tmp_path / "stopped", "a") as notes:
                notes.write(f"{name}\n")
            os._exit(0)

        def run():
            signal.signal(signal.SIGTERM, stop if obeys else signal.SIG_IGN)
            with open(tmp_path / name, "a") as notes:
                notes.write(f"{os.getpid()}\n")
            do()

        return Child(name, run, **more)

    return make


@pytest.fixture
def pids(tmp_path):
    def found(name, n=1):
        until(lambda: len((tmp_path / name).read_text().split()) >= n)
        return [int(pid) for pid in (tmp_path / name).read_text().split()]

    return found


@contextmanager
def supervised(*children, grace=5.0, after=lambda child: False):
    parent = fork.Process(target=lambda: Supervisor(children, grace).run(after))
    parent.start()
    try:
        yield parent
    finally:
        if parent.is_alive():
            parent.terminate()
        parent.join(15)
        parent.kill()
        parent.join()
        parent.close()


def test_a_part_that_is_killed_is_started_again_and_the_others_are_not_touched(part, pids):
    with supervised(part("ideas"), part("gateway")):
        (first,), (other,) = pids("ideas"), pids("gateway")
        os.kill(first, signal.SIGKILL)
        again = pids("ideas", 2)[1]
        assert lives(again)
        assert not lives(first)
        assert lives(other)
        assert pids("gateway") == [other]


def test_a_part_that_fails_at_once_is_tried_less_and_less_often(part, pids):
    with supervised(part("ideas", lambda: 1 / 0), part("gateway")):
        began = time.monotonic()
        pids("ideas", 5)
        assert 1.2 < time.monotonic() - began < 5
        assert len(pids("gateway")) == 1


def test_all_stop_with_the_parent_the_door_first(part, pids, tmp_path):
    with supervised(part("ideas"), part("door", first=True), part("journeys")) as parent:
        started = [pids(name)[0] for name in ("ideas", "door", "journeys")]
        os.kill(parent.pid, signal.SIGINT)
        parent.join(5)
        assert parent.exitcode == 0
    assert not any(map(lives, started))
    stopped = (tmp_path / "stopped").read_text().split()
    assert stopped[0] == "door"
    assert sorted(stopped) == ["door", "ideas", "journeys"]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_when_the_parent_is_killed_nobody_is_left_behind(part, pids, number):
    with supervised(part("ideas"), part("gateway")) as parent:
        started = pids("ideas") + pids("gateway")
        os.kill(parent.pid, number)
        until(lambda: not any(map(lives, started)), 3)


def test_a_part_that_does_not_want_to_stop_is_made_to(part, pids):
    with supervised(part("ideas", obeys=False), part("gateway"), grace=0.5) as parent:
        started = pids("ideas") + pids("gateway")
        os.kill(parent.pid, signal.SIGTERM)
        parent.join(5)
        assert parent.exitcode == 0
    assert not any(map(lives, started))


def test_who_asks_twice_does_not_have_to_wait(part, pids):
    with supervised(part("ideas", obeys=False), grace=60) as parent:
        pids("ideas")
        os.kill(parent.pid, signal.SIGINT)
        time.sleep(0.1)
        os.kill(parent.pid, signal.SIGINT)
        parent.join(5)
        assert parent.exitcode == 0


def test_what_a_fallen_part_had_started_falls_with_it(part, pids, tmp_path):
    def do():
        if os.fork() == 0:
            (tmp_path / "worker").write_text(str(os.getpid()))
        time.sleep(60)

    with supervised(part("ideas", do)):
        (worker,) = pids("worker")
        os.kill(pids("ideas")[0], signal.SIGKILL)
        pids("ideas", 2)
        until(lambda: not lives(worker))


def test_what_is_to_be_done_once_is_done_once_and_may_end_it_all(part, pids):
    story = part("story", lambda: (time.sleep(0.3), os._exit(3)), once=True)
    with supervised(part("ideas"), story) as parent:
        pids("ideas")
        pids("story")
        time.sleep(0.8)
        assert len(pids("story")) == 1
        assert parent.is_alive()
    with supervised(part("journeys"), story, after=lambda child: child.code == 3) as parent:
        parent.join(5)
        assert parent.exitcode == 0
        assert not lives(pids("journeys")[0])

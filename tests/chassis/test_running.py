import json
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress

import pytest
from flask import Flask

from chassis.addresses import Connection, connect
from chassis.errors import Busy
from chassis.running import Pulse, Unsuitable, answer_health, run_work, serve
from chassis.running import chores as chores_module
from chassis.running import pulse as pulse_module
from chassis.running import work as work_module

fork = multiprocessing.get_context("fork")


def ask(address, path):
    connection = Connection(address, 5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def until(true, seconds=10.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError):
            if found := true():
                return found
        time.sleep(0.02)
    raise AssertionError("it never came to be")


@contextmanager
def process(run, errors):
    """A process of its own, whose log lines go to a file."""

    def go():
        os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
        run()

    started = fork.Process(target=go)
    started.start()
    try:
        yield started
    finally:
        started.kill()
        started.join()
        started.close()


@pytest.fixture
def errors(tmp_path):
    return tmp_path / "errors"


@pytest.fixture
def events(errors):
    return lambda: [json.loads(line) for line in errors.read_text().splitlines()]


@pytest.fixture
def address(tmp_path):
    return f"unix:{tmp_path}/{'x' * 130}/library.sock"


class Sweeping:
    """A chore that does what its test says; notes in files, because it works elsewhere."""

    name = "sweeping"

    def __init__(self, folder, what=lambda: False):
        self.folder, self.what = folder, what

    def step(self):
        with open(self.folder / "steps", "a") as notes:
            notes.write(f"{threading.get_native_id()}\n")
        time.sleep(0.02)
        return self.what()

    def close(self):
        (self.folder / "closed").write_text(str(threading.get_native_id()))


def stepping(folder):
    return (folder / "steps").read_text().split() if (folder / "steps").exists() else []


def test_work_goes_on_until_it_is_told_to_stop_and_closes_where_it_worked(
    tmp_path, errors, address
):
    chore = Sweeping(tmp_path)
    with process(lambda: run_work("library", lambda: [chore], address), errors) as work:
        until(lambda: len(stepping(tmp_path)) > 3)
        assert ask(address, "/livez")[0] == 200
        assert ask(address, "/readyz") == (200, '{"ready": true, "waitsFor": {}}')
        assert "process_cpu_seconds_total" in ask(address, "/metrics")[1]
        assert ask(address, "/elsewhere")[0] == 404
        os.kill(work.pid, signal.SIGTERM)
        work.join(5)
        assert work.exitcode == 0
    assert {(tmp_path / "closed").read_text()} == set(stepping(tmp_path))
    assert not os.path.exists(address.removeprefix("unix:"))


@pytest.mark.parametrize("trouble", [Busy("The disk is full."), OSError(28, "No space left")])
def test_what_is_broken_underneath_is_waited_out_and_told_once(
    tmp_path, errors, events, address, trouble
):
    def what():
        if (tmp_path / "broken").exists():
            raise trouble

    (tmp_path / "broken").touch()
    with process(lambda: run_work("library", lambda: [Sweeping(tmp_path, what)], address), errors):
        told = until(lambda: (a := ask(address, "/readyz"))[0] == 503 and a[1])
        assert str(trouble).split("] ")[-1] in json.loads(told)["waitsFor"]["sweeping"]
        until(lambda: len(stepping(tmp_path)) > 3)
        (tmp_path / "broken").unlink()
        until(lambda: ask(address, "/readyz")[0] == 200)
    assert [e["event"] for e in events() if "chore" in e] == ["waits", "goes on"]


def test_a_chore_that_fails_is_tried_again_and_shows_when_it_fails_too_often(
    tmp_path, errors, events, address, monkeypatch
):
    def what():
        if (tmp_path / "broken").exists():
            raise ZeroDivisionError

    monkeypatch.setattr(chores_module, "LONGEST_WAIT", 0.01)
    (tmp_path / "broken").touch()
    with process(lambda: run_work("library", lambda: [Sweeping(tmp_path, what)], address), errors):
        until(lambda: len(stepping(tmp_path)) > 5)
        assert ask(address, "/readyz")[0] == 200
        told = until(lambda: (a := ask(address, "/readyz"))[0] == 503 and a[1])
        assert "ZeroDivisionError" in told
        assert len(stepping(tmp_path)) >= 20
        (tmp_path / "broken").unlink()
        until(lambda: ask(address, "/readyz")[0] == 200)
    falls = [e for e in events() if e["event"] == "fell"]
    assert 3 <= len(falls) < 20
    assert "ZeroDivisionError" in falls[0]["exception"]


def test_a_chore_may_say_itself_what_it_waits_for(tmp_path, errors, address):
    chore = Sweeping(tmp_path)
    chore.waits_for = lambda: "reads the topic from the start"
    with process(lambda: run_work("library", lambda: [chore], address), errors):
        told = until(lambda: ask(address, "/readyz"))
        assert json.loads(told[1])["waitsFor"] == {"sweeping": "reads the topic from the start"}


def test_a_chore_that_hangs_does_not_keep_the_others_from_stopping(
    tmp_path, errors, events, address, monkeypatch
):
    monkeypatch.setattr(work_module, "GRACE", 0.3)
    hanging = Sweeping(tmp_path / "hanging", lambda: time.sleep(60))
    hanging.name = "hanging"
    (tmp_path / "hanging").mkdir()
    chores = [hanging, Sweeping(tmp_path)]
    with process(lambda: run_work("library", lambda: chores, address), errors) as work:
        until(lambda: stepping(tmp_path) and stepping(tmp_path / "hanging"))
        os.kill(work.pid, signal.SIGTERM)
        work.join(5)
        assert work.exitcode == 0
    assert (tmp_path / "closed").exists()
    assert [e["chore"] for e in events() if e["event"] == "did not stop in time"] == ["hanging"]


def test_a_lost_thread_ends_the_process_so_that_it_is_started_again(tmp_path, errors, address):
    def leave():
        raise SystemExit

    with process(
        lambda: run_work("library", lambda: [Sweeping(tmp_path, leave)], address), errors
    ) as work:
        work.join(5)
        assert work.exitcode == 1


def library():
    app = Flask("library")
    answer_health(app, lambda: {"shelf": "dust"} if os.path.exists("dust") else {})
    app.add_url_rule("/pid", "pid", lambda: str(os.getpid()))
    app.add_url_rule("/slow", "slow", lambda: time.sleep(0.5) or "done")
    return app


def test_an_app_is_served_and_survives_its_worker(tmp_path, errors, address):
    with process(lambda: serve(library, address), errors) as arbiter:
        until(lambda: ask(address, "/livez")[0] == 200)
        worker = int(ask(address, "/pid")[1])
        assert worker != arbiter.pid
        os.kill(worker, signal.SIGKILL)
        assert int(until(lambda: ask(address, "/pid"))[1]) not in (worker, arbiter.pid)
        os.kill(arbiter.pid, signal.SIGTERM)
        arbiter.join(8)
        assert arbiter.exitcode == 0
    assert not os.path.exists(address.removeprefix("unix:"))


def test_when_the_one_in_charge_is_killed_its_place_is_free_at_once(tmp_path, errors, address):
    with process(lambda: serve(library, address), errors) as first:
        until(lambda: ask(address, "/livez")[0] == 200)
    assert first
    with process(lambda: serve(library, address), errors):
        until(lambda: ask(address, "/livez")[0] == 200)


def test_a_request_under_way_is_answered_before_the_end(errors, address):
    with process(lambda: serve(library, address), errors) as arbiter:
        until(lambda: ask(address, "/livez")[0] == 200)
        answers = []
        asking = threading.Thread(target=lambda: answers.append(ask(address, "/slow")))
        asking.start()
        time.sleep(0.2)
        os.kill(arbiter.pid, signal.SIGTERM)
        asking.join()
        assert answers == [(200, "done")]


def test_what_is_not_http_gets_problem_details_and_no_line_with_what_it_was(errors, address):
    with process(lambda: serve(library, address), errors):
        until(lambda: ask(address, "/livez")[0] == 200)
        with connect(address, 5) as near:
            near.sendall(b"karen@example.dk wants in\r\n\r\n")
            answer = near.makefile("rb").read().decode()
    assert answer.startswith("HTTP/1.1 400 ")
    assert "application/problem+json" in answer
    assert "karen" not in errors.read_text()


def test_an_app_says_what_it_waits_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    client = library().test_client()
    assert client.get("/readyz").status_code == 200
    (tmp_path / "dust").touch()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["waitsFor"]) == (503, {"shelf": "dust"})


DOOR = """
import time
from flask import Flask
from chassis.running import serve
def app():
    import socket
    app = Flask("door")
    app.add_url_rule("/kind", "kind", lambda: socket.socket.__module__)
    app.add_url_rule("/slow", "slow", lambda: time.sleep(0.5) or "done")
    return app
serve(app, {address!r}, worker="gevent")
"""


def test_the_door_keeps_answering_while_many_wait(tmp_path):
    address = f"unix:{tmp_path}/door.sock"
    code = DOOR.format(address=address)
    door = subprocess.Popen([sys.executable, "-W", "error", "-c", code], stderr=subprocess.PIPE)
    idle: list[socket.socket] = []
    try:
        assert until(lambda: ask(address, "/kind")) == (200, "gevent._socket3")
        idle += [connect(address, 5) for _ in range(100)]
        began = time.monotonic()
        slow = [threading.Thread(target=ask, args=(address, "/slow")) for _ in range(20)]
        for each in slow:
            each.start()
        for each in slow:
            each.join()
        assert time.monotonic() - began < 3
        for each in idle:
            each.close()
        door.terminate()
        assert door.wait(8) == 0
        assert door.stderr.read() == b""
    finally:
        door.kill()
        door.wait()
        door.stderr.close()


def test_work_begins_as_soon_as_what_it_needs_is_there(tmp_path, errors, address):
    def chores():
        if not (tmp_path / "there").exists():
            raise Busy("The database does not answer just now.")
        return [Sweeping(tmp_path)]

    with process(lambda: run_work("library", chores, address, lambda: {"store": "x"}), errors):
        told = until(lambda: (a := ask(address, "/readyz"))[0] == 503 and json.loads(a[1]))
        assert told["waitsFor"]["start"] == "The database does not answer just now."
        assert told["uses"] == {"store": "x"}
        assert ask(address, "/livez")[0] == 200
        (tmp_path / "there").touch()
        until(lambda: ask(address, "/readyz")[0] == 200)
        until(lambda: stepping(tmp_path))


@pytest.mark.parametrize("trouble", [Busy("Away."), Unsuitable("It is not safe.")])
def test_work_that_cannot_begin_says_why_and_stops_when_it_is_told(address, errors, trouble):
    def chores():
        raise trouble

    with process(lambda: run_work("library", chores, address), errors) as work:
        until(lambda: str(trouble) in ask(address, "/readyz")[1])
        os.kill(work.pid, signal.SIGTERM)
        work.join(5)
        assert work.exitcode == 0


class Slow:
    """A store that answers when it is allowed to."""

    def __init__(self):
        self.free, self.trouble, self.asked = threading.Event(), None, 0

    def get_many(self, kind, ids):
        self.asked += 1
        assert self.free.wait(10)
        if self.trouble:
            raise self.trouble


def test_a_store_that_is_away_is_told_soon_and_asked_once_at_a_time(monkeypatch):
    monkeypatch.setattr(pulse_module, "PATIENCE", 0.05)
    store = Slow()
    pulse = Pulse(store, "book")
    for _ in range(3):
        assert pulse.waits() == {"store": "The store does not answer just now."}
    assert store.asked == 1
    store.trouble = Busy("The disk is full.")
    store.free.set()
    until(lambda: pulse.waits() == {"store": "The disk is full."})
    store.trouble = None
    until(lambda: pulse.waits() == {})

import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from click.testing import CliRunner

from chassis.addresses import Connection
from samskab import ground, telling
from samskab.cli import COMMANDS, main
from samskab.parts import PARTS

SETTINGS = """
from dataclasses import dataclass
from chassis.settings import PartSettings, setting

@dataclass(frozen=True, kw_only=True)
class Settings(PartSettings, part="{part}"):
    address: str = setting("{PART}_ADDRESS", default="{address}", doc="Where.")
"""
APP = """
import os, time
from flask import Flask
from chassis.running import answer_health

def create_app(settings=None):
    app = Flask("{part}")
    answer_health(app)
    app.add_url_rule("/pid", "pid", lambda: str(os.getpid()))
    return app

class Resting:
    name = "resting"
    def step(self):
        time.sleep(0.1)
    def close(self):
        pass

def create_work(settings=None):
    return [Resting()]
"""


@pytest.fixture
def parts(tmp_path):
    """Parts that do nothing, in the place of the real ones."""
    for part in PARTS:
        address = "127.0.0.1:{GATEWAY_PORT}" if part == "gateway" else f"unix:{{DATA_DIR}}/{part}"
        told = {"part": part, "PART": part.upper(), "address": address}
        (tmp_path / part).mkdir()
        (tmp_path / part / "__init__.py").touch()
        (tmp_path / part / "settings.py").write_text(SETTINGS.format(**told))
        (tmp_path / part / "stores.py").write_text("KINDS = ()\n")
        (tmp_path / part / "app.py").write_text(APP.replace("{part}", part))
    (tmp_path / "gateway" / "departments").mkdir()
    (tmp_path / "gateway" / "departments" / "kommune.yaml").write_text("id: kommune\n")
    return tmp_path


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def env(parts, port):
    return os.environ | {
        "PYTHONPATH": str(parts),
        "DATA_DIR": str(parts / ("data" * 35)),
        "GATEWAY_PORT": str(port),
        "SAMSKAB_ENV": "local",
        "STORY": "",
    }


@pytest.fixture
def start(env):
    running = []

    def up(*args, **more):
        command = [sys.executable, "-P", "-m", "samskab", "up", "--no-story", *args]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        running.append(subprocess.Popen(command, env=env | more, **pipes))
        return running[-1]

    yield up
    for each in running:
        if each.poll() is None:
            each.send_signal(signal.SIGINT)
        each.communicate(timeout=20)


def ask(address, path="/pid"):
    connection = Connection(address, 5)
    try:
        connection.request("GET", path)
        return connection.getresponse().read().decode()
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


def family(pid):
    """All that came of a process, itself included."""
    try:
        kids = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [pid, *(each for kid in kids for each in family(int(kid)))]


def lives(pid):
    return os.path.exists(f"/proc/{pid}")


def test_one_command_starts_all_and_ctrl_c_leaves_nothing_behind(start, env, port):
    up = start()
    told = up.stdout.readline()
    assert re.fullmatch(rf"Samskab er klar efter \d+,\d s: http://127.0.0.1:{port}\n", told)
    assert "Ctrl-C" in up.stdout.readline()
    data = Path(env["DATA_DIR"])
    assert stat.S_IMODE((data / "config" / "secrets.env").stat().st_mode) == 0o600
    assert (data / "config" / "departments" / "kommune.yaml").read_text() == "id: kommune\n"
    all_of_them = family(up.pid)
    assert len(all_of_them) >= 1 + 6
    up.send_signal(signal.SIGINT)
    rest, _ = up.communicate(timeout=12)
    assert (up.returncode, rest) == (0, "Samskab er stoppet.\n")
    assert not any(map(lives, all_of_them))


def test_a_second_start_goes_on_where_the_first_stopped(start, env):
    data = Path(env["DATA_DIR"])
    assert start("--once").wait(20) == 0
    secrets = (data / "config" / "secrets.env").read_text()
    (data / "config" / "departments" / "kommune.yaml").write_text("id: ours\n")
    assert start("--once").wait(20) == 0
    assert (data / "config" / "secrets.env").read_text() == secrets
    assert (data / "config" / "departments" / "kommune.yaml").read_text() == "id: ours\n"


def test_any_part_that_is_killed_comes_back(start, env, port):
    up = start()
    up.stdout.readline()
    door, ideas = f"127.0.0.1:{port}", f"unix:{env['DATA_DIR']}/ideas"
    pids = {address: ask(address) for address in (door, ideas)}
    for pid in family(up.pid)[1:]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    for address, old in pids.items():
        assert until(lambda address=address: ask(address)) != old
    for part in PARTS:
        work = f"unix:{env['DATA_DIR']}/run/{part}-work.sock"
        assert until(lambda work=work: '"ready": true' in ask(work, "/readyz"))
    assert up.poll() is None


def test_two_in_one_folder_are_refused_and_one_that_was_killed_makes_way(start, env, port):
    first = start()
    first.stdout.readline()
    second = start(STORY="en", GATEWAY_PORT=str(port + 1))
    _, told = second.communicate(timeout=10)
    assert second.returncode == 1
    assert "runs already in" in told
    assert "Traceback" not in told
    first.kill()
    third = start()
    assert "klar" in third.stdout.readline()


def test_a_port_that_is_taken_is_told_in_one_sentence(start, env, port):
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", port))
        taken.listen()
        for language, words in (("", f"Port {port} er optaget"), ("en", f"Port {port} is taken")):
            up = start(STORY=language)
            _, told = up.communicate(timeout=10)
            assert up.returncode == 1
            assert words in told
            assert "Traceback" not in told


def test_settings_that_are_wrong_are_told_all_at_once(start):
    up = start(SAMSKAB_ENV="production", INSTANCE="Å", GATEWAY_PORT="x")
    _, told = up.communicate(timeout=10)
    assert up.returncode == 1
    for name in ("INSTANCE:", "GATEWAY_PORT:", "IDEAS_SECRET:", "NOTIFICATIONS_SECRET:"):
        assert told.count(f" {name}") == 1
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (lambda tmp: ground.check_python((3, 10)), "Det her er Python 3.10"),
        (lambda tmp: ground.prepare_folder(tmp / "file" / "data"), "kan ikke bruges"),
        (lambda tmp: ground.prepare_folder(tmp), "kun 12 MB ledig"),
        (lambda tmp: ground.check_free("192.0.2.1:80"), "Der kan ikke lyttes på 192.0.2.1:80"),
    ],
)
def test_what_is_not_as_it_must_be_is_a_clear_sentence(tmp_path, monkeypatch, broken, words):
    (tmp_path / "file").touch()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=12_345_678))
    monkeypatch.delenv("STORY", raising=False)
    with pytest.raises(ground.NotPossible) as no:
        broken(tmp_path)
    assert words in telling.say(no.value.sentence)


@pytest.mark.parametrize("good", [True, False])
def test_the_story_is_told_in_the_language_that_was_asked_for(monkeypatch, capsys, good):
    def tell(door, language):
        print(f"once upon a time, {door} {language}")
        return good

    story = ModuleType("samskab.story")
    story.tell = tell
    monkeypatch.setitem(sys.modules, "samskab.story", story)
    monkeypatch.setenv("STORY", "en")
    monkeypatch.setattr(telling, "waits_for", lambda address: "")
    monkeypatch.setattr(telling, "kept_in", lambda address: "SQLite 3")
    urls = {"public_url": "http://door", "log_url": "sqlite:///log.db"}
    door = SimpleNamespace(address="a", work_address="b", **urls)
    with pytest.raises(SystemExit) as end:
        telling.Teller({"gateway": door}, True, time.monotonic()).run()
    assert end.value.code == (0 if good else 1)
    first, second, third = capsys.readouterr().out.splitlines()
    assert first.startswith("Samskab is ready after")
    assert second == "once upon a time, http://door en"
    assert third == "It stays up until you press Ctrl-C."


def test_engines_that_are_not_in_the_data_folder_are_named_without_their_passwords(monkeypatch):
    engines = {"a": "SecantusDB 1", "b": "SQLite 3"}
    monkeypatch.setattr(telling, "kept_in", engines.get)
    url = "kafka://user:tiger@one:9092,two:9092?replication=3"
    parts = {
        "ideas": SimpleNamespace(work_address="a", log_url=url),
        "gateway": SimpleNamespace(work_address="b", log_url=url),
    }
    line = telling.Teller(parts, False, 0.0)._engines()
    assert "SQLite 3, SecantusDB 1; events in Kafka (one:9092,two:9092)." in line
    assert "tiger" not in line


def test_help_loads_no_command_and_names_them_all():
    shown = CliRunner().invoke(main, ["--help"]).output
    assert all(name in shown for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_that_help_names_is_there(name):
    done = CliRunner().invoke(main, [name, "--help"])
    assert done.exit_code == 0, done.output


def test_an_unknown_command_is_refused_politely():
    done = CliRunner().invoke(main, ["brew"])
    assert done.exit_code == 2
    assert "brew" in done.output

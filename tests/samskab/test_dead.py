import json
from datetime import UTC, datetime
from importlib import import_module

import pytest
from click.testing import CliRunner

from chassis.changes import derived
from chassis.events import Event
from chassis.logs import Record
from chassis.shelf import Shelf
from chassis.stores import Write
from chassis.stores.opening import open_store
from ideas.stores import KINDS
from samskab.cli import main

HANDLER = "kommune.ideas.intake.take_in_support"
SUPPORT = {"ideaId": "i", "processId": "p", "reference": "r", "stance": "agree"}


def record(data, id="1", **headers):
    told = {
        "ce_specversion": "1.0",
        "ce_id": id,
        "ce_source": "https://p.example",
        "ce_type": "dk.samskab.intake.support.v1",
    }
    value = json.dumps(data).encode()
    at = 1_767_225_600_000
    return Record("samskab.kommune.intake", 0, int(id), at, "k", value, told | headers)


@pytest.fixture
def env(tmp_path):
    (tmp_path / "data").mkdir()
    return {"DATA_DIR": str(tmp_path / "data"), "SAMSKAB_ENV": "local"}


@pytest.fixture
def typed(env):
    return lambda *words: CliRunner().invoke(main, ["dead", *words], env=env)


@pytest.fixture
def shelf(tmp_path, env):
    store = open_store(f"sqlite:///{tmp_path / 'data' / 'ideas.db'}", KINDS)
    yield Shelf(store, lambda: datetime.now(UTC))
    store.close()


def put(shelf, record, handler=HANDLER):
    shelf.put(handler, "KeyError: it was a bug", record, None)
    return shelf.page().items[-1].id


def test_nothing_is_said_to_be_nothing(typed):
    assert "Nothing waits" in typed("list").stderr


def test_what_lies_there_is_listed_and_shown(typed, shelf):
    id = put(shelf, record(SUPPORT))
    assert typed("list").stdout.split("\t")[:3] == [id, "ideas", HANDLER]
    shown = json.loads(typed("show", id).stdout)
    assert (shown["part"], shown["reason"]) == ("ideas", "KeyError: it was a bug")
    assert shown["event"]["data"] == SUPPORT


def test_what_can_be_done_now_is_done_and_leaves_the_shelf(typed, shelf):
    id = put(shelf, record(SUPPORT))
    assert typed("retry", id).stdout == f"{id} is done.\n"
    person = derived("participant", "https://p.example", "r", "p")
    kept = shelf.store.get("support", derived("support", person, "i")).body
    assert kept["stance"] == "agree"
    assert shelf.waiting() == 0
    assert f"{id} was dealt with: done" in typed("retry", id).stderr


def test_what_still_goes_wrong_stays_with_the_reason(typed, shelf):
    put(shelf, record(SUPPORT))
    bad = put(shelf, record(SUPPORT, id="2"), "kommune.ideas.intake.gone")
    tried = typed("retry", "--all")
    assert tried.exit_code == 1
    assert f"{bad} went wrong again: ideas has nothing called" in tried.stderr
    assert "1 of 2 went wrong again and stay there" in tried.stderr
    assert [doc.id for doc in shelf.page().items] == [bad]


@pytest.mark.parametrize("odd", [{"ce_specversion": "9"}, {"ce_revision": "1"}])
def test_what_is_no_event_can_only_be_dropped(typed, shelf, odd):
    id = put(shelf, record(SUPPORT, **odd), "kommune.ideas.intake.listener")
    assert "cannot be read as an event" in typed("retry", id).stderr
    assert typed("drop", id).stdout == f"{id} is dropped.\n"
    assert shelf.waiting() == 0


def test_what_could_not_be_read_and_now_can_is_heard_whole(typed, shelf):
    id = put(shelf, record(SUPPORT), "kommune.ideas.intake.listener")
    assert typed("retry", id).stdout == f"{id} is done.\n"
    assert shelf.store.count("support") == 1


@pytest.mark.parametrize("words", [("retry",), ("retry", "x", "--all")])
def test_retry_wants_to_know_what(typed, words):
    assert "Name what to try again, or --all." in typed(*words).stderr


def test_an_unknown_id_is_told(typed):
    assert "There is no nothing" in typed("show", "nothing").stderr


def test_a_letter_that_could_not_be_written_goes_out_again(typed, tmp_path, env):
    kinds = import_module("notifications.stores").KINDS
    store = open_store(f"sqlite:///{tmp_path / 'data' / 'notifications.db'}", kinds)
    at = "2026-03-02T11:00:00.000Z"
    letter = {"sort": "news", "subscription": "s", "person": "author/0", "at": at, "due": at}
    letter |= {"line": "s/bench", "revision": 1, "open": False, "outcome": "shelved", "faults": 3}
    store.save(Write("letter", "letter-1", letter, 0))
    about = {"id": "letter-1-3", "source": "notifications", "type": "letter.news"}
    lies = Event(about | {"subject": "letter/letter-1"}, {})
    Shelf(store, lambda: datetime.now(UTC)).put("notifications.deliveries", "KeyError", None, lies)
    (line,) = typed("list", "--part", "notifications").stdout.splitlines()
    assert "letter/letter-1\tKeyError" in line
    assert "is done." in typed("retry", "--all").stdout
    body = store.get("letter", "letter-1").body
    store.close()
    assert (body["open"], body["faults"], body.get("outcome")) == (True, 0, None)

import json
import logging
import warnings

import pytest
from flask import Flask

from chassis.settings import Secret
from chassis.telemetry import (
    begin_logs,
    begin_trace,
    logger,
    metrics,
    redact,
    trace,
    traceparent,
    watch_requests,
)

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{TRACE}-00f067aa0ba902b7-01"
CODE = "ABCD-EFGH-IJKL-MNOP-Q234"


@pytest.fixture
def lines(capfd):
    root, shown = logging.getLogger(), warnings.showwarning
    before = root.handlers[:], root.level
    begin_logs("info")
    yield lambda: [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    root.handlers[:], level = before
    root.setLevel(level)
    logging.captureWarnings(False)
    warnings.showwarning = shown


def test_a_line_says_when_who_what_and_under_which_trace(lines):
    begin_trace(PARENT)
    logger("ideas").info("Published.", revision=7)
    (line,) = lines()
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "info",
        "part": "ideas",
        "event": "Published.",
        "revision": 7,
        "trace": TRACE,
    }


def test_a_trace_goes_on_from_where_it_came():
    assert begin_trace(PARENT) == trace() == TRACE
    version, same, parent, flags = traceparent().split("-")
    assert (version, same, flags) == ("00", TRACE, "01")
    assert parent != "00f067aa0ba902b7"


def test_a_newer_version_of_the_header_is_understood_as_far_as_we_know_it():
    assert begin_trace(PARENT.replace("00-", "01-", 1) + "-more") == TRACE


@pytest.mark.parametrize(
    "parent",
    [
        None,
        "",
        "nonsense",
        PARENT.upper(),
        PARENT + "-more",
        PARENT + "\n",
        f"ff-{TRACE}-00f067aa0ba902b7-01",
        f"00-{'0' * 32}-00f067aa0ba902b7-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE}-00f067aa0ba902b7",
    ],
)
def test_what_is_not_a_traceparent_begins_a_trace_of_its_own(parent):
    begin_trace(PARENT)
    assert begin_trace(parent) not in ("", TRACE)
    assert len(trace()) == 32


@pytest.mark.parametrize(
    "told",
    [
        "born 010190-1234",
        "born ٠١٠١٩٠١٢٣٤ in Aarhus",
        f"track {CODE} please",
        f"track {CODE.lower()} please",
        "write to karen@example.dk",
        "Authorization: Bearer abc.def.ghi",
        "mongodb://samskab:hunter2@db/ideas",
        "key 3q2-7wEAbcdefghijklmnopqrstuvwxyz0123456789AB",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJrYXJlbiJ9.c2lnbmF0dXJl",
    ],
)
@pytest.mark.parametrize("wrap", [str, lambda text: {"deep": [text]}, lambda text: {text: 1}])
def test_nothing_personal_and_no_secret_is_logged(lines, told, wrap):
    logger("ideas").info("seen", what=wrap(told))
    text = json.dumps(lines(), ensure_ascii=False)
    assert "[hidden]" in text
    for part in told.replace("://", " ").replace("@db", " ").split():
        if len(part) >= 10 and part.lower() not in ("authorization:",):
            assert part not in text


def test_what_is_named_like_a_secret_is_hidden_whatever_it_holds(lines):
    logger("gateway").info("asked", api_key="k", trackingCode="t", email="e", it=Secret("s"), n=2)
    (line,) = lines()
    hidden = [line[name] for name in ("api_key", "trackingCode", "email", "it")]
    assert (hidden, line["n"]) == (["[hidden]"] * 4, 2)


def test_ids_and_sentences_are_told_as_they_are(lines):
    idea = "123e4567-e89b-12d3-a456-426614174000"
    logger("ideas").info("They said that this will work well.", idea=idea, topic="samskab.x.ideas")
    (line,) = lines()
    assert line["event"] == "They said that this will work well."
    assert (line["idea"], line["topic"]) == (idea, "samskab.x.ideas")


def test_an_exception_is_told_with_its_traceback_but_not_what_it_quotes(lines):
    try:
        raise ValueError("cannot read 010190-1234")
    except ValueError:
        logger("ideas").exception("Did not work.")
    (line,) = lines()
    assert "test_telemetry.py" in line["exception"]
    assert line["exception"].endswith("ValueError: cannot read [hidden]")


def test_libraries_are_held_to_the_same(lines):
    logging.getLogger("urllib3.pool").warning("retry for %s", "karen@example.dk")
    logging.getLogger("urllib3.pool").info("not worth a line")
    (line,) = lines()
    assert (line["part"], line["event"]) == ("urllib3.pool", "retry for [hidden]")


def test_redact_leaves_numbers_alone():
    assert redact(None, "info", {"ms": 1.5, "n": 2501901234}) == {"ms": 1.5, "n": 2501901234}


@pytest.fixture
def client():
    app = Flask("library")
    watch_requests(app, "library")
    app.add_url_rule("/api/books/<id>", "book", lambda id: ({"id": id}, 418))
    app.add_url_rule("/livez", "livez", lambda: "ok")
    app.add_url_rule("/broken", "broken", lambda: 1 / 0)
    return app.test_client()


def test_a_request_leaves_one_line_without_its_path_or_query(lines, client):
    client.get("/api/books/karen?mail=karen@example.dk", headers={"traceparent": PARENT})
    (line,) = lines()
    assert line.pop("ms") >= 0
    del line["at"]
    assert line == {
        "level": "info",
        "part": "library",
        "event": "request",
        "method": "GET",
        "route": "/api/books/<id>",
        "status": 418,
        "trace": TRACE,
    }


def test_an_unknown_path_and_a_fault_are_told_by_their_status(lines, client):
    client.get("/karens/diary")
    client.get("/broken")
    told = [line for line in lines() if line["event"] == "request"]
    assert [(line["route"], line["status"]) for line in told] == [
        ("(no such route)", 404),
        ("/broken", 500),
    ]


def test_being_asked_for_ones_health_is_no_news(lines, client):
    client.get("/livez")
    assert lines() == []


def test_requests_are_measured_by_route_and_an_odd_method_is_not_a_new_number(client):
    client.open("/api/books/1", method="BREW")
    client.get("/api/books/2")
    text = metrics().decode()
    told = 'samskab_request_seconds_count{method="%s",part="library",route="%s",status="%s"}'
    assert told % ("GET", "/api/books/<id>", "418") in text
    assert told % ("other", "(no such route)", "405") in text
    assert "BREW" not in text

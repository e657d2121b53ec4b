"""Bad input gets an answer that helps: through the real door, in the caller's language."""

import json
from pathlib import Path

import pytest
import urllib3

GOOD = {"title": "Bænke", "body": "Flere bænke.", "language": "da"}
EVENT = {
    "specversion": "1.0",
    "id": "1",
    "source": "https://bad.example",
    "type": "dk.samskab.intake.idea.v1",
    "data": GOOD,
}
JSON, CLOUDEVENT = "application/json", "application/cloudevents+json"


def without(event, name):
    return {key: value for key, value in event.items() if key != name}


def with_data(**more):
    return EVENT | {"data": GOOD | more}


IDEAS = {
    "malformed JSON": (b'{"title": ', JSON, 400),
    "a field twice": (b'{"title": "a", "title": "b"}', JSON, 400),
    "not UTF-8": (b'{"title": "\xff"}', JSON, 400),
    "deep": (b'{"title": ' + b"[" * 5000 + b"]" * 5000 + b"}", JSON, 400),
    "a number that is none": (b'{"title": NaN}', JSON, 400),
    "a number too large": (b'{"title": 1e400}', JSON, 400),
    "a NUL": (json.dumps(GOOD | {"body": "a\0b"}).encode(), JSON, 400),
    "a lone surrogate": (b'{"title": "\\ud800", "body": "b", "language": "da"}', JSON, 400),
    "another format": (b"title=a", "text/plain", 415),
    "an unknown field": (GOOD | {"votes": 9}, JSON, 422),
    "a name": (GOOD | {"name": "A. Person"}, JSON, 422),
    "__proto__": (GOOD | {"__proto__": {"status": "published"}}, JSON, 422),
    "an operator": (GOOD | {"title": {"$gt": ""}}, JSON, 422),
    "a wrong type": (GOOD | {"title": 7}, JSON, 422),
    "no object": ([], JSON, 422),
    "a text too long": (GOOD | {"title": "x" * 201}, JSON, 422),
    "nothing in it": (GOOD | {"title": "  "}, JSON, 422),
    "turned text": (GOOD | {"title": "\u202efdp.exe"}, JSON, 422),
    "a CPR number": (GOOD | {"body": "251248-9996"}, JSON, 422),
    "a CPR number in Arabic digits": (GOOD | {"body": "٢٥١٢٤٨-٩٩٩٦"}, JSON, 422),
    "a CPR number with something invisible": (GOOD | {"body": "2512\u200b48 9996"}, JSON, 422),
    "a body too large": (GOOD | {"body": "x" * 600_000}, JSON, 413),
}
EVENTS = {
    "no id": (without(EVENT, "id"), CLOUDEVENT, 422),
    "no source": (without(EVENT, "source"), CLOUDEVENT, 422),
    "no type": (without(EVENT, "type"), CLOUDEVENT, 422),
    "another specversion": (EVENT | {"specversion": "0.3"}, CLOUDEVENT, 422),
    "another portal's source": (EVENT | {"source": "https://other.example"}, CLOUDEVENT, 403),
    "a type nobody knows": (EVENT | {"type": "dk.samskab.intake.wish.v1"}, CLOUDEVENT, 422),
    "one of our facts": (EVENT | {"type": "dk.samskab.idea.published.v1"}, CLOUDEVENT, 422),
    "no title": (EVENT | {"data": without(GOOD, "title")}, CLOUDEVENT, 422),
    "an unknown field": (with_data(votes=9), CLOUDEVENT, 422),
    "a wrong type": (with_data(title=7), CLOUDEVENT, 422),
    "a CPR number": (with_data(body="２５１２４８－９９９６"), CLOUDEVENT, 422),
    "malformed JSON": (b"{", CLOUDEVENT, 400),
    "another format": (b"<event/>", "text/xml", 415),
    "no data": (without(EVENT, "data"), CLOUDEVENT, 422),
}
QUERIES = {
    "/api/ideas?colour=red": 400,
    "/api/ideas?status[$ne]=published": 400,
    "/api/ideas?limit=1000000": 400,
    "/api/ideas?limit=2&limit=3": 400,
    "/api/ideas?after=nonsense": 400,
    "/api/ideas?status=secret": 400,
    "/api/ideas/nobody": 404,
    "/api/ideas/nobody/history": 404,
    "/api/calls/nobody": 404,
    "/api/nothing": 404,
    "/api/ideas/..%2f..%2fetc": 400,
    "/api//ideas": 404,
}


def ask(city, method, path, body=None, language="da", **headers):
    sent = body if isinstance(body, bytes | None) else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return urllib3.request(
        method,
        city.url + path,
        body=sent,
        headers={"Accept-Language": language} | named,
        redirect=False,
        retries=False,
    )


def helps(answer, status):
    """A problem that says what is wrong and repeats no number of a person."""
    told = answer.json()
    assert answer.headers["Content-Type"].startswith("application/problem+json"), answer.data
    assert answer.status == told["status"], told
    assert answer.status in (status, 400 if status == 422 else status), told
    assert told["title"]
    assert told["detail"]
    for number in ("251248", "٢٥١٢٤٨", "２５１２４８"):
        assert number not in answer.data.decode()
    return told


def in_both_languages(city, status, *asked, **headers):
    danish = helps(ask(city, *asked, language="da", **headers), status)
    english = helps(ask(city, *asked, language="en", **headers), status)
    assert danish["detail"] != english["detail"]


@pytest.fixture(scope="module")
def key(city):
    return city.portal("https://bad.example")


@pytest.mark.parametrize("what", IDEAS)
def test_an_idea_that_cannot_be_taken_is_refused_so_that_it_helps(city, what):
    body, kind, status = IDEAS[what]
    in_both_languages(city, status, "POST", "/api/ideas", body, Content_Type=kind)


@pytest.mark.parametrize("what", EVENTS)
def test_an_event_that_cannot_be_taken_is_refused_so_that_it_helps(city, key, what):
    body, kind, status = EVENTS[what]
    headers = {"Content_Type": kind, "X_API_Key": key}
    in_both_languages(city, status, "POST", "/events", body, **headers)


@pytest.mark.parametrize("path", QUERIES)
def test_an_address_or_query_that_leads_nowhere_says_so(city, path):
    in_both_languages(city, QUERIES[path], "GET", path)


def test_commands_that_come_too_late_or_mean_something_else_are_refused(city):
    moderator = city.moderator()
    once = {"Content_Type": JSON, "Idempotency_Key": "the same"}
    made = ask(city, "POST", "/api/ideas", GOOD, X_API_Key=moderator, **once).json()
    other = GOOD | {"title": "Læ"}
    in_both_languages(city, 422, "POST", "/api/ideas", other, X_API_Key=moderator, **once)
    path = f"/api/ideas/{made['id']}/publish"
    stale = {"X_API_Key": moderator, "Content_Type": JSON, "If_Match": '"v7"'}
    in_both_languages(city, 412, "POST", path, {}, **stale)
    in_both_languages(city, 401, "POST", path, {}, Content_Type=JSON)
    wrong = {"Content_Type": JSON, "X_API_Key": "smk_nobody_nothing"}
    in_both_languages(city, 401, "POST", path, {}, **wrong)


def test_nothing_of_all_this_was_a_fault_of_ours_or_left_a_number_behind(city):
    assert '"status": 500' not in city.log
    for number in ("251248", "٢٥١٢٤٨", "２５１２４８"):
        assert number not in city.log
    for file in filter(Path.is_file, city.folder.glob("*.db*")):
        held = file.read_bytes()
        for number in ("251248-9996", "٢٥١٢٤٨", "２５１２４８"):
            assert number.encode() not in held, file

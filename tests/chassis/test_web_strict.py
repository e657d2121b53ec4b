"""Strict fields take exactly what is meant, and say of anything else where it stands."""

import json
from datetime import UTC, datetime

import pytest

from chassis.changes import Text

CPR = "251248-9996"
GOOD = {"title": "Benches by the stream", "language": "en"}
LONG = "x" * 61
TEXTS = [{"lang": "ar", "text": "مقاعد"}, {"lang": "da", "text": "bænke", "source": "machine"}]
UNFIT = {
    "not an object": ([], ""),
    "a text only": ("hello", ""),
    "null": (None, ""),
    "a field is missing": ({}, "/title"),
    "an unknown field": (GOOD | {"status": "published"}, "/status"),
    "mass assignment": (GOOD | {"ownerDepartmentId": "x"}, "/ownerDepartmentId"),
    "a dangerous name": (GOOD | {"__proto__": {"x": 1}}, "/__proto__"),
    "another dangerous name": (GOOD | {"constructor": 1}, "/constructor"),
    "a name with a slash": (GOOD | {"a/b~c": 1}, "/a~1b~0c"),
    "our own spelling": (GOOD | {"age_band": "adult"}, "/age_band"),
    "a number for a text": (GOOD | {"ageBand": 7}, "/ageBand"),
    "an operator for a text": (GOOD | {"ageBand": {"$gt": ""}}, "/ageBand"),
    "a list for a text": (GOOD | {"callId": ["x"]}, "/callId"),
    "null for a text": (GOOD | {"ageBand": None}, "/ageBand"),
    "another word": (GOOD | {"ageBand": "dog"}, "/ageBand"),
    "text for a number": (GOOD | {"howMany": "7"}, "/howMany"),
    "true for a number": (GOOD | {"howMany": True}, "/howMany"),
    "a part for a number": (GOOD | {"howMany": 1.0}, "/howMany"),
    "too many": (GOOD | {"howMany": 10}, "/howMany"),
    "text for a switch": (GOOD | {"wanted": "true"}, "/wanted"),
    "a number for a switch": (GOOD | {"wanted": 1}, "/wanted"),
    "a time without offset": (GOOD | {"until": "2026-03-01T12:00:00"}, "/until"),
    "a day for a time": (GOOD | {"until": "2026-03-01"}, "/until"),
    "no such day": (GOOD | {"until": "2026-02-30T12:00:00Z"}, "/until"),
    "a number for a time": (GOOD | {"until": 1}, "/until"),
    "before all time": (GOOD | {"until": "0001-01-01T00:00:00+14:00"}, "/until"),
    "an id with a space": (GOOD | {"callId": "a b"}, "/callId"),
    "an id that goes up": (GOOD | {"callId": "../x"}, "/callId"),
    "a text that is no list": (GOOD | {"title": 7}, "/title"),
    "no text at all": (GOOD | {"title": []}, "/title"),
    "a blank text": (GOOD | {"title": " \n\u00a0"}, "/title"),
    "an invisible text": (GOOD | {"title": "\u200b\u200d\u2060"}, "/title"),
    "an over-long text": (GOOD | {"title": LONG}, "/title"),
    "a control character": (GOOD | {"title": "a\x07b"}, "/title"),
    "an override": (GOOD | {"title": "fdp\u202eexe"}, "/title"),
    "an isolate left open": (GOOD | {"body": "a \u2067b"}, "/body"),
    "an isolate never begun": (GOOD | {"body": "a \u2069b"}, "/body"),
    "a tower of marks": (GOOD | {"title": "a" + "\u0300\u0316" * 20}, "/title"),
    "a text without language": ({"title": "Benches"}, "/title"),
    "no such language": ({"title": "Benches", "language": "english!"}, "/language"),
    "a language that is a number": ({"title": "Benches", "language": 7}, "/language"),
    "a text in the list that is none": (GOOD | {"title": ["x"]}, "/title/0"),
    "a text in the list without words": (GOOD | {"title": [{"lang": "da"}]}, "/title/0/text"),
    "a text in the list without language": (GOOD | {"title": [{"text": "x"}]}, "/title/0/lang"),
    "an unknown field in a text": (GOOD | {"title": [TEXTS[0] | {"dir": "rtl"}]}, "/title/0/dir"),
    "no such source": (GOOD | {"title": [TEXTS[0] | {"source": "cat"}]}, "/title/0/source"),
    "a first text that is no original": (GOOD | {"title": TEXTS[::-1]}, "/title/0/source"),
    "two originals": (
        GOOD | {"title": [TEXTS[0], TEXTS[1] | {"source": "original"}]},
        "/title/1/source",
    ),
    "a language twice": (
        GOOD | {"title": [TEXTS[0], TEXTS[0] | {"source": "human"}]},
        "/title/1/lang",
    ),
    "too many languages": (GOOD | {"title": [TEXTS[0]] * 21}, "/title"),
    "deep inside": (GOOD | {"places": [{"street": "A"}, {"street": 1}]}, "/places/1/street"),
    "an object for a list": (GOOD | {"places": {}}, "/places"),
    "a CPR number": (GOOD | {"body": f"Call {CPR} today"}, "/body"),
    "a CPR number in Arabic digits": (GOOD | {"body": "رقمي ٢٥١٢٤٨-٩٩٩٦"}, "/body"),
    "a CPR number in a list": ({"title": [{"lang": "da", "text": f"er {CPR}"}]}, "/title/0/text"),
    "a CPR number as a name": (GOOD | {CPR: "x"}, None),
}


@pytest.mark.parametrize(("sent", "pointer"), UNFIT.values(), ids=UNFIT)
def test_what_is_understood_and_cannot_be_taken_is_refused_with_its_place(
    ask, app, sent, pointer, refused
):
    answer = ask("POST", "/api/things", json.dumps(sent).encode())
    told = refused(answer, 422, pointer)
    assert CPR not in answer.text
    assert "٩٩٩٦" not in told["detail"]
    assert app.kept == []


def test_every_mistake_is_told_at_once_and_in_the_callers_language(ask, refused):
    sent = {"title": "", "language": "en", "howMany": "x", "extra": 1}
    english = refused(ask("POST", "/api/things", sent), 422)
    danish = refused(ask("POST", "/api/things", sent, lang="da-DK, en;q=0.5"), 422)
    assert english["errors"] == [
        {"pointer": "/title", "detail": "Please write something here."},
        {"pointer": "/howMany", "detail": "This must be a whole number."},
        {"pointer": "/extra", "detail": "This field is not known here."},
    ]
    assert danish["errors"][1]["detail"] == "Dette skal være et helt tal."
    assert danish["title"] == "Ret venligst dette"


def test_what_is_good_is_taken_as_it_was_meant(ask, app):
    sent = {
        "title": "  Bænke  langs\nåen ",
        "body": "Nær\r\nvandet \u2067שלום\u2069",
        "language": "DA-dk",
        "ageBand": "adult",
        "howMany": 3,
        "wanted": False,
        "until": "2026-03-01T13:00:00.5+01:00",
        "callId": "c-1",
    }
    answer = ask("POST", "/api/things", sent)
    assert answer.status_code == 201
    assert answer.headers["ETag"] == '"v7"'
    assert answer.headers["Location"] == "/api/things/a%20b"
    assert answer.json == {
        "id": "a b",
        "edition": 7,
        "title": [{"lang": "da", "text": "Hej", "source": "original"}],
        "createdAt": "2026-03-01T12:00:00.000Z",
    }
    ((new, _cause),) = app.kept
    assert new["title"] == (Text("da-DK", "Bænke langs åen"),)
    assert new["body"] == (Text("da-DK", "Nær\nvandet \u2067שלום\u2069"),)
    assert new["until"] == datetime(2026, 3, 1, 12, 0, 0, 500_000, UTC)
    assert (new["how_many"], new["wanted"], new["age_band"]) == (3, False, "adult")

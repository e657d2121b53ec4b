import io
import json
import re
import time
from datetime import UTC, datetime

import marshmallow
import pytest
from flask import Flask, abort
from hypothesis import given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate as validate_openapi

from chassis.changes import Text, TextSource
from chassis.errors import Busy, Conflict, EditionNeeded, NotOpen, TooMany
from chassis.identity import NOBODY, Caller, Signer, Verifier
from chassis.telemetry import watch_requests
from chassis.web import (
    Boolean,
    Id,
    Instant,
    Integer,
    LanguageField,
    Listed,
    Paged,
    Shown,
    Strict,
    String,
    TextsField,
    caller,
    cause,
    fields,
    gives,
    json_schema,
    listed,
    mind_manners,
    openapi,
    proper,
    read_json,
    takes,
    validate,
)
from chassis.web.proper import Improper
from chassis.web.sentences import MARSHMALLOW, ours
from chassis.words import Sentence, Words, _

SECRET = "a secret that is long enough for everybody"
PORTAL = Caller(kind="key", subject="key-1", role="portal", scopes=("intake",), source="/portal")
OTHER = Caller(kind="key", subject="key-2", role="portal", scopes=("intake",))
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = Words()
CPR = "251248-9996"


class Place(Strict):
    street = String(required=True, max_length=20)


class New(Strict):
    title = TextsField(required=True, max_length=60, one_line=True)
    body = TextsField(max_length=500)
    language = LanguageField()
    age_band = String(validate=validate.OneOf(["child", "adult"]))
    how_many = Integer(validate=validate.Range(1, 9))
    wanted = Boolean()
    until = Instant()
    call_id = Id()
    places = fields.List(fields.Nested(Place))


class Query(Paged):
    kind = String(validate=validate.OneOf(["idea", "need"]))
    status = fields.List(String())
    open = Boolean()


class Thing(Shown):
    id = String(required=True)
    edition = Integer()
    title = TextsField(max_length=60)
    created_at = Instant()


THING = {"id": "a b", "edition": 7, "title": (Text("da", "Hej"),), "created_at": NOON}


@pytest.fixture(scope="module")
def app():
    app = Flask("trial", static_folder=None)
    watch_requests(app, "trial")
    mind_manners(app, WORDS, Verifier(SECRET, "trial"))
    app.kept = []

    @app.post("/api/things")
    @takes(New)
    @gives(Thing, 201, at="/api/things/{id}")
    def make(**new):
        """Make a thing.

        And say so at length.
        """
        app.kept.append((new, cause()))
        return THING

    @app.get("/api/things")
    @takes(query=Query)
    @listed(Thing)
    def all_of_them(limit, after, **wanted):
        """List the things."""
        app.kept.append((limit, after, wanted))
        return Listed([THING] * limit, None if after else "the next place")

    @app.get("/api/things/<thing_id>")
    @gives(Thing)
    def one(thing_id):
        """Show a thing."""
        return THING | {"id": thing_id}

    @app.put("/api/things/<thing_id>")
    @takes(New)
    @gives(Thing)
    def put(thing_id, **new):
        """Change a thing."""
        app.kept.append(cause(edited=True))
        return THING

    @app.post("/api/things/<thing_id>/close")
    @gives(Thing)
    def close(thing_id):
        """Close it."""
        app.kept.append(cause())
        return THING

    @app.get("/api/trouble/<kind>")
    @gives(Thing)
    def trouble(kind):
        """Refuse."""
        raise TROUBLE[kind]

    @app.get("/api/who")
    def who():
        return {"subject": caller().subject}

    @app.get("/livez")
    def livez():
        return "ok"

    @app.get("/teapot")
    def teapot():
        abort(418)

    return app


TROUBLE = {
    "closed": NotOpen("There is nothing with this id.", pointer="/status"),
    "busy": Busy("Too much is happening right now. Please try again in a moment.", seconds=7),
    "many": TooMany("Too many change this at once. Please try again."),
    "listing": NotOpen("Closed.").beside(steps=["a"], status=200),
    "edition": EditionNeeded(
        "Say with If-Match which edition you change; its ETag tells, such as “v7”."
    ),
    "conflict": Conflict(),
    "bug": RuntimeError(f"secret {CPR}"),
    "personal": NotOpen("This is missing.", pointer=f"/{CPR}"),
}


@pytest.fixture
def ask(app):
    client, signer = app.test_client(), Signer(SECRET, "trial")
    app.kept.clear()

    def ask(method, path, body=None, who=PORTAL, lang="en", environ=None, **headers):
        headers = {k.replace("_", "-"): v for k, v in headers.items()}
        headers = {"X-Samskab-Caller": signer.sign(who), "Accept-Language": lang} | headers
        sent = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        if sent is not None:
            headers.setdefault("Content-Type", "application/json")
        return client.open(
            path, method=method, data=sent, headers=headers, environ_overrides=environ
        )

    return ask


def refused(answer, status, pointer=None):
    """Assert that an answer is a problem as it should be, and return it."""
    told = json.loads(answer.data)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    assert told["type"] == "about:blank"
    if pointer is not None:
        assert pointer in [each.get("pointer") for each in told.get("errors", [])]
    return told


GOOD = {"title": "Benches by the stream", "language": "en"}
LONG = "x" * 61
DEEP = b'{"title": ' + b"[" * 40 + b"]" * 40 + b"}"
FAR_TOO_DEEP = b"[" * 200_000
HALF = "\\ud800"
BAD_JSON = {
    "nothing like JSON": (b"hello", ""),
    "cut off": (b'{"title": "x"', ""),
    "a comma too many": (b'{"title": "x",}', ""),
    "a single quote": (b"{'title': 'x'}", ""),
    "two values": (b"{} {}", ""),
    "a field twice": (b'{"title": "x", "title": "y"}', "/title"),
    "a field twice inside": (b'{"places": [{}, {"street": 1, "street": 1}]}', "/places/1/street"),
    "a field twice, written differently": (b'{"title": 1, "t\\u0069tle": 2}', "/title"),
    "NaN": (b'{"howMany": NaN}', "/howMany"),
    "Infinity": (b'{"howMany": -Infinity}', "/howMany"),
    "1e400": (b'{"howMany": 1e400}', "/howMany"),
    "more than 64 bits": (b'{"howMany": 9223372036854775808}', "/howMany"),
    "a million digits": (b'{"howMany": ' + b"9" * 400_000 + b"}", "/howMany"),
    "NUL": (b'{"title": "a\\u0000b"}', "/title"),
    "NUL as it is": (b'{"title": "a\x00b"}', ""),
    "half a pair": (f'{{"title": "a{HALF}"}}'.encode(), "/title"),
    "half a pair, deep": (f'{{"places": [{{"street": "{HALF}"}}]}}'.encode(), "/places/0/street"),
    "half a pair in a name": (f'{{"{HALF}": 1}}'.encode(), None),
    "not UTF-8": (b'{"title": "\xff\xfe"}', "/title"),
    "Latin-1": ('{"title": "bænke"}'.encode("latin-1"), "/title"),
    "UTF-16": ('{"title": "x"}'.encode("utf-16"), None),
    "a surrogate in UTF-8": (b'{"title": "\xed\xa0\x80"}', "/title"),
    "a byte order mark": (b'\xef\xbb\xbf{"title": "x"}', None),
    "too deep": (DEEP, None),
    "far too deep": (FAR_TOO_DEEP, None),
    "only white space": (b"  ", ""),
}


@pytest.mark.parametrize(("sent", "pointer"), BAD_JSON.values(), ids=BAD_JSON)
def test_json_that_could_mean_two_things_or_none_is_refused_with_its_place(ask, sent, pointer):
    refused(ask("POST", "/api/things", sent), 400, pointer or None)


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
def test_what_is_understood_and_cannot_be_taken_is_refused_with_its_place(ask, app, sent, pointer):
    answer = ask("POST", "/api/things", json.dumps(sent).encode())
    told = refused(answer, 422, pointer)
    assert CPR not in answer.text
    assert "٩٩٩٦" not in told["detail"]
    assert app.kept == []


def test_every_mistake_is_told_at_once_and_in_the_callers_language(ask):
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


def test_texts_come_in_several_languages_the_original_first(ask, app):
    ask("POST", "/api/things", {"title": [*TEXTS, {"lang": "zh-hant", "text": "長椅"}]})
    assert app.kept[0][0]["title"] == (
        Text("ar", "مقاعد", TextSource.ORIGINAL),
        Text("da", "bænke", TextSource.MACHINE),
        Text("zh-Hant", "長椅", TextSource.HUMAN),
    )


def test_a_text_is_kept_in_nfc_and_measured_in_code_points():
    assert proper("e\u0301", 1) == "é"
    assert proper("👩‍👩‍👧 😀", 10) == "👩‍👩‍👧 😀"
    assert proper("می‌خواهم", 60) == "می‌خواهم"
    with pytest.raises(Improper):
        proper("😀" * 11, 10)


@pytest.mark.parametrize(
    "text", ["a\u0300\u0316" * 300_000, "\u0300\u0316" * 300_000, "\u202a" * 500_000, " " * 500_000]
)
def test_a_hostile_text_costs_no_time(text):
    began = time.perf_counter()
    with pytest.raises(Improper):
        proper(text, 500)
    assert time.perf_counter() - began < 0.5


CONTENT_TYPES = {
    "text/plain": 415,
    "application/x-www-form-urlencoded": 415,
    "application/json; charset=utf-16": 415,
    "application/jsonp": 415,
    "application/merge-patch+json": 415,
    "": 415,
    "nonsense": 415,
    "application/json": 201,
    "Application/JSON; charset=UTF-8": 201,
    'application/json;charset="utf-8"': 201,
}


@pytest.mark.parametrize(("kind", "status"), CONTENT_TYPES.items())
def test_only_json_in_utf_8_is_taken_for_json(ask, kind, status):
    assert ask("POST", "/api/things", GOOD, Content_Type=kind).status_code == status


def test_a_compressed_body_is_refused(ask):
    refused(ask("POST", "/api/things", GOOD, Content_Encoding="gzip"), 415)


def test_a_body_that_is_too_large_is_refused_whether_or_not_its_length_is_told(ask, app):
    large = b'{"title": "' + b"x" * 600_000 + b'"}'
    told = refused(ask("POST", "/api/things", large), 413)
    assert "512" in told["detail"]
    unknown = {"wsgi.input_terminated": True, "wsgi.input": io.BytesIO(large)}
    refused(ask("POST", "/api/things", b"", environ=unknown, Transfer_Encoding="chunked"), 413)


def test_no_body_at_all_tells_what_is_missing(ask):
    refused(ask("POST", "/api/things"), 422, "/title")


BAD_QUERIES = {
    "colour=red": "colour",
    "limit=20&limit=20": "limit",
    "kind=idea&kind=idea": "kind",
    "limit=0": "limit",
    "limit=101": "limit",
    "limit=1000000000000000000000": "limit",
    "limit=ten": "limit",
    "limit=": "limit",
    "limit=%D9%A2": "limit",
    "kind=dog": "kind",
    "kind[$ne]=idea": "kind[$ne]",
    "open=maybe": "open",
    "after=%00": "after",
    "__proto__=1": "__proto__",
}


@pytest.mark.parametrize(("query", "name"), BAD_QUERIES.items())
def test_a_query_that_is_not_known_repeated_or_wrong_is_refused_by_name(ask, app, query, name):
    told = refused(ask("GET", f"/api/things?{query}"), 400)
    assert [each["parameter"] for each in told["errors"]] == [name]
    assert app.kept == []


def test_a_query_that_is_not_utf_8_or_endless_is_refused(ask):
    refused(ask("GET", "/api/things?kind=%ff"), 400)
    refused(ask("GET", "/api/things?" + "status=a&" * 201), 400)


def test_a_cpr_number_in_a_query_is_not_repeated(ask):
    for query in (f"kind={CPR}", f"{CPR}=1"):
        answer = ask("GET", f"/api/things?{query}")
        refused(answer, 422)
        assert CPR not in answer.text


def test_a_list_comes_in_pages_with_a_link_to_the_next(ask, app):
    answer = ask("GET", "/api/things?status=a&status=b&open=true&limit=2")
    assert len(answer.json["items"]) == 2
    link = re.fullmatch(r'<(.+)>; rel="next"', answer.headers["Link"])[1]
    assert link == "/api/things?status=a&status=b&open=true&limit=2&after=the+next+place"
    again = ask("GET", link)
    assert "Link" not in again.headers
    assert [kept[:2] for kept in app.kept] == [(2, None), (2, "the next place")]
    assert app.kept[0][2] == {"status": ["a", "b"], "open": True}


def test_a_list_has_twenty_unless_asked(ask, app):
    ask("GET", "/api/things")
    assert app.kept == [(20, None, {})]


ERRORS = {
    ("GET", "/api/nothing"): 404,
    ("GET", "/api/things/x/y"): 404,
    ("GET", "/api//things"): 404,
    ("GET", "/api/things/a%00b"): 404,
    ("GET", "/api/things/%ED%A0%80"): 404,
    ("GET", "/api/things/" + "x" * 201): 404,
    ("GET", "/api/things/a%20b"): 404,
    ("GET", "/api/things/251248-9996"): 404,
    ("DELETE", "/api/things"): 405,
    ("PATCH", "/api/things/1"): 405,
    ("BREW", "/api/things"): 405,
    ("GET", "/api/things/1?x=1"): 400,
    ("GET", "/teapot"): 418,
    ("GET", "/api/trouble/closed"): 409,
    ("GET", "/api/trouble/busy"): 503,
    ("GET", "/api/trouble/many"): 429,
    ("GET", "/api/trouble/edition"): 428,
    ("GET", "/api/trouble/conflict"): 503,
    ("GET", "/api/trouble/bug"): 500,
}


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize(("asked", "status"), ERRORS.items())
def test_every_error_is_a_problem_in_the_callers_language(ask, asked, status, lang):
    answer = ask(*asked, lang=lang)
    told = refused(answer, status)
    assert answer.headers["Content-Language"] == lang
    assert "Accept-Language" in answer.headers["Vary"]
    assert WORDS.say("da", told["detail"]) == told["detail"] if lang == "da" else True


def test_a_refusal_names_the_place_and_the_time_to_come_back(ask):
    refused(ask("GET", "/api/trouble/closed"), 409, "/status")
    assert ask("GET", "/api/trouble/busy").headers["Retry-After"] == "7"
    assert ask("GET", "/api/trouble/many").headers["Retry-After"] == "1"
    assert set(ask("DELETE", "/api/things").headers["Allow"].split(", ")) >= {"GET", "POST"}


def test_a_refusal_tells_programs_more_and_never_in_place_of_what_all_are_told(ask):
    told = refused(ask("GET", "/api/trouble/listing"), 409)
    assert (told["steps"], told["status"]) == (["a"], 409)


def test_a_bug_tells_its_trace_and_nothing_else(ask, capfd):
    parent = "00-" + "ab" * 16 + "-" + "cd" * 8 + "-01"
    answer = ask("GET", "/api/trouble/bug", traceparent=parent)
    told = refused(answer, 500)
    assert told["trace"] == "ab" * 16
    assert "secret" not in answer.text
    logged = capfd.readouterr().err
    assert "RuntimeError" in logged
    assert "ab" * 16 in logged
    assert CPR not in logged


def test_no_pointer_repeats_a_cpr_number(ask):
    assert CPR not in ask("GET", "/api/trouble/personal").text


def test_a_slash_at_the_end_makes_no_difference(ask):
    assert ask("GET", "/api/things/").status_code == 200
    assert ask("POST", "/api/things/", GOOD).status_code == 201


def test_a_body_that_nobody_reads_is_refused_field_by_field(ask, app):
    refused(ask("POST", "/api/things/1/close", {"why": "x"}), 422, "/why")
    refused(ask("POST", "/api/things/1/close", b"{"), 400)
    assert ask("POST", "/api/things/1/close").status_code == 200
    assert ask("POST", "/api/things/1/close", {}).status_code == 200
    assert len(app.kept) == 2


def test_nobody_comes_in_except_through_the_gateway(app):
    client = app.test_client()
    assert client.get("/livez").status_code == 200
    stranger = Signer(SECRET, "another").sign(PORTAL)
    forger = Signer(SECRET[::-1], "trial").sign(PORTAL)
    for token in (None, "", "x", "a.b.c", stranger, forger, "x" * 9000):
        headers = {"X-Samskab-Caller": token} if token is not None else {}
        for path in ("/api/things", "/api/nothing", "/nothing", "/livez/x"):
            answer = client.get(path, headers=headers | {"X-User-Id": "1", "X-Roles": "operator"})
            told = refused(answer, 401)
            assert "gateway" in told["detail"]
            assert answer.headers["WWW-Authenticate"]


def test_the_caller_is_who_the_gateway_says(ask):
    assert ask("GET", "/api/who").json == {"subject": "key-1"}
    assert ask("GET", "/api/who", who=NOBODY).json == {"subject": ""}


def test_what_another_sites_page_sends_is_refused(ask, app):
    for site in ("cross-site", "same-site", "nonsense"):
        refused(ask("POST", "/api/things", GOOD, Sec_Fetch_Site=site), 403)
    assert app.kept == []
    for site in ("same-origin", "none"):
        assert ask("POST", "/api/things", GOOD, Sec_Fetch_Site=site).status_code == 201
    assert ask("GET", "/api/things", Sec_Fetch_Site="cross-site").status_code == 200


def test_the_same_key_of_the_same_caller_is_the_same_cause(ask, app):
    def sent(body=GOOD, who=PORTAL, key="k 1", path="/api/things"):
        ask("POST", path, body, who=who, Idempotency_Key=key)
        kept = app.kept.pop()
        return kept[1] if isinstance(kept, tuple) else kept

    first, again = sent(), sent(dict(reversed(GOOD.items())))
    assert (first.id, first.hash, first.keyed) == (again.id, again.hash, True)
    assert first.new_id("idea") == again.new_id("idea")
    assert sent(GOOD | {"howMany": 1}).id == first.id
    assert sent(GOOD | {"howMany": 1}).hash != first.hash
    assert sent(key="k 2").id != first.id
    assert sent(who=OTHER).id != first.id
    assert (
        sent(None, path="/api/things/1/close").hash != sent(None, path="/api/things/2/close").hash
    )


def test_without_a_key_every_request_is_a_cause_of_its_own(ask, app):
    parent = "00-" + "ab" * 16 + "-" + "cd" * 8 + "-01"
    for _again in range(2):
        ask("POST", "/api/things", GOOD, traceparent=parent)
    (_new, first), (_same, second) = app.kept
    assert first.id != second.id
    assert (first.keyed, first.role, first.correlation) == (False, "portal", "ab" * 16)


@pytest.mark.parametrize("key", ["x" * 201, "a\tb", "bænk", " ", ""])
def test_an_idempotency_key_is_short_and_printable(ask, key):
    refused(ask("POST", "/api/things", GOOD, Idempotency_Key=key), 400)


@pytest.mark.parametrize(
    ("said", "edition"),
    [
        ('"v7"', 7),
        ('"v0"', 0),
        *[(wrong, None) for wrong in ('W/"v7"', "*", '"7"', "v7", '"v7", "v8"', '"v07"', "")],
        (f'"v{"9" * 30}"', None),
    ],
)
def test_if_match_is_one_etag_as_it_was_given(ask, app, said, edition):
    answer = ask("PUT", "/api/things/1", GOOD, If_Match=said)
    if edition is None:
        refused(answer, 400)
    else:
        assert app.kept[0].edition == edition


def test_who_edits_must_say_which_edition(ask):
    refused(ask("PUT", "/api/things/1", GOOD), 428)


def test_every_answer_keeps_to_whom_it_is_for(ask):
    for answer in (
        ask("GET", "/api/things"),
        ask("GET", "/api/nothing"),
        ask("GET", "/api/trouble/bug"),
    ):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_openapi_is_valid_and_says_what_is_true(app):
    document = openapi(app, "Trial")
    validate_openapi(document)
    assert document["openapi"] == "3.1.0"
    make = document["paths"]["/api/things"]["post"]
    assert make["summary"] == "Make a thing."
    assert make["description"] == "And say so at length."
    assert make["responses"]["default"] == {"$ref": "#/components/responses/Problem"}
    assert "Idempotency-Key" in [each["name"] for each in make["parameters"]]
    found = document["components"]["schemas"]
    assert found["New"]["additionalProperties"] is False
    assert "ageBand" in found["New"]["properties"]
    assert found["New"]["required"] == ["title"]
    assert "additionalProperties" not in found["Thing"]
    query = document["paths"]["/api/things"]["get"]["parameters"]
    assert {each["name"] for each in query} == {"limit", "after", "kind", "status", "open"}
    (place,) = document["paths"]["/api/things/{thing_id}"]["get"]["parameters"]
    assert (place["in"], place["required"]) == ("path", True)
    assert document["components"]["securitySchemes"]["key"]["name"] == "X-API-Key"
    assert "/livez" not in document["paths"]


def test_a_schema_can_stand_alone_as_json_schema():
    told = json_schema(New, "a new thing")
    assert told["properties"]["title"]["anyOf"][1]["items"] == {"$ref": "#/$defs/Text"}
    assert told["$defs"]["Place"]["required"] == ["street"]


def test_every_sentence_of_marshmallows_is_one_of_ours():
    theirs = set()
    never_told = ("cannot be formatted", "{{")
    for kind in vars(marshmallow.fields).values():
        if isinstance(kind, type) and issubclass(kind, marshmallow.fields.Field):
            theirs |= set(getattr(kind, "default_error_messages", {}).values())
    for rule in (validate.Range(1, 2), validate.Length(1, 2), validate.Length(equal=1)):
        theirs |= {str(v) for k, v in vars(type(rule)).items() if k.startswith("message_m")}
    known = {sentence.key for sentence in MARSHMALLOW.values()}
    foreign = {m for m in theirs if isinstance(m, str) and ours(m).key not in known}
    assert [m for m in foreign if not any(each in m for each in never_told)] == []


@pytest.mark.parametrize(
    ("rule", "value", "told"),
    [
        (validate.Range(1, 9), 10, "This must be from 1 to 9."),
        (validate.Range(min=1), 0, "This must be at least 1."),
        (validate.Range(max=1), 2, "This must be at most 1."),
        (validate.Length(max=2), "abc", "This is too long; at most 2 fit in."),
        (validate.Length(min=2), "a", "This is too short; at least 2 are needed."),
        (validate.Length(2, 3), "a", "The length must be from 2 to 3."),
        (validate.Length(equal=2), "a", "The length must be 2."),
        (validate.OneOf("ab"), "c", "This must be one of: a, b."),
        (validate.Regexp("a"), "b", "This is not written in the expected way."),
        (validate.Equal(3), 4, "This must be 3."),
    ],
)
def test_marshmallows_rules_speak_our_language(rule, value, told):
    with pytest.raises(validate.ValidationError) as wrong:
        rule(value)
    sentence = ours(wrong.value.messages[0])
    assert sentence == told
    assert WORDS.say("da", sentence).startswith(("Dette", "Længden"))


def test_a_sentence_of_our_own_stays_as_it_is():
    mine = _("Only {n} today", n=3)
    assert ours(mine) is mine
    assert ours("Something else") == Sentence("Something else")


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.text()
    | st.floats(-1e300, 1e300),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(JSON)
def test_good_json_is_read_as_it_is(value):
    text = json.dumps(value)
    if "\\u0000" not in text:
        assert read_json(text.encode()) == value


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_whatever_is_sent_gets_an_answer_that_is_not_our_mistake(sent):
    told = CLIENT.post("/api/things", data=sent, headers=HEADERS)
    assert told.status_code in (201, 400, 422)
    json.loads(told.data)


def bare():
    app = Flask("bare", static_folder=None)
    mind_manners(app, WORDS)

    @app.post("/api/things")
    @takes(New)
    @gives(Thing, 201)
    def make(**new):
        return THING

    return app.test_client()


CLIENT, HEADERS = bare(), {"Content-Type": "application/json"}

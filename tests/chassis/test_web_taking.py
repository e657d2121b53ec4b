"""What a route takes: a body of one kind and size, and the query it knows."""

import io

import pytest

CPR = "251248-9996"
GOOD = {"title": "Benches by the stream", "language": "en"}


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


def test_a_compressed_body_is_refused(ask, refused):
    refused(ask("POST", "/api/things", GOOD, Content_Encoding="gzip"), 415)


def test_a_body_that_is_too_large_is_refused_whether_or_not_its_length_is_told(ask, app, refused):
    large = b'{"title": "' + b"x" * 600_000 + b'"}'
    told = refused(ask("POST", "/api/things", large), 413)
    assert "512" in told["detail"]
    unknown = {"wsgi.input_terminated": True, "wsgi.input": io.BytesIO(large)}
    refused(ask("POST", "/api/things", b"", environ=unknown, Transfer_Encoding="chunked"), 413)


def test_no_body_at_all_tells_what_is_missing(ask, refused):
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
def test_a_query_that_is_not_known_repeated_or_wrong_is_refused_by_name(
    ask, app, query, name, refused
):
    told = refused(ask("GET", f"/api/things?{query}"), 400)
    assert [each["parameter"] for each in told["errors"]] == [name]
    assert app.kept == []


def test_a_query_that_is_not_utf_8_or_endless_is_refused(ask, refused):
    refused(ask("GET", "/api/things?kind=%ff"), 400)
    refused(ask("GET", "/api/things?" + "status=a&" * 201), 400)


def test_a_cpr_number_in_a_query_is_not_repeated(ask, refused):
    for query in (f"kind={CPR}", f"{CPR}=1"):
        answer = ask("GET", f"/api/things?{query}")
        refused(answer, 422)
        assert CPR not in answer.text

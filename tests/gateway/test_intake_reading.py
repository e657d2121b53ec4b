import json

import pytest
from cloudevents.core.bindings.http import to_binary_event, to_structured_event
from cloudevents.core.v1.event import CloudEvent

from chassis.errors import Refusal
from gateway.intake import read_events

EVENT = {
    "specversion": "1.0",
    "id": "42",
    "source": "/portal",
    "type": "dk.samskab.intake.idea.v1",
    "data": {"title": "Bænke"},
}


def structured(body, kind="application/cloudevents+json"):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return read_events({"CONTENT_TYPE": kind}, raw)


def binary(data=b"{}", kind="application/json", **headers):
    environ = {"CONTENT_TYPE": kind} | {f"HTTP_CE_{k}": v for k, v in headers.items()}
    return read_events(environ, data)


def test_a_structured_event_is_one_json_object():
    batch, (given,) = structured(EVENT)
    assert batch is False
    assert given.attributes["id"] == "42"
    assert (given.data, given.at) == ({"title": "Bænke"}, "/data")


def test_an_attribute_that_is_null_is_not_there():
    _, (given,) = structured(EVENT | {"time": None})
    assert "time" not in given.attributes


def test_a_binary_event_has_its_attributes_in_headers():
    batch, (given,) = binary(
        b'{"title": "B"}', SPECVERSION="1.0", ID="42", SOURCE="/portal", TYPE="t", COMEXT="x"
    )
    assert batch is False
    assert (given.data, given.at) == ({"title": "B"}, "")
    assert given.attributes["comext"] == "x"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("plain", "plain"),
        ("Euro%20%E2%82%AC%20%F0%9F%98%80", "Euro € 😀"),
        ("%22quoted%22", '"quoted"'),
        ('"in quotes"', "in quotes"),
        (r'"with \"inner\""', 'with "inner"'),
        ("%25", "%"),
    ],
)
def test_a_header_is_decoded_as_cloudevents_has_it(written, read):
    _, (given,) = binary(ID=written)
    assert given.attributes["id"] == read


@pytest.mark.parametrize("written", ["å", "%E5", "%zz", "%", "%ED%A0%80"])
def test_a_header_that_cannot_be_read_is_told(written):
    with pytest.raises(Refusal) as no:
        binary(ID=written)
    assert (no.value.status, no.value.pointer) == (400, "/id")


def test_a_batch_answers_for_each():
    batch, (good, bad) = structured([EVENT, 7], "application/cloudevents-batch+json")
    assert batch is True
    assert good.data == {"title": "Bænke"}
    assert bad.status == 422


def test_a_batch_may_be_empty():
    assert structured([], "application/cloudevents-batch+json") == (True, [])


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (413, [EVENT] * 501, "application/cloudevents-batch+json"),
        (422, EVENT, "application/cloudevents-batch+json"),
        (422, [EVENT], "application/cloudevents+json"),
        (422, "text", "application/cloudevents+json"),
        (422, EVENT | {"data_base64": "e30="}, "application/cloudevents+json"),
        (422, EVENT | {"Bad_Name": "x"}, "application/cloudevents+json"),
        (422, EVENT | {"x" * 65: "x"}, "application/cloudevents+json"),
        (400, b'{"id": "1", "id": "2"}', "application/cloudevents+json"),
        (400, b"not json", "application/cloudevents+json"),
        (400, b"", "application/cloudevents+json"),
        (400, b'{"id": "\\u0000"}', "application/cloudevents+json"),
        (400, b'{"id": "\\ud800"}', "application/cloudevents+json"),
        (400, b"[" * 10_000, "application/cloudevents-batch+json"),
        (400, b'{"n": 1e400}', "application/cloudevents+json"),
        (400, json.dumps(EVENT).encode("utf-16"), "application/cloudevents+json"),
        (400, b"\xef\xbb\xbf{}", "application/cloudevents+json"),
        (415, EVENT, "application/json"),
        (415, EVENT, "application/cloudevents+xml"),
        (415, EVENT, "application/cloudevents+json; charset=latin-1"),
        (415, EVENT, "text/plain"),
        (415, EVENT, ""),
    ],
)
def test_what_is_no_event_is_refused(status, body, kind):
    with pytest.raises(Refusal) as no:
        structured(body, kind)
    assert no.value.status == status


def test_a_charset_may_be_said():
    structured(EVENT, 'application/cloudevents+json; charset="UTF-8"')
    with pytest.raises(Refusal):
        binary(kind="text/xml", ID="1")


@pytest.mark.parametrize("shape", [to_structured_event, to_binary_event])
def test_what_others_write_is_read_as_they_meant_it(shape):
    attributes = {"id": "æ 1", "source": "/portal", "type": "t", "subject": "Bænke €"}
    message = shape(CloudEvent(attributes | {"specversion": "1.0"}, {"title": "Bænke"}))
    named = {f"HTTP_{k}".upper().replace("-", "_"): v for k, v in message.headers.items()}
    environ = named | {"CONTENT_TYPE": named.get("HTTP_CONTENT_TYPE", "application/json")}
    _, (given,) = read_events(environ, message.body)
    assert given.data == {"title": "Bænke"}
    assert attributes.items() <= dict(given.attributes).items()

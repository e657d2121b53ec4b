import http.client
import json

import pytest

from chassis import tracking
from chassis.changes import derived
from chassis.logs.opening import open_log
from chassis.settings import read
from gateway.app import create_work
from gateway.settings import Settings

SOURCE = "https://portal.example"
EVENT = {
    "specversion": "1.0",
    "id": "42",
    "source": SOURCE,
    "type": "dk.samskab.intake.idea.v1",
    "data": {"kind": "idea", "title": "Bænke", "body": "Flere bænke.", "language": "da"},
}


@pytest.fixture(scope="module")
def portal(running):
    return running.key("intake", source=SOURCE)


def post(running, key, thing, kind="application/cloudevents+json", /, **headers):
    raw = thing if isinstance(thing, bytes) else json.dumps(thing).encode()
    return running.ask("POST", "/events", raw, Content_Type=kind, X_API_Key=key, **headers)


def taken_in(running, id):
    log = open_log(f"sqlite:///{running.folder}/log.db")
    tail = log.tail(["samskab.kommune.intake"])
    try:
        return [record for record in tail.poll(1000, 0.0) if record.headers["ce_id"] == id]
    finally:
        tail.close()
        log.close()


def test_an_event_is_kept_while_no_service_is_there_to_take_it_in(running, portal):
    answer = post(running, portal, EVENT)
    idea_id = derived("idea", SOURCE, "42")
    assert answer.status == 202
    assert answer.json["ideaId"] == idea_id
    assert answer.json["receipt"] == f"/api/receipts/{idea_id}"
    (record,) = taken_in(running, "42")
    kept = json.loads(record.value)["trackingHash"]
    assert kept == tracking.digest(answer.json["trackingCode"])


def test_a_binary_event_is_the_same_event(running, portal):
    answer = post(
        running,
        portal,
        EVENT["data"],
        "application/json",
        ce_specversion="1.0",
        ce_id="binary",
        ce_source=SOURCE,
        ce_type=EVENT["type"],
    )
    assert (answer.status, answer.json["ideaId"]) == (202, derived("idea", SOURCE, "binary"))


def test_a_batch_is_answered_item_by_item(running, portal):
    batch = [EVENT | {"id": "b1"}, EVENT | {"id": "b2", "data": {}}, EVENT | {"source": "/other"}]
    answer = post(running, portal, batch, "application/cloudevents-batch+json")
    assert answer.status == 207
    first, second, third = answer.json["items"]
    assert (first["status"], first["id"]) == (202, "b1")
    assert (second["status"], second["errors"][0]["pointer"]) == (422, "/data/body")
    assert (third["status"], third["errors"][0]["pointer"]) == (403, "/source")
    whole = post(running, portal, batch[:1], "application/cloudevents-batch+json")
    assert whole.status == 202


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, b"{", "application/cloudevents+json"),
        (400, b'{"id": 1, "id": 2}', "application/cloudevents+json"),
        (413, b"[" + b" " * 600_000 + b"]", "application/cloudevents-batch+json"),
        (413, [EVENT] * 501, "application/cloudevents-batch+json"),
        (415, EVENT, "application/json"),
        (415, b"a=b", "application/x-www-form-urlencoded"),
        (422, {}, "application/cloudevents+json"),
        (422, EVENT | {"type": "dk.samskab.idea.published.v1"}, "application/cloudevents+json"),
    ],
)
def test_what_cannot_be_taken_gets_an_answer_that_helps(running, portal, status, body, kind):
    answer = post(running, portal, body, kind, Accept="text/html")
    assert answer.status == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json["detail"]


def test_a_cpr_number_is_neither_repeated_nor_logged(running, portal):
    spoilt = EVENT | {"id": "cpr", "data": EVENT["data"] | {"body": "010190-9876"}}
    answer = post(running, portal, spoilt)
    assert (answer.status, answer.json["errors"][0]["pointer"]) == (422, "/data/body")
    assert b"9876" not in answer.body
    assert "010190-9876" not in running.log
    assert taken_in(running, "cpr") == []


def test_nobody_hands_in_without_a_key_for_it(running):
    assert running.post_json("/events", EVENT).status == 401
    assert post(running, running.key("read"), EVENT).status == 403


def test_the_key_of_a_portal_is_in_no_log(running, portal):
    post(running, portal, EVENT)
    assert portal.split("_")[2] not in running.log


def test_mistakes_are_told_in_danish_first(running, portal):
    answer = post(running, portal, EVENT | {"id": ""})
    assert answer.json["detail"] == "Nogle felter skal ses efter igen."
    english = post(running, portal, EVENT | {"id": ""}, Accept_Language="en")
    assert english.json["errors"] == [{"pointer": "/id", "detail": "This is not valid."}]


def test_departments_are_listed(own, gateway):
    relay, registering, _ = create_work(gateway.settings)
    registering.step()
    client = own.test_client()
    answer = client.get("/api/departments")
    (kommune,) = answer.json["items"]
    assert kommune["names"][0] == {"lang": "da", "text": "Kommunen", "source": "original"}
    assert client.get("/api/departments/kommune").json["status"] == "open"
    assert client.get("/api/departments?status=closed").json == {"items": []}
    relay.store.close()
    relay.log.close()


@pytest.mark.parametrize(
    ("status", "path"),
    [
        (404, "/api/departments/nobody"),
        (400, "/api/departments?limit=0"),
        (400, "/api/departments?limit=x"),
        (400, "/api/departments?after=nonsense"),
        (400, "/api/departments?sort=name"),
        (400, "/api/departments?limit=1&limit=2"),
        (400, "/api/departments?status=odd"),
        (400, "/api/departments/kommune?x=1"),
        (400, "/events/stream?x=1"),
        (400, "/events/stream?from=1999"),
        (405, "/events"),
    ],
)
def test_odd_questions_get_a_problem(own, status, path):
    answer = own.test_client().get(path)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")


def test_the_stream_comes_through_the_door(running, waited):
    settings = read(Settings, {"DATA_DIR": str(running.folder)})
    relay, registering, _ = create_work(settings)
    registering.step()
    while relay.step():
        pass
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=5)
    connection.request("GET", "/events/stream?from=start")
    response = connection.getresponse()
    assert response.headers["Content-Type"].startswith("text/event-stream")
    assert response.headers["Cache-Control"] == "no-store"
    lines = [response.readline().decode().strip() for _ in range(5)]
    assert lines[0] == "retry: 2000"
    (data,) = [line for line in lines if line.startswith("data: ")]
    assert json.loads(data[6:])["type"] == "dk.samskab.department.registered.v1"
    connection.close()
    relay.close()
    relay.store.close()
    relay.log.close()

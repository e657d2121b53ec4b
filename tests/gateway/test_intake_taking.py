import json
import shutil
from pathlib import Path

import pytest

import gateway.intake
from chassis import tracking
from chassis.changes import derived
from chassis.errors import Busy, Forbidden, Refusal, Unknown
from chassis.identity import NOBODY, Caller
from chassis.logs import Topic
from gateway.intake import Appends, Given, Intake, load_schemas

PORTAL = Caller(kind="key", subject="k", role="portal", scopes=("intake",), source="/portal")
IDEA = {"kind": "idea", "title": "Bænke", "body": "Flere bænke.", "language": "da"}
SUPPORT = {
    "ideaId": derived("idea", "/portal", "42"),
    "processId": derived("process", "kommune"),
    "reference": "person-1",
    "stance": "agree",
}
TOPIC = Topic("samskab.kommune.intake", compacted=False)


@pytest.fixture
def intake(log):
    return Intake(Appends(log, TOPIC), load_schemas(Path(gateway.intake.__file__).parent), "secret")


def event(data=IDEA, /, **attributes):
    said = {
        "specversion": "1.0",
        "id": "42",
        "source": "/portal",
        "type": "dk.samskab.intake.idea.v1",
    }
    kept = {k: v for k, v in (said | attributes).items() if v is not None}
    return Given(kept, data, "/data")


def support(data=SUPPORT, /, **attributes):
    return event(data, **({"type": "dk.samskab.intake.support.v1"} | attributes))


def test_an_idea_gets_an_id_a_code_and_a_receipt(intake):
    (taken,) = intake.take(PORTAL, [event()])
    assert taken.idea_id == derived("idea", "/portal", "42")
    assert taken.tracking_code == tracking.code("secret", taken.idea_id)
    assert taken.receipt == f"/api/receipts/{taken.idea_id}"


def test_an_idea_lies_on_the_topic_with_the_hash_of_its_code(intake, records):
    (taken,) = intake.take(PORTAL, [event(time="2026-03-02T12:00:00+01:00")])
    (record,) = records(TOPIC.name)
    assert record.key == "42"
    data = json.loads(record.value)
    assert data.pop("trackingHash") == tracking.digest(taken.tracking_code)
    assert data == IDEA
    named = {k: v for k, v in record.headers.items() if k != "ce_traceparent"}
    assert named == {
        "ce_specversion": "1.0",
        "ce_id": "42",
        "ce_source": "/portal",
        "ce_type": "dk.samskab.intake.idea.v1",
        "ce_time": "2026-03-02T12:00:00+01:00",
        "content-type": "application/json",
    }


def test_the_same_event_again_is_the_same_idea(intake):
    assert intake.take(PORTAL, [event()]) == intake.take(PORTAL, [event()])


def test_a_support_is_of_an_idea_and_comes_after_those_of_the_same_person(intake, records):
    (taken,) = intake.take(PORTAL, [support()])
    assert taken.receipt == f"/api/receipts/{SUPPORT['ideaId']}"
    assert taken.tracking_code is None
    intake.take(PORTAL, [support(id="43"), support(SUPPORT | {"reference": "person-2"}, id="44")])
    first, second, other = sorted(records(TOPIC.name), key=lambda r: r.headers["ce_id"])
    assert first.key == second.key == derived("support", "/portal", "person-1", SUPPORT["ideaId"])
    assert other.key != first.key


def test_a_trace_goes_on(intake, records):
    parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    intake.take(PORTAL, [event(traceparent=parent), event(id="43", traceparent="odd")])
    one, other = sorted(records(TOPIC.name), key=lambda r: r.key)
    assert one.headers["ce_traceparent"] == parent
    assert other.headers["ce_traceparent"].startswith("00-")


def test_a_batch_keeps_what_fits_and_tells_the_rest(intake, records):
    results = intake.take(PORTAL, [event(), event({}, id="43"), event(id="44")])
    assert [isinstance(result, Refusal) for result in results] == [False, True, False]
    assert sorted(r.key for r in records(TOPIC.name)) == ["42", "44"]


@pytest.mark.parametrize(
    ("pointer", "given"),
    [
        ("/id", event(id=None)),
        ("/id", event(id="")),
        ("/id", event(id=42)),
        ("/id", event(id="x" * 201)),
        ("/id", event(id="a\nb")),
        ("/source", event(source=None)),
        ("/type", event(type=None)),
        ("/type", event(type="dk.samskab.idea.published.v1")),
        ("/type", event(type="com.example.thing")),
        ("/specversion", event(specversion="0.3")),
        ("/specversion", event(specversion=None)),
        ("/time", event(time="yesterday")),
        ("/time", event(time=7)),
        ("/datacontenttype", event(datacontenttype="text/plain")),
        ("/data", event(None)),
        ("/data", event([])),
        ("/data", event("text")),
        ("/data/title", event({k: v for k, v in IDEA.items() if k != "title"})),
        ("/data/name", event(IDEA | {"name": "A. Person"})),
        ("/data/email", event(IDEA | {"email": "a@example.org"})),
        ("/data/kind", event(IDEA | {"kind": "wish"})),
        ("/data/trackingHash", event(IDEA | {"trackingHash": "0" * 64})),
        ("/data/ideaId", support({k: v for k, v in SUPPORT.items() if k != "ideaId"})),
        ("/data/stance", support(SUPPORT | {"stance": "love"})),
    ],
)
def test_an_event_with_a_mistake_is_told_where(intake, pointer, given):
    (no,) = intake.take(PORTAL, [given])
    assert no.status == 422
    assert pointer in [mistake.pointer for mistake in no.mistakes]
    assert intake.appends.made is False


def test_a_key_hands_in_events_of_its_own_source_only(intake):
    (no,) = intake.take(PORTAL, [event(source="/other")])
    assert (no.status, no.pointer) == (403, "/source")


@pytest.mark.parametrize(
    ("pointer", "given"),
    [
        ("/data/body", event(IDEA | {"body": "Ring til 010190-1234"})),
        ("/data/title", event(IDEA | {"title": "٠١٠١٩٠-١٢٣٤"})),
        ("/id", event(id="010190-1234")),
        ("/subject", event(subject="0101901234")),
        ("/data", event(IDEA | {"010190-1234": "x"})),
    ],
)
def test_a_cpr_number_never_reaches_the_log(intake, pointer, given):
    (no,) = intake.take(PORTAL, [given])
    assert (no.status, no.pointer) == (422, pointer)
    assert "1234" not in str(no)
    assert intake.appends.made is False


def test_only_keys_that_may_hand_in_do(intake):
    with pytest.raises(Unknown):
        intake.take(NOBODY, [event()])
    with pytest.raises(Forbidden):
        intake.take(Caller(kind="key", scopes=("read",), source="/portal"), [event()])
    with pytest.raises(Forbidden):
        intake.take(Caller(kind="key", scopes=("intake",)), [event()])


def test_a_log_that_is_away_is_told_as_such(intake, tmp_path):
    intake.take(PORTAL, [event()])
    intake.appends.log.close()
    for file in tmp_path.glob("log.db*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    (tmp_path / "log.db").mkdir()
    with pytest.raises(Busy):
        intake.take(PORTAL, [event()])


def test_a_type_is_known_by_its_file(tmp_path):
    (tmp_path / "dk.samskab.intake.wish.v1.json").write_text('{"type": "object"}')
    assert list(load_schemas(tmp_path)) == ["dk.samskab.intake.wish.v1"]

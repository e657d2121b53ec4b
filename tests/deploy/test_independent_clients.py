"""Clients that are not ours: librdkafka (confluent-kafka) with the CloudEvents SDK, nothing else.

They know the docs and the stored contracts. They read all that we say, and hand in what a portal
says, past the gateway.
"""

import hashlib
import json
import time
import uuid
from contextlib import closing
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary, to_binary
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from confluent_kafka import Consumer, Producer
from jsonschema import Draft202012Validator

from chassis.events import from_structured
from chassis.identity import HEADER, NOBODY, Signer
from chassis.logs import Topic
from chassis.settings import read

ROOT = Path(__file__).parents[2]
PARTS = {
    "ideas": "services/ideas",
    "journeys": "services/journeys",
    "initiatives": "services/initiatives",
    "notifications": "services/notifications",
    "gateway": "gateway",
}
INTAKE = "samskab.kommune.intake"
SCHOOL = "https://school.example"
NAMESPACE = uuid.UUID("7b1f8d52-6d0e-5f0b-9b7e-2f1f5d8f0a11")
"""As docs/portals.md has it."""


@pytest.fixture
def said(guarded):
    """One event of each type, said by who owns it."""
    told = {}
    for part in PARTS:
        topic, events = Topic(f"samskab.kommune.{part}"), import_module(f"{part}.examples").facts()
        with guarded.log(part) as log:
            log.create(topic)
            for event in events:
                fact = from_structured(event)
                log.append([fact.outgoing(topic.name, fact.about)])
                told[event["type"], event["id"]] = event
    return told


def understood(message):
    """Return a record as an event of the CloudEvents SDK."""
    headers = dict(message.headers())
    return from_binary(KafkaMessage(headers, message.key(), message.value()), JSONFormat())


def consumed(guarded, wanted):
    """Read all topics until everything wanted was found; return the events found."""
    options = {"group.id": "library", "auto.offset.reset": "earliest", "enable.auto.commit": False}
    consumer, found = Consumer(guarded.librdkafka("library", **options)), {}
    consumer.subscribe([f"samskab.kommune.{part}" for part in PARTS])
    end = time.monotonic() + 30
    try:
        while wanted - found.keys():
            assert time.monotonic() < end, wanted - found.keys()
            for message in consumer.consume(500, 0.5):
                assert message.error() is None
                if "samskab-beat" not in dict(message.headers()):
                    event = understood(message)
                    found[event.get_type(), event.get_id()] = message, event
    finally:
        consumer.close()
    return found


def test_an_independent_client_understands_every_event(guarded, said):
    found = consumed(guarded, said.keys())
    for at, event in said.items():
        message, read_ = found[at]
        kind, _, id = read_.get_subject().partition("/")
        part = read_.get_source().rpartition("/")[2]
        schema = ROOT / PARTS[part] / f"contract/events/{read_.get_type()}.json"
        Draft202012Validator(json.loads(schema.read_text())).validate(read_.get_data())
        assert message.topic() == f"samskab.kommune.{part}"
        assert message.key().decode() == id == read_.get_data()["state"]["id"]
        assert read_.get_type().split(".")[:2] == ["dk", "samskab"]
        assert kind
        assert int(read_.get_extension("revision")) == read_.get_data()["state"]["revision"]
        assert read_.get_extension("revision") == event["revision"]
        assert len(event["revision"]) == 15
        assert read_.get_data() == event["data"]
        assert read_.get_time() == datetime.fromisoformat(event["time"])
        assert read_.get_datacontenttype() == "application/json"
    types = {event["type"] for event in said.values()}
    files = [file for part in PARTS.values() for file in (ROOT / part).glob("contract/events/*")]
    assert {file.stem for file in files if ".intake." not in file.stem} == types


@pytest.fixture
def ideas(guarded, tmp_path):
    """The ideas service, which nobody reaches but over Kafka and by its own HTTP."""
    env = {"DATA_DIR": str(tmp_path), "LOG_URL": guarded.url("ideas")}
    return read(import_module("ideas.app").SETTINGS, env)


def receipt(settings, id, code):
    """What ideas says has become of something, to whoever has its tracking code."""
    sign = Signer(settings.secret.reveal(), "kommune/ideas").sign
    client = import_module("ideas.app").create_app(settings).test_client()
    headers = {HEADER: sign(NOBODY), "X-Tracking-Code": code}
    return client.get(f"/api/receipts/{id}", headers=headers).json["status"]


def hand_in(guarded, event):
    """Write an event to intake, as a portal with a user of its own does."""
    message = to_binary(event, JSONFormat(), key_mapper=lambda event: event.get_id())
    sent, producer = [], Producer(guarded.librdkafka("portal-school"))
    producer.produce(
        INTAKE,
        message.value,
        message.key,
        headers=message.headers,
        on_delivery=lambda trouble, _: sent.append(trouble),
    )
    assert producer.flush(20) == 0
    assert sent == [None]


def do_the_work(settings, done):
    """Do what is due in ideas until something is done."""
    chores, end = import_module("ideas.app").create_work(settings), time.monotonic() + 30
    try:
        while not done():
            assert time.monotonic() < end
            for chore in chores:
                chore.rest = 0.1
                chore.step()
    finally:
        for chore in chores:
            chore.close()
        chores[0].log.close()


def test_what_a_portal_writes_straight_to_kafka_becomes_an_idea(guarded, ideas):
    with guarded.log("gateway") as log:
        log.create(Topic(INTAKE, compacted=False))
    number, letters = uuid.uuid4().hex, "ABCDEFGH234567PQRSTU"
    id = str(uuid.uuid5(NAMESPACE, f"idea\n{SCHOOL}\n{number}"))
    data = {"kind": "idea", "title": "En bænk", "body": "Ved skolen.", "language": "da"}
    data["trackingHash"] = hashlib.sha256(letters.encode()).hexdigest()
    event = CloudEvent(
        {
            "specversion": "1.0",
            "id": number,
            "source": SCHOOL,
            "type": "dk.samskab.intake.idea.v1",
            "time": datetime(2026, 3, 2, 11, tzinfo=UTC),
            "datacontenttype": "application/json",
        },
        data,
    )
    assert receipt(ideas, id, letters) == "not_arrived"
    for _ in range(2):
        hand_in(guarded, event)
    do_the_work(ideas, lambda: receipt(ideas, id, letters) == "submitted")
    with closing(import_module("ideas.app").create_service(ideas).store) as store:
        assert store.get("idea", id).body["source"] == SCHOOL
        assert [each.fact["type"] for each in store.history("idea", id)] == [
            "dk.samskab.idea.submitted.v1"
        ]

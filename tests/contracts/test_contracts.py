"""The stored contracts are what the code says, and examples show what fits and what does not."""

import json
from functools import cache

import jsonschema
import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary_event
from cloudevents.core.formats.json import JSONFormat
from openapi_spec_validator import validate as valid_openapi

from chassis.contracts import differences, store
from chassis.events import from_structured
from samskab.contracts import contract_files
from samskab.parts import PARTS


@cache
def files():
    return contract_files()


def schemas():
    return {
        path.stem: json.loads(text)
        for path, text in files().items()
        if path.parent.name == "events"
    }


def examples():
    return {
        path.stem: json.loads(text)
        for path, text in files().items()
        if path.parent.name == "examples"
    }


def test_what_is_stored_is_what_the_code_says():
    assert differences(files()) == []


def test_a_difference_is_noticed_and_mended(tmp_path):
    wanted = {tmp_path / "events" / "a.json": "1", tmp_path / "events" / "b.json": "2"}
    store(wanted)
    (tmp_path / "events" / "a.json").write_text("other")
    (tmp_path / "events" / "gone.json").write_text("{}")
    (tmp_path / "events" / "b.json").unlink()
    told = differences(wanted)
    assert len(told) == 3
    store(wanted)
    assert differences(wanted) == []


def test_every_type_has_a_schema_and_examples_of_both_kinds():
    assert schemas().keys() == examples().keys() != set()
    for type_, found in examples().items():
        jsonschema.Draft202012Validator.check_schema(schemas()[type_])
        assert found["valid"], type_
        assert found["invalid"], type_


def test_examples_fit_where_they_should_and_only_there():
    for type_, found in examples().items():
        checker = jsonschema.Draft202012Validator(schemas()[type_])
        for event in found["valid"]:
            checker.validate(event["data"])
        for wrong in found["invalid"]:
            assert not checker.is_valid(wrong["event"]["data"]), (type_, wrong["why"])


def test_no_schema_of_a_fact_lets_a_name_or_an_address_travel():
    for type_, schema in schemas().items():
        text = json.dumps(schema).lower()
        for word in ("name", "email", "phone", "address", "cpr"):
            plain = f'"{word}": {{"type": "string"'  # invented personas and indicators have texts
            assert plain not in text, (type_, word)


def test_every_openapi_document_is_valid():
    documents = [json.loads(t) for path, t in files().items() if path.name == "openapi.json"]
    assert len(documents) == len(PARTS)
    for document in documents:
        valid_openapi(document)


@pytest.mark.filterwarnings("ignore")
def test_an_independent_reader_understands_our_records():
    for found in examples().values():
        event = from_structured(found["valid"][0])
        sent = event.outgoing("topic", "key")
        headers = {name: value.encode() for name, value in sent.headers.items()}
        read = from_binary_event(KafkaMessage(headers, sent.key.encode(), sent.value), JSONFormat())
        assert read.get_id() == event.id
        assert read.get_type() == event.type
        assert read.get_data() == event.data

import jsonschema
import pytest

from gateway.catalogue import Catalogue

ENTRIES = list(Catalogue().entries.values())


def test_what_portals_hand_in_comes_first():
    assert [entry.intake for entry in ENTRIES] == sorted((e.intake for e in ENTRIES), reverse=True)
    assert ENTRIES[0].type == "dk.samskab.intake.idea.v1"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.type)
def test_examples_are_what_they_say(entry):
    assert entry.description
    validator = jsonschema.Draft202012Validator(entry.schema)
    assert entry.valid
    for event in entry.valid:
        assert event["type"] == entry.type
        validator.validate(event["data"])
    assert entry.invalid
    for wrong in entry.invalid:
        assert wrong["why"]
        assert not validator.is_valid(wrong["event"]["data"])

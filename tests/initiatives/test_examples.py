"""What initiatives promises to others fits what it says."""

import jsonschema

from chassis.events import CATALOGUE
from initiatives import examples
from initiatives.app import contract


def test_there_is_one_example_of_each_event_and_it_fits(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    ours = contract()
    types = [event["type"] for event in ours.says]
    known = {
        type_
        for type_, described in CATALOGUE.items()
        if described.cls.__module__.startswith("initiatives.")
    }
    assert sorted(types) == sorted(known)
    for event in ours.says:
        jsonschema.validate(event["data"], ours.schemas()[event["type"]])


def test_an_example_tells_no_more_than_what_happened():
    (asked,) = [e for e in examples.facts() if e["type"] == "dk.samskab.match.asked.v1"]
    assert asked["data"]["details"]["ideaId"] == examples.IDEA_ID
    assert not {"few", "parties"} & asked["data"]["state"].keys()

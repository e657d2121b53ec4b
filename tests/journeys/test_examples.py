"""The examples in the contract of journeys."""

from chassis.events import CATALOGUE
from journeys.examples import facts


def test_there_is_one_event_of_each_type():
    told = [fact["type"] for fact in facts()]
    mine = [name for name, each in CATALOGUE.items() if each.cls.__module__.startswith("journeys.")]
    assert sorted(told) == sorted(mine)


def test_drafts_travel_without_their_words_and_what_is_public_with_them():
    by_type = {fact["type"].removeprefix("dk.samskab."): fact["data"] for fact in facts()}
    assert by_type["journey.drafted.v1"]["state"]["withheld"]
    assert by_type["evidence.hidden.v1"]["state"]["withheld"]
    published = by_type["journey.published.v1"]["state"]
    assert published["handoffs"][0]["waitingDays"] == 42
    assert by_type["step.changed.v1"]["details"]["stepId"]

import base64
import json

import pytest

from chassis.errors import Unreadable
from gateway.places import read_place, written_place

IDS = {"samskab.kommune.ideas": "0123456789abcdef", "samskab.kommune.gateway": "fedcba9876543210"}
AFTER = {("samskab.kommune.ideas", 0): 12, ("samskab.kommune.ideas", 3): 0}


def test_a_place_is_read_as_it_was_written():
    assert read_place(written_place(AFTER, IDS), IDS) == AFTER


def test_nothing_read_yet_is_the_start():
    assert read_place(written_place({("samskab.kommune.ideas", 0): -1}, IDS), IDS) == {}


def test_a_topic_that_was_made_anew_is_read_from_its_start():
    place = written_place(AFTER | {("samskab.kommune.gateway", 0): 7}, IDS)
    other = IDS | {"samskab.kommune.ideas": "another id than before"}
    assert read_place(place, other) == {("samskab.kommune.gateway", 0): 7}


def test_a_topic_that_is_not_streamed_cannot_be_asked_for():
    place = written_place({("samskab.kommune.intake", 0): 1}, {"samskab.kommune.intake": "i" * 16})
    assert read_place(place, IDS) == {}


def made_up(thing):
    return base64.urlsafe_b64encode(json.dumps(thing).encode()).decode()


@pytest.mark.parametrize(
    "place",
    [
        "12",
        "%%%",
        "å",
        "x" * 5000,
        made_up([]),
        made_up(7),
        made_up({"samskab.kommune.ideas": 7}),
        made_up({"samskab.kommune.ideas": ["01234567", {"0": "1"}]}),
        made_up({"samskab.kommune.ideas": ["01234567", {"0": -1}]}),
        made_up({"samskab.kommune.ideas": ["01234567", {"0": 2**70}]}),
        made_up({"samskab.kommune.ideas": ["01234567", {"0": True}]}),
        made_up({"samskab.kommune.ideas": ["01234567", {"zero": 1}]}),
        "W" * 3000,
    ],
)
def test_what_is_no_place_is_refused(place):
    with pytest.raises(Unreadable):
        read_place(place, IDS)

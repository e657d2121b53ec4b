"""Dataclasses to JSON and back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Literal

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.changes import Text, TextSource
from chassis.codec import dump, instant, load, moment, schema


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Inner:
    a_name: str
    pass_: int = 0


@dataclass(frozen=True)
class Outer:
    inner: Inner
    texts: tuple[Text, ...]
    at: datetime
    day: date | None = None
    colour: Colour = Colour.RED
    word: Literal["a", "b"] = "a"
    links: dict[str, Inner] | None = None
    share: float = 0.5


NOON = datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=1)))
THING = Outer(
    Inner("x"),
    (Text("da", "hej"),),
    NOON,
    date(2026, 3, 2),
    links={"aKey": Inner("y", 2)},
)


def test_a_thing_comes_back_as_it_was():
    assert load(Outer, dump(THING)) == THING


def test_names_are_camel_case_outside_and_none_is_left_out():
    body = dump(Outer(Inner("x"), (), NOON))
    assert body["inner"] == {"aName": "x", "pass": 0}
    assert "day" not in body
    assert body["at"] == "2026-03-02T11:00:00.000Z"


def test_what_is_not_known_is_passed_over_and_what_is_missing_takes_its_default():
    assert load(Inner, {"aName": "x", "new": 1}) == Inner("x")
    with pytest.raises(TypeError):
        load(Inner, {})


def test_the_schema_fits_what_is_written_and_nothing_else():
    checker = jsonschema.Draft202012Validator(schema(Outer))
    checker.validate(dump(THING))
    assert not checker.is_valid(dump(THING) | {"colour": "blue"})
    assert not checker.is_valid(dump(THING) | {"inner": {}})
    assert schema(Text)["properties"]["source"]["enum"] == [s.value for s in TextSource]


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(1900, 1, 1)))  # noqa: DTZ001
def test_instants_sort_as_text_as_they_do_in_time(at):
    assert len(instant(at)) == 24
    assert abs(moment(instant(at)) - at) < timedelta(milliseconds=1)
    assert (instant(at) < instant(NOON)) == (
        at.replace(microsecond=at.microsecond // 1000 * 1000) < NOON
    )


def test_an_instant_needs_its_offset():
    with pytest.raises(ValueError, match="offset"):
        moment("2026-03-02T12:00:00")

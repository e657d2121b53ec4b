"""Fields that several schemas share, and how long texts may be."""

from typing import Any

from marshmallow import fields

from chassis.web import String

TITLE, BODY, REASON = 200, 10_000, 2_000


def one_of(words: Any, **more: Any) -> fields.Enum[Any]:
    """Return a field that takes the values of an enumeration."""
    return fields.Enum(words, by_value=String(), **more)

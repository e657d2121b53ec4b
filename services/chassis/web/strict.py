"""Strict fields and schemas: what is taken is exactly what was meant, under camelCase names."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields, validate

from chassis.changes import Visibility
from chassis.codec import camel, instant, moment
from chassis.words import _

CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
ID = re.compile(r"[A-Za-z0-9._~:-]{1,200}")
WHOLE = re.compile(r"-?\d{1,18}", re.ASCII)
NOT_CHARACTERS = _("This text holds something that is not a character.")
TOO_LONG = _("This is too long; at most {max} characters fit in.")
SWITCHES = {"true": True, "on": True, "false": False}


class Shown(Schema):
    """What is shown: fields in snake_case here, in camelCase outside."""

    class Meta:
        """More may be shown in a later version."""

        unknown = EXCLUDE

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        """Give the field its name outside."""
        if field_obj.data_key is None:
            field_obj.data_key = camel(field_name)


class Strict(Shown):
    """What is taken: nothing but the fields named here."""

    class Meta:
        """Fields that are not known are refused."""

        unknown = RAISE


class String(fields.String):
    """A text that is one already: without control characters and not over-long."""

    def __init__(self, *, max_length: int = 500, **more: Any) -> None:
        super().__init__(**more)
        self.max_length = max_length

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> str:
        if not isinstance(value, str):
            raise self.make_error("invalid")
        if len(value) > self.max_length:
            raise ValidationError(TOO_LONG.format(max=self.max_length))
        if not value.isprintable() and CONTROL.search(value):
            raise ValidationError(NOT_CHARACTERS)
        return value


class Id(String):
    """The id of something: letters, digits and `. _ ~ : -` only."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=200, validate=validate.Regexp(ID.pattern + r"\Z"), **more)


class Integer(fields.Integer):
    """A whole number of 64 bits that is one already, in a query or form its digits."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> int:
        if type(value) is not int:
            raise self.make_error("invalid")
        if not -(2**63) <= value < 2**63:
            raise self.make_error("too_large")
        return value


class Boolean(fields.Boolean):
    """True or false and nothing like it."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> bool:
        if type(value) is not bool:
            raise self.make_error("invalid")
        return value


class Instant(fields.AwareDateTime):
    """A date and time with its offset (RFC 3339), inside always UTC."""

    def _deserialize(self, value: Any, *_args: Any, **_more: Any) -> datetime:
        try:
            if not RFC3339.fullmatch(value):
                raise ValueError(value)
            return moment(value.upper())
        except (TypeError, ValueError, OverflowError):
            raise self.make_error("invalid", obj_type="datetime") from None

    def _serialize(self, value: Any, *_args: Any, **_more: Any) -> str | None:
        return None if value is None else instant(value)


AwareDateTime = Instant


def one_of(words: Any, **more: Any) -> fields.Enum[Any]:
    """Return a field that takes the values of an enumeration."""
    return fields.Enum(words, by_value=String(), **more)


class AggregateView(Shown):
    """What every thing with a history of its own shows."""

    id = fields.Str()
    edition = fields.Int()
    revision = fields.Int()
    since = fields.Int()
    process_id = fields.Str()
    owner_department_id = fields.Str()
    visibility = one_of(Visibility)


def typed(schema: Schema, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what came as text (a query, a form) with numbers and switches as what they are."""
    kinds = {field.data_key: field for field in schema.load_fields.values()}
    return {key: _typed(kinds.get(key), value) for key, value in given.items()}


def _typed(field: fields.Field[Any] | None, value: Any) -> Any:
    if isinstance(field, fields.Integer) and WHOLE.fullmatch(value):
        return int(value)
    if isinstance(field, fields.Boolean):
        return SWITCHES.get(value, value)
    return value


class Paged(Strict):
    """The query of every list: how many at most, and where the page before ended."""

    limit = Integer(
        load_default=20,
        validate=validate.Range(1, 100),
        metadata={"description": "How many at most."},
    )
    after = String(
        load_default=None,
        max_length=1000,
        metadata={"description": "Where to go on from; the Link header of the page before has it."},
    )


__all__ = [
    "AggregateView",
    "AwareDateTime",
    "Boolean",
    "Id",
    "Instant",
    "Integer",
    "Paged",
    "Shown",
    "Strict",
    "String",
    "ValidationError",
    "one_of",
    "typed",
]

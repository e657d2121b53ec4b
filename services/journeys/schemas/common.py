"""Fields that several schemas share, how long texts may be, and what many views show."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, post_dump, validate

from chassis.changes import Visibility
from chassis.web import (
    Id,
    Instant,
    Integer,
    LanguageField,
    Paged,
    Shown,
    Strict,
    String,
    TextsField,
)

TITLE, LINE, PASSAGE, BODY = 200, 500, 2_000, 10_000
MOST_IDS = 100


def one_of(words: Any, **more: Any) -> fields.Enum[Any]:
    """Return a field that takes the values of an enumeration."""
    return fields.Enum(words, by_value=String(), **more)


class SeveralTexts(fields.List[Any]):
    """A list of human texts; bare strings take the language beside the list."""

    def __init__(self, *, max_length: int, most: int, **more: Any) -> None:
        inner = TextsField(max_length=max_length)
        super().__init__(inner, validate=validate.Length(max=most), **more)

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> list[Any]:
        lang = (data or {}).get("language")
        if isinstance(value, list) and lang is not None:
            value = [[{"lang": lang, "text": v}] if isinstance(v, str) else v for v in value]
        return super()._deserialize(value, attr, data, **kwargs)


class Several(fields.List[Any]):
    """A list of ids, each once."""

    def __init__(self, **more: Any) -> None:
        length = more.pop("length", validate.Length(max=MOST_IDS))
        super().__init__(Id(), validate=length, **more)

    def _deserialize(self, *args: Any, **kwargs: Any) -> Any:
        return list(dict.fromkeys(super()._deserialize(*args, **kwargs)))


AT_LEAST_ONE = validate.Length(min=1, max=MOST_IDS)


def as_kept(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields as the domain knows them: lists are tuples, `language` has been heeded."""
    return {name: _kept(value) for name, value in given.items() if name != "language"}


def as_changed(given: Mapping[str, Any], *lists: str) -> dict[str, Any]:
    """Return the fields of a change; null empties a text or list and takes a value away."""
    kept = as_kept(given)
    return {name: () if value is None and name in lists else value for name, value in kept.items()}


def _kept(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


class Spoken(Strict):
    """Something with texts: a bare string is in the `language` beside it."""

    language = LanguageField()


class Listing(Paged):
    """What every list can be asked for."""

    process = Id(metadata={"description": "Only those of this process."})
    department = Id(metadata={"description": "Only those that this department owns."})
    q = String(max_length=200, metadata={"description": "Only those with all of these words."})


class Seen(Shown):
    """What is shown of a thing; what there is none of is left out."""

    @post_dump
    def there(self, shown: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Leave out what has no value."""
        return {name: value for name, value in shown.items() if value is not None}


class OwnedView(Seen):
    """What everything that a department owns shows."""

    id = fields.Str()
    edition = fields.Int()
    revision = fields.Int()
    since = fields.Int()
    process_id = fields.Str()
    owner_department_id = fields.Str()
    visibility = one_of(Visibility)
    created_at = Instant()
    updated_at = Instant()


class HistoryQuery(Strict):
    """Where in a history to begin."""

    after = Integer(
        load_default=0,
        validate=validate.Range(min=0),
        metadata={"description": "Only what came after this revision."},
    )
    limit = Integer(
        load_default=100,
        validate=validate.Range(1, 100),
        metadata={"description": "How many at most."},
    )


class HappenedView(Shown):
    """One thing that happened."""

    revision = fields.Int()
    type = fields.Str()
    at = fields.Str()
    by = fields.Dict(keys=fields.Str(), values=fields.Str())
    details = fields.Dict()


def happened(fact: dict[str, Any], revision: int) -> dict[str, Any]:
    """Return one thing that happened as it is shown."""
    return {
        "revision": revision,
        "type": fact["type"],
        "at": fact["time"],
        "by": fact["data"]["by"],
        "details": fact["data"]["details"],
    }

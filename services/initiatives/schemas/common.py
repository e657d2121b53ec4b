"""Fields that several schemas share, and how long texts may be."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, fields, validate

from chassis.web import Id, Integer, LanguageField, Strict, String, TextsField
from chassis.words import _

TITLE, WORDS, REASON = 200, 10_000, 2_000
MOST_IDS = 100
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TIMES = tuple(f"{day}_{part}" for day in DAYS for part in ("morning", "afternoon", "evening"))
"""The parts of the week, in the words of those who offer help."""


def one_of(words: Any, **more: Any) -> fields.Enum[Any]:
    """Return a field that takes the values of an enumeration."""
    return fields.Enum(words, by_value=String(), **more)


def ids(**more: Any) -> fields.List[Any]:
    """Return a field for the ids of several things."""
    return fields.List(Id(), validate=validate.Length(max=MOST_IDS), **more)


def short(**more: Any) -> TextsField:
    """Return a field for a few words on one line."""
    return TextsField(max_length=TITLE, one_line=True, **more)


class Shorts(fields.List[Any]):
    """A list of a few words each, on one line; bare strings are in the `language` beside it."""

    def __init__(self, most: int, **more: Any) -> None:
        super().__init__(short(), validate=validate.Length(max=most), **more)

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> list[Any]:
        lang = (data or {}).get("language")
        if isinstance(value, list) and lang is not None:
            value = [
                [{"lang": lang, "text": each}] if isinstance(each, str) else each for each in value
            ]
        return super()._deserialize(value, attr, data, **kwargs)


class Number(fields.Float):
    """A number that is one already."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> float:
        if type(value) not in (int, float):
            raise self.make_error("invalid")
        return float(super()._deserialize(value, attr, data, **kwargs))


class Several(String):
    """One or more words of an enumeration, with commas between them; `also` stand for several."""

    def __init__(
        self, words: type[StrEnum], also: Mapping[str, tuple[StrEnum, ...]] | None = None, **m: Any
    ) -> None:
        super().__init__(max_length=200, **m)
        self.known = {word.value: (word,) for word in words} | dict(also or {})

    def _deserialize(  # type: ignore[override]  # the words, not the text
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> tuple[StrEnum, ...]:
        given = super()._deserialize(value, attr, data, **kwargs).split(",")
        if not set(given) <= self.known.keys():
            choices = ", ".join(self.known)
            raise ValidationError(_("This must be one of: {choices}.", choices=choices))
        return tuple(dict.fromkeys(each for word in given for each in self.known[word]))


class WhyIn(Strict):
    """Why something is decided; it can be left out."""

    why = TextsField(max_length=REASON)
    language = LanguageField()


class ReasonIn(Strict):
    """Why something is answered or stopped; everyone concerned reads it."""

    reason = TextsField(required=True, max_length=REASON)
    language = LanguageField()


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


def tuples(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was given as the domain takes it: lists as tuples, no language beside texts."""
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in given.items()
        if name != "language"
    }

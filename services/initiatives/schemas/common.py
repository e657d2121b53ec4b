"""Fields that several schemas share, and how long texts may be."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, fields, validate

from chassis.web import Id, LanguageField, Strict, String, TextsField
from chassis.words import _

TITLE, WORDS, REASON = 200, 10_000, 2_000
MOST_IDS = 100
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TIMES = tuple(f"{day}_{part}" for day in DAYS for part in ("morning", "afternoon", "evening"))
"""The parts of the week, in the words of those who offer help."""


def ids(**more: Any) -> fields.List[Any]:
    """Return a field for the ids of several things."""
    return fields.List(Id(), validate=validate.Length(max=MOST_IDS), **more)


def short(**more: Any) -> TextsField:
    """Return a field for a few words on one line."""
    return TextsField(max_length=TITLE, one_line=True, **more)


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

"""Fields of forms: how they are shown, and how what people write in them is read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError, fields

from chassis.changes import Text
from chassis.pages.showing import translated
from chassis.web import String
from chassis.web.proper import Improper, language_tag, proper
from chassis.words import Sentence, _
from initiatives.schemas.common import MOST_IDS, TITLE

ID = r"([A-Za-z0-9._~:-]{1,200})"
REST = r"/?(?:[/?#]\S*)?"
PLACES = {"idea": "ideas", "opportunity": "opportunities", "step": "steps"}
"""What the address of the page of each kind of thing has before its id."""
ROOM = 20_000
Choices = Sequence[tuple[Any, ...]]


@dataclass(frozen=True)
class Field:
    """A field as it is shown: a line, area, select, choice, ticks or week; or a head above some."""

    name: str
    label: Sentence | str
    kind: str = "line"
    type: str = "text"
    hint: Sentence | str = ""
    optional: bool = False
    most: int | None = None
    rows: int = 5
    choices: Choices = ()
    """Values, each with its label and perhaps with a hint."""
    usual: str = ""


def head(label: Sentence, hint: Sentence | str = "") -> Field:
    """Return a head that stands above some fields."""
    return Field("", label, "head", hint=hint)


def choices(asked: Field) -> list[tuple[Any, ...]]:
    """Return what can be chosen, in the reader's language."""
    return [(value, *map(translated, told)) for value, *told in asked.choices]


class Written(fields.Float):
    """A number as people write it, with a comma or a point."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> float:
        if not isinstance(value, str) or len(value) > 30:
            raise self.make_error("invalid")
        plain = value.strip().replace("\u00a0", "").replace(" ", "").replace(",", ".")
        if not plain.replace("-", "", 1).replace(".", "", 1).isdecimal():
            raise ValidationError(_("Please write a number, such as 12 or 3,5."))
        return float(super()._deserialize(plain, attr, data, **kwargs))


class Named(String):
    """Things of a kind, each on a line of its own: its id, or the address of its page."""

    def __init__(self, kind: str, **more: Any) -> None:
        super().__init__(max_length=ROOM, **more)
        self.kind = kind

    def _deserialize(  # type: ignore[override]  # the ids, not the text
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> tuple[str, ...]:
        found = [named(self.kind, each) for each in super()._deserialize(value, attr, data).split()]
        if None in found:
            raise ValidationError(_("Write an address or an id on each line, and nothing else."))
        if len(found) > MOST_IDS:
            raise ValidationError(_("At most {most} fit in.", most=MOST_IDS))
        return tuple(each for each in found if each)


def named(kind: str, said: str) -> str | None:
    """Return the id of a thing that is named by it or by an address; None where it is neither."""
    at = re.fullmatch(rf"(?:\S*/)?{PLACES[kind]}/{ID}{REST}", said)
    found = at or re.fullmatch(ID, said)
    return found[1] if found else None


class Lines(fields.Field[tuple[tuple[Text, ...], ...]]):
    """A few words on each line, all in the `language` beside it."""

    def __init__(self, most: int, **more: Any) -> None:
        super().__init__(**more)
        self.most = most

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> tuple[tuple[Text, ...], ...]:
        lines = [line for line in str(value)[:ROOM].splitlines() if line.strip()]
        if len(lines) > self.most:
            raise ValidationError(_("At most {most} fit in.", most=self.most))
        try:
            lang = language_tag((data or {}).get("language"))
            return tuple((Text(lang, proper(line, TITLE, True)),) for line in lines)
        except Improper as no:
            raise ValidationError(no.why) from None

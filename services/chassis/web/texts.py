"""What people write: in one language or several, normalised, and safe to show among other texts."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields

from chassis.changes import Text, TextSource
from chassis.web.fields import CONTROL, NOT_CHARACTERS, TOO_LONG
from chassis.words import Sentence, _

LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}", re.ASCII)
BEYOND_LATIN = re.compile("[^\0-\u02ff]")
OVERRIDE = re.compile("[\u202a-\u202e]")
ISOLATE = re.compile("[\u2066-\u2069]")
MOST_TEXTS = 20
MOST_MARKS = 30
"""The most combining marks in a row that any writing needs (UAX 15, stream-safe text)."""


def _ranges(points: Sequence[int]) -> str:
    """Return the inside of a character class for these code points."""
    spans: list[list[int]] = []
    for point in points:
        if spans and point == spans[-1][1] + 1:
            spans[-1][1] = point
        else:
            spans.append([point, point])
    return "".join(f"\\U{a:08x}-\\U{b:08x}" for a, b in spans)


MARKS = _ranges([p for p in range(0x300, 0x1F000) if unicodedata.combining(chr(p))])
TOWER = re.compile(f"[{MARKS}]{{{MOST_MARKS + 1}}}")


class Improper(ValueError):
    """A text that cannot be taken, and why."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(why)
        self.why = why


def proper(text: str, max_length: int, one_line: bool = False) -> str:
    """Return a text as it is kept: NFC, `\\n` between lines, nothing around it.

    Raises `Improper` for what is blank, too long (in code points), not characters, or would turn
    the text around it (UAX 9: overrides, isolates left open).
    """
    printable = text.replace("\n", "").isprintable()
    if not printable and CONTROL.search(text):
        raise Improper(NOT_CHARACTERS)
    if not text.isascii():
        text = _normal(text, printable)
    text = " ".join(text.split()) if one_line else text.replace("\r\n", "\n").strip()
    if len(text) > max_length:
        raise Improper(TOO_LONG.format(max=max_length))
    if not text or not (text.isascii() or any(map(_visible, text))):
        raise Improper(_("Please write something here."))
    return text


def _normal(text: str, printable: bool) -> str:
    """Return a text in NFC; in one that is printable nothing turns the direction."""
    if not printable:
        _refuse_turns(text)
    if not BEYOND_LATIN.search(text):
        return text
    if _towers(text):
        raise Improper(_("This text has too many marks on one character."))
    return unicodedata.normalize("NFC", text)


def _towers(text: str) -> bool:
    """Tell whether too many marks follow each other; so many in a row cannot miss each nth."""
    return any(map(unicodedata.combining, text[MOST_MARKS :: MOST_MARKS + 1])) and bool(
        TOWER.search(text)
    )


def _refuse_turns(text: str) -> None:
    if OVERRIDE.search(text):
        raise Improper(_("This text holds a character that turns the direction of what follows."))
    if ISOLATE.search(text) and not _balanced(text):
        raise Improper(_("This text begins a change of direction that it does not end."))


def _balanced(text: str) -> bool:
    for line in text.splitlines():
        depth = 0
        for c in ISOLATE.findall(line):
            depth += -1 if c == "\u2069" else 1
            if depth < 0:
                return False
        if depth:
            return False
    return True


def _visible(c: str) -> bool:
    return unicodedata.category(c)[0] not in "CZ" and not unicodedata.combining(c)


def language_tag(lang: Any) -> str:
    """Return a BCP 47 tag in its usual letters: `da`, `zh-Hant`, `pt-BR`; raises `Improper`."""
    if not isinstance(lang, str) or not LANG.fullmatch(lang):
        raise Improper(_("This must be the tag of a language, such as da, en, ar or uk."))
    return _usual_tag(lang)


@lru_cache(maxsize=500)
def _usual_tag(lang: str) -> str:
    first, *rest = lang.split("-")
    sized = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(sized.get(len(s), str.lower)(s) for s in rest)])


class LanguageField(fields.Field[str]):
    """The language of the texts beside it (BCP 47)."""

    def _deserialize(self, value: Any, *_args: Any, **_more: Any) -> str:
        try:
            return language_tag(value)
        except Improper as no:
            raise ValidationError(no.why) from None


class TextsField(fields.Field[tuple[Text, ...]]):
    """A human text: a list of `{lang, text, source}`, the original first.

    A bare string is taken too, together with the schema's `language`.
    """

    def __init__(self, *, max_length: int, one_line: bool = False, **more: Any) -> None:
        super().__init__(**more)
        self.max_length, self.one_line = max_length, one_line

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> tuple[Text, ...]:
        if isinstance(value, str):
            return (self._bare(value, (data or {}).get("language")),)
        if not isinstance(value, list):
            raise ValidationError(
                _("This must be a text, or a list of texts with their languages.")
            )
        if not 1 <= len(value) <= MOST_TEXTS:
            raise ValidationError(_("Give from 1 to {max} texts.", max=MOST_TEXTS))
        return self._several(value)

    def _bare(self, value: str, lang: Any) -> Text:
        try:
            text = proper(value, self.max_length, self.one_line)
        except Improper as no:
            raise ValidationError(no.why) from None
        if lang is None:
            lang = self._usual_language()
        try:
            return Text(language_tag(lang), text)
        except Improper:
            return Text("und", text)  # what is wrong is told at `language`

    def _usual_language(self) -> str:
        beside = self.parent.fields.get("language") if isinstance(self.parent, Schema) else None
        if beside is None or not isinstance(beside.load_default, str):
            raise ValidationError(
                _("Say with `language` which language this is in, or send a list of texts.")
            )
        return beside.load_default

    def _several(self, value: list[Any]) -> tuple[Text, ...]:
        texts, wrong, seen = [], dict[int, Any](), set[str]()
        for number, entry in enumerate(value):
            try:
                text = self._one(entry, number)
                if text.lang in seen:
                    raise ValidationError({"lang": [_("This language is there twice.")]})
                seen.add(text.lang)
                texts.append(text)
            except ValidationError as error:
                wrong[number] = error.messages
        if wrong:
            raise ValidationError(wrong)
        return tuple(texts)

    def _one(self, entry: Any, number: int) -> Text:
        if not isinstance(entry, dict):
            raise ValidationError(_("This must be an object."))
        wrong: dict[str, Any] = {}
        if getattr(self.parent, "unknown", RAISE) == RAISE:
            wrong = {key: [_("This field is not known here.")] for key in entry.keys() - KEYS}
        made: dict[str, Any] = {}
        readers = {"lang": language_tag, "text": self._words, "source": _source(number)}
        for key, read in readers.items():
            try:
                made[key] = read(entry.get(key))
            except Improper as no:
                wrong[key] = [no.why]
        if wrong:
            raise ValidationError(wrong)
        return Text(**made)

    def _words(self, value: Any) -> str:
        if not isinstance(value, str):
            raise Improper(_("This must be a text."))
        return proper(value, self.max_length, self.one_line)

    def _serialize(self, value: Any, *_args: Any, **_more: Any) -> list[dict[str, str]] | None:
        if value is None:
            return None
        return [{"lang": t.lang, "text": t.text, "source": t.source.value} for t in value]


KEYS = {"lang", "text", "source"}
SOURCES = [source.value for source in TextSource]


def _source(number: int) -> Any:
    def read(value: Any) -> TextSource:
        if value is None:
            return TextSource.HUMAN if number else TextSource.ORIGINAL
        if value not in SOURCES:
            raise Improper(_("This must be one of: {choices}.", choices=", ".join(SOURCES)))
        if (value == TextSource.ORIGINAL) is not (number == 0):
            raise Improper(_("The first text is the original, and only the first."))
        return TextSource(value)

    return read

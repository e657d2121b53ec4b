"""Fields for what people write: in one language or several, the original first."""

from collections.abc import Mapping
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from chassis.changes import Text, TextSource
from chassis.web.proper import Improper, language_tag, proper
from chassis.words import _

MOST_TEXTS = 20
KEYS = {"lang", "text", "source"}
SOURCES = [source.value for source in TextSource]


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


class SeveralTexts(fields.List[Any]):
    """A list of human texts; bare strings are in the `language` beside the list."""

    def __init__(self, *, max_length: int, most: int, one_line: bool = False, **more: Any) -> None:
        inner = TextsField(max_length=max_length, one_line=one_line)
        super().__init__(inner, validate=validate.Length(max=most), **more)

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> list[Any]:
        lang = (data or {}).get("language")
        if isinstance(value, list) and lang is not None:
            value = [[{"lang": lang, "text": v}] if isinstance(v, str) else v for v in value]
        return super()._deserialize(value, attr, data, **kwargs)


def as_kept(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields as the domain knows them: lists are tuples, `language` has been heeded."""
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in given.items()
        if name != "language"
    }


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

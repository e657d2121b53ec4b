"""Things told in the reader's language, as plain text: for pictures, which know no HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from chassis.pages.showing import best, language_name
from chassis.web import language
from chassis.web.asking import manners
from chassis.words import Sentence
from chassis.words import Words as Catalogs
from initiatives.drawing import Words

LOCALES = {"en": "en_GB"}
SAID = {"da": "»{}«", "en": "“{}”"}
Texts = Sequence[Any]


def _n(one: str, many: str) -> tuple[str, str]:
    """Mark a sentence with two forms in the code."""
    return one, many


@dataclass(frozen=True)
class Teller:
    """Who tells a reader of one language."""

    catalogs: Catalogs
    lang: str

    def say(self, sentence: Sentence, **facts: object) -> Words:
        """Return a sentence of ours."""
        return Words(self.text(sentence, **facts), self.lang)

    def text(self, sentence: Sentence, **facts: object) -> str:
        """Return a sentence of ours as text alone."""
        return self.catalogs.say(self.lang, sentence, **facts)

    def many(self, forms: tuple[str, str], n: int, **facts: str) -> str:
        """Return the one of both forms that goes with a number."""
        return self.catalogs.say_many(self.lang, forms[0], forms[1], n, **facts)

    def words(self, texts: Texts) -> Words:
        """Return what somebody wrote, in the reader's language if it is there."""
        text = best(texts, self.lang)
        return Words(text.text, text.lang)

    def first(self, texts: Texts) -> Words | None:
        """Return what somebody wrote as they wrote it, where that is in another language."""
        text = best(texts[:1], self.lang)
        shown = best(texts, self.lang)
        return Words(text.text, text.lang) if texts and text.lang != shown.lang else None

    def foreign(self, texts: Texts) -> str:
        """Return the name of the language that somebody wrote in, where it is another."""
        lang = best(texts[:1], self.lang).lang
        same = not texts or lang.partition("-")[0] in (self.lang, "und", "")
        return "" if same else language_name(lang)

    def number(self, value: float) -> str:
        """Return a number as people write it."""
        return format_decimal(round(value, 2), locale=self._locale)

    def day(self, on: date | str) -> str:
        """Return a day as people say it."""
        day = date.fromisoformat(on[:10]) if isinstance(on, str) else on
        return format_date(day, "long", self._locale)

    @property
    def _locale(self) -> str:
        return LOCALES.get(self.lang, self.lang)


def teller() -> Teller:
    """Return who tells the reader of this request."""
    return Teller(manners().words, language())


def quoted(words: Words) -> Words:
    """Return what somebody said between the quotation marks of its language."""
    return Words(SAID.get(words.lang.partition("-")[0], "“{}”").format(words.text), words.lang)

"""How things look in the reader's language: sentences, dates, numbers, and what people wrote."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from flask import current_app
from markupsafe import Markup, escape

from chassis.changes import Text
from chassis.clock import HERE
from chassis.codec import moment
from chassis.web import language
from chassis.web.asking import manners
from chassis.words import Sentence, fill

LOCALES = {"en": "en_GB"}
ENGLISH_TO_OURS = str.maketrans(",.", ".,")
CLOCK = {"da": "{day} kl. {time}", "en": "{day} at {time}"}
OWN_NAMES = {"da": "Dansk", "en": "English"}
SPOKEN = ("da", "en", "ar", "uk", "fa", "so", "tr", "ti", "pl", "ro", "ru", "de", "ur", "ku")
"""The languages that forms offer; every other can be handed in through the API."""


def translated(sentence: str, **facts: object) -> Markup:
    """Return the sentence in the reader's language, safe to show; facts may be Markup."""
    key, given = sentence, facts
    if isinstance(sentence, Sentence):
        key, given = sentence.key, {**sentence.facts, **facts}
    return _filled(manners().words.translate(language(), key), given)


def translated_many(one: str, many: str, n: int, **facts: object) -> Markup:
    """Return the form of the sentence that goes with `n`, in the reader's language."""
    text = manners().words.translate_many(language(), one, many, n)
    return _filled(text, {**facts, "n": number(n)})


def _filled(text: str, facts: Mapping[str, object]) -> Markup:
    return Markup(fill(str(escape(text)), facts, _fact))


def _fact(fact: object) -> str:
    return str(translated(fact) if isinstance(fact, Sentence) else escape(fact))


def number(n: float) -> str:
    """Return a number with its thousands apart, and two decimals at most."""
    grouped = f"{n:,}" if isinstance(n, int) else f"{n:,.2f}".rstrip("0").rstrip(".")
    return grouped if language() == "en" else grouped.translate(ENGLISH_TO_OURS)


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse(LOCALES.get(lang, lang))


def _local(at: datetime | str) -> datetime:
    return (moment(at) if isinstance(at, str) else at).astimezone(HERE)


def day(at: datetime | date | str) -> Markup:
    """Return a date as people say it, and for machines beside it."""
    if isinstance(at, str):
        at = date.fromisoformat(at) if len(at) == 10 else _local(at)
    elif isinstance(at, datetime):
        at = _local(at)
    told = format_date(at, "long", _locale(language()))
    machine = f"{at:%Y-%m-%d}"
    return Markup('<time datetime="{}">{}</time>').format(machine, told)


def hour(at: datetime | str) -> Markup:
    """Return a date with the time of day in Denmark."""
    there = _local(at)
    lang = language()
    told = CLOCK.get(lang, "{day} {time}").format(
        day=format_date(there, "long", _locale(lang)),
        time=f"{there:%H.%M}" if lang == "da" else f"{there:%H:%M}",
    )
    return Markup('<time datetime="{}">{}</time>').format(there.isoformat(timespec="minutes"), told)


def best(texts: Sequence[Text | Mapping[str, str]], lang: str) -> Text:
    """Return the text to show a reader of a language: theirs if there is one, else the original."""
    found = [text if isinstance(text, Text) else Text(**_known(text)) for text in texts]
    wanted = lang.partition("-")[0]
    for text in found:
        if text.lang.partition("-")[0] == wanted:
            return text
    return found[0] if found else Text("", "")


def _known(text: Mapping[str, str]) -> dict[str, Any]:
    return {key: text[key] for key in ("lang", "text", "source") if key in text}


@cache
def direction(lang: str) -> str:
    """Return the direction in which a language is written."""
    try:
        return Locale.parse(lang.partition("-")[0]).text_direction
    except (ValueError, UnknownLocaleError):
        return "auto"


@cache
def _language_name(lang: str, reader: str) -> str:
    try:
        return Locale.parse(lang, sep="-").get_display_name(_locale(reader)) or lang
    except (ValueError, UnknownLocaleError):
        return lang


def language_name(lang: str) -> str:
    """Return the name of a language in the reader's."""
    return _language_name(lang, language())


def own_name(lang: str) -> str:
    """Return the name of a language in itself."""
    return OWN_NAMES.get(lang) or (_locale(lang).get_display_name() or lang).capitalize()


def languages() -> tuple[str, ...]:
    """Return the languages that pages can be read in."""
    known: tuple[str, ...] = current_app.extensions["samskab"].words.languages
    return known

"""Short texts of others, put so that they cannot break what they stand in; numbers and days."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from chassis.pages.showing import LOCALES, best
from notifications.domain.addresses import has_control

LONGEST_TITLE = 80
OPEN_ISOLATE, CLOSE_ISOLATE = "\u2068", "\u2069"
Texts = Sequence[Mapping[str, Any]]


def title(texts: Texts, lang: str) -> str:
    """Return what somebody wrote on one line, in the reader's language if it is there."""
    return isolated(best(texts, lang).text)


def prose(texts: Texts, lang: str) -> str:
    """Return what somebody wrote at length."""
    return best(texts, lang).text


def isolated(title: str) -> str:
    """Return a title so that it cannot turn or break the line it stands in (UAX 9)."""
    kept = "".join(" " if has_control(c) else c for c in title)
    line = " ".join(kept.split())
    if len(line) > LONGEST_TITLE:
        line = f"{line[: LONGEST_TITLE - 1].rstrip()}…"
    return f"{OPEN_ISOLATE}{line}{CLOSE_ISOLATE}" if line else ""


def amount(value: float | None, lang: str) -> str:
    """Return a number as people write it; nothing where there is none."""
    return "" if value is None else format_decimal(value, locale=LOCALES.get(lang, lang))


def day(text: str, lang: str) -> str:
    """Return a date as people say it; nothing where there is none."""
    if not text:
        return ""
    return format_date(date.fromisoformat(text), "long", LOCALES.get(lang, lang))

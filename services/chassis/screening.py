"""No CPR number in any text we keep.

A Danish CPR number is confidential. Since 2007 numbers are given out that do not satisfy
modulus 11 (often to people whose birthday is not known), so only the shape and the date are
asked. The number itself is never repeated, logged or kept.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from chassis.errors import Unfit

SHAPE = re.compile(
    r"(?<![0-9A-Za-z])(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])"
    r"[0-9]{2}[ -]?[0-9]{4}(?![0-9A-Za-z])"
)
DIGIT = re.compile(r"\d")


class CprFound(Unfit):
    """A text holds something of the shape of a CPR number."""


def plain(text: str) -> str:
    """Return the text with every digit, dash and space in its ASCII form, and nothing invisible."""
    if text.isascii():
        return text
    return "".join(map(_plain_character, unicodedata.normalize("NFKC", text)))


def _plain_character(c: str) -> str:
    if c.isascii():
        return c
    category = unicodedata.category(c)
    if category == "Cf":
        return ""
    if category == "Nd":
        return str(unicodedata.digit(c))
    if category == "Pd" or c == "\u2212":
        return "-"
    return " " if category == "Zs" else c


def has_cpr(text: str) -> bool:
    """Tell whether a text holds something of the shape of a CPR number."""
    if len(DIGIT.findall(unicodedata.normalize("NFKC", text))) < 10:
        return False
    return SHAPE.search(plain(text)) is not None


def screen(value: Any, pointer: str = "") -> None:
    """Refuse any JSON that holds a CPR number in a text or key, naming only the place."""
    for place, text in _texts(value, pointer):
        if has_cpr(text):
            raise CprFound(
                "This looks like a CPR number. Please leave it out: we never need it here.",
                pointer=place,
            )


def _texts(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if len(value) >= 10:
            yield pointer, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if len(key) >= 10 and has_cpr(key):
                yield pointer, key
            yield from _texts(inner, f"{pointer}/{key}")
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _texts(inner, f"{pointer}/{number}")

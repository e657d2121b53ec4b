"""What people write, as it is kept: normalised, and safe to show among other texts (UAX 9, 15)."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from chassis.web.strict import CONTROL, NOT_CHARACTERS, TOO_LONG
from chassis.words import Sentence, _

LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}", re.ASCII)
BEYOND_LATIN = re.compile("[^\0-\u02ff]")
OVERRIDE = re.compile("[\u202a-\u202e]")
ISOLATE = re.compile("[\u2066-\u2069]")
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

"""Reading what was sent, strictly: JSON that means one thing only (RFC 7493), forms, queries.

What cannot be taken is refused with the place where it stands, and is never repeated whole.
"""

import json
import math
import re
from collections.abc import Iterator
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from chassis.errors import Refusal, Unreadable
from chassis.screening import has_cpr
from chassis.words import Sentence, _

MOST_BYTES = 512 * 1024
DEEPEST = 32
MOST_FIELDS = 200
BAD_CHARACTER = re.compile("[\0\ud800-\udfff]")
TOO_DEEP = _("This is nested deeper than {most} levels.", most=DEEPEST)


class OtherFormat(Refusal):
    """What was sent is in a format that is not taken here."""

    status, title = 415, "Another format, please"


class _Odd(Exception):
    """Found in passing; where it stands is asked afterwards."""

    def __init__(self, why: Sentence, name: str = "") -> None:
        self.why, self.name = why, name


def named(key: str) -> str:
    """Return a sender's own key as part of a pointer: short, printable, no CPR number."""
    if has_cpr(key):
        return "…"
    key = BAD_CHARACTER.sub("\ufffd", key if len(key) <= 80 else f"{key[:80]}…")
    return key.replace("~", "~0").replace("/", "~1")


def read_json(raw: bytes) -> Any:
    """Return what a JSON text says; raises `Unreadable` with a pointer."""
    try:
        text, whole = raw.decode(), True
    except UnicodeDecodeError:
        text, whole = raw.decode(errors="surrogateescape"), False
    if text.startswith("\ufeff"):
        raise Unreadable("Please send the JSON without a byte order mark.")
    try:
        try:
            value = QUICK.decode(text)
        except _Odd:
            value, whole = CAREFUL.decode(text), False
    except json.JSONDecodeError as error:
        raise Unreadable(
            "This is not JSON: line {line}, column {column}.", line=error.lineno, column=error.colno
        ) from None
    except RecursionError:
        raise Unreadable(TOO_DEEP) from None
    if not whole or "\\u" in text or text.count("[") + text.count("{") > DEEPEST:
        _search(value)
    return value


def _search(value: Any) -> None:
    """Refuse the first thing that must not be taken, naming its place."""
    left: list[tuple[Any, str, int]] = [(value, "", 1)]
    while left:
        value, at, depth = left.pop()
        if isinstance(value, _Odd):
            raise Unreadable(value.why, pointer=at, name=value.name)
        if isinstance(value, str) and BAD_CHARACTER.search(value):
            raise Unreadable("This text holds something that is not a character.", pointer=at)
        if isinstance(value, dict | list):
            if depth > DEEPEST:
                raise Unreadable(TOO_DEEP, pointer=at)
            left += reversed([(v, f"{at}/{k}", depth + 1) for k, v in _inside(value, at)])


def _inside(value: dict[str, Any] | list[Any], at: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        yield from ((str(n), inner) for n, inner in enumerate(value))
        return
    for key, inner in value.items():
        if BAD_CHARACTER.search(key):
            raise Unreadable(
                "The name of a field holds something that is not a character.", pointer=at
            )
        yield named(key), inner


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Odd(Sentence(""))
    return found


def _finite(text: str) -> float:
    if math.isinf(number := float(text)):
        raise _Odd(_("This number is too large."))
    return number


def _whole(text: str) -> int:
    if len(text) > 20 or not -(2**63) <= (number := int(text)) < 2**63:
        raise _Odd(_("This number is too large."))
    return number


def _constant(text: str) -> NoReturn:
    raise _Odd(_("JSON has no such number."))


def _marked_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        twice = _("The field “{name}” is there twice.")
        found[key] = _Odd(twice, named(key)) if key in found else value
    return found


def _marked(read: Any) -> Any:
    def marked(text: str) -> Any:
        try:
            return read(text)
        except _Odd as odd:
            return odd

    return marked


QUICK = json.JSONDecoder(
    object_pairs_hook=_once, parse_float=_finite, parse_int=_whole, parse_constant=_constant
)
CAREFUL = json.JSONDecoder(
    object_pairs_hook=_marked_once,
    parse_float=_marked(_finite),
    parse_int=_marked(_whole),
    parse_constant=_marked(_constant),
)


def read_pairs(raw: bytes) -> list[tuple[str, str]]:
    """Return the fields of a form or query in the order sent; raises `Unreadable`."""
    try:
        return parse_qsl(
            raw.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"
        )
    except ValueError:
        raise Unreadable("These fields cannot be read.") from None

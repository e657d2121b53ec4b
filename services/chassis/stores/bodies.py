"""What a document may hold, so that every engine keeps it and gives it back unchanged."""

import json
from math import isfinite
from typing import Any

from chassis.errors import Unfit
from chassis.stores import Body

LARGEST = 2**63
DEEPEST = 50
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def written(body: Body) -> str:
    """Return the body as JSON text; raises `Unfit` for what not every engine can keep."""
    _fit(body, "", DEEPEST)
    return _encode(body)


def read(text: str) -> Any:
    """Return what was written, as a copy of the reader's own."""
    return json.loads(text)


def dig(body: Body, field: str) -> Any:
    """Return the value at a dotted path, None where there is none."""
    value: Any = body
    for name in field.split("."):
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value


def reach(body: Body, field: str) -> list[Any]:
    """Return all values at a dotted path that leads through lists of objects as well."""
    found: list[Any] = [body]
    for name in field.split("."):
        inside = [
            each for value in found for each in (value if isinstance(value, list) else [value])
        ]
        found = [each[name] for each in inside if isinstance(each, dict) and name in each]
    return found


def _fit(value: Any, pointer: str, depth: int) -> None:
    if isinstance(value, str):
        if not value.isascii():
            _fit_text(value, pointer)
    elif isinstance(value, dict):
        for name, inner in value.items():
            _fit_name(name, pointer)
            _fit(inner, f"{pointer}/{name}", _deeper(pointer, depth))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            _fit(inner, f"{pointer}/{number}", _deeper(pointer, depth))
    elif isinstance(value, int | float):
        if not (isfinite(value) if isinstance(value, float) else -LARGEST <= value < LARGEST):
            raise Unfit("This is not a number that can be kept.", pointer=pointer)
    elif value is not None:
        raise TypeError(f"{pointer}: {type(value).__name__} is not plain JSON.")


def _fit_text(text: str, pointer: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Unfit("Half a character is missing in this text.", pointer=pointer) from None


def _fit_name(name: Any, pointer: str) -> None:
    if not isinstance(name, str):
        raise TypeError(f"{pointer}: the name of a field is a string, not {name!r}.")
    if "." in name or "\0" in name or name.startswith("$"):
        raise Unfit("A field cannot be called that.", pointer=f"{pointer}/{name}")
    if not name.isascii():
        _fit_text(name, pointer)


def _deeper(pointer: str, depth: int) -> int:
    if not depth:
        raise Unfit("This is nested too deeply to be kept.", pointer=pointer)
    return depth - 1

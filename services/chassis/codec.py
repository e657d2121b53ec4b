"""Frozen dataclasses to plain JSON and back, and the JSON Schema that follows from them.

Fields are snake_case in Python and camelCase in JSON. Instants are UTC with milliseconds and a
`Z`, always 24 characters, so that they sort as text (RFC 3339). A field that is None stays out
of the JSON; one that is missing in the JSON takes its default.
"""

import types
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Json = Any


def camel(name: str) -> str:
    """Return `a_name` as `aName`."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def instant(at: datetime) -> str:
    """Return an instant as text of fixed width, in UTC."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment(text: str) -> datetime:
    """Return the instant that a text names; raises ValueError."""
    at = datetime.fromisoformat(text.upper())
    if at.tzinfo is None:
        raise ValueError("An instant needs its offset from UTC.")
    try:
        return at.astimezone(UTC)
    except OverflowError as beyond:
        raise ValueError("No year in UTC is that far away.") from beyond


def dump(thing: Any) -> dict[str, Json]:
    """Return a dataclass as JSON."""
    cls: Any = type(thing)
    out: dict[str, Json] = _writer(cls)(thing)
    return out


def load(cls: type[T], body: dict[str, Json]) -> T:
    """Return the dataclass that this JSON describes; fields it does not know are passed over.

    Raises KeyError, TypeError or ValueError where the JSON does not fit.
    """
    form: Any = cls
    thing: T = _reader(form)(body)
    return thing


def schema(cls: type) -> dict[str, Json]:
    """Return the JSON Schema (2020-12) of what `dump` gives for this dataclass."""
    hints = get_type_hints(cls)
    shown = {camel(f.name): _described(hints[f.name], f) for f in fields(cls)}
    needed = [camel(f.name) for f in fields(cls) if not _optional(hints[f.name], f)]
    return {"type": "object", "properties": shown, "required": needed}


def _same(value: Json) -> Json:
    return value


def _forms(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """Return what kind of annotation this is, with `X | None` as plain `X`."""
    if get_origin(hint) in (Union, types.UnionType):
        inner = [a for a in get_args(hint) if a is not type(None)]
        if len(inner) != 1:
            raise TypeError(f"{hint} has no one form in JSON.")
        return _forms(inner[0])
    return get_origin(hint) or hint, get_args(hint)


@cache
def _writer(hint: Any) -> Callable[[Any], Json]:
    form, inside = _forms(hint)
    if is_dataclass(form):
        return _object_writer(form)  # type: ignore[arg-type]  # a class, not an instance
    if form is datetime:
        return instant
    if form is date:
        return date.isoformat
    if form is tuple:
        one = _writer(inside[0])
        return lambda items: [one(item) for item in items]
    if form is dict and inside and _writer(inside[1]) is not _same:
        of = _writer(inside[1])
        return lambda items: {str(key): of(item) for key, item in items.items()}
    if isinstance(form, type) and issubclass(form, StrEnum):
        return lambda value: value.value
    return _same


def _object_writer(cls: type) -> Callable[[Any], Json]:
    hints = get_type_hints(cls)
    plan = [(f.name, camel(f.name), _writer(hints[f.name])) for f in fields(cls)]

    def write(thing: Any) -> Json:
        out = {}
        for name, key, of in plan:
            value = getattr(thing, name)
            if value is not None:
                out[key] = of(value)
        return out

    return write


@cache
def _reader(hint: Any) -> Callable[[Json], Any]:
    form, inside = _forms(hint)
    if is_dataclass(form):
        return _object_reader(form)  # type: ignore[arg-type]  # a class, not an instance
    if form is datetime:
        return moment
    if form is date:
        return date.fromisoformat
    if form is tuple:
        one = _reader(inside[0])
        return lambda items: tuple([one(item) for item in items])
    if form is dict and inside and _reader(inside[1]) is not _same:
        of = _reader(inside[1])
        return lambda items: {key: of(item) for key, item in items.items()}
    if isinstance(form, type) and issubclass(form, StrEnum):
        return form
    return _same


def _object_reader(cls: type) -> Callable[[Json], Any]:
    hints = get_type_hints(cls)
    plan = [(f.name, camel(f.name), _reader(hints[f.name])) for f in fields(cls)]

    def read(body: Json) -> Any:
        return cls(**{name: of(body[key]) for name, key, of in plan if body.get(key) is not None})

    return read


def _optional(hint: Any, f: "Field[Any]") -> bool:
    return type(None) in get_args(hint) or not (
        f.default is MISSING and f.default_factory is MISSING
    )


def _described(hint: Any, f: "Field[Any] | None" = None) -> dict[str, Json]:
    form, inside = _forms(hint)
    if is_dataclass(form):
        return schema(form)  # type: ignore[arg-type]  # a class, not an instance
    if form is Literal:
        return {"enum": list(inside)}
    if form is tuple:
        return {"type": "array", "items": _described(inside[0])}
    if form is dict:
        return {"type": "object", "additionalProperties": _described(inside[1]) if inside else True}
    if isinstance(form, type) and issubclass(form, StrEnum):
        return {"type": "string", "enum": [member.value for member in form]}
    simple = {
        str: {"type": "string"},
        bool: {"type": "boolean"},
        int: {"type": "integer"},
        float: {"type": "number"},
        datetime: {"type": "string", "format": "date-time"},
        date: {"type": "string", "format": "date"},
        Any: {},
    }
    return dict(simple[form])

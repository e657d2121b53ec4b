"""Holding JSON to a JSON Schema (2020-12), and telling what is wrong in our own sentences.

The sentences name the place and what belongs there, never what was there.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from chassis.codec import moment
from chassis.web import Mistake
from chassis.web.reading import named
from chassis.web.strict import RFC3339
from chassis.words import Sentence, _

FORMATS = FormatChecker(formats=())
NO_INSTANT = _("This must be a date and time with its offset, such as 2026-03-01T09:30:00+01:00.")
TYPES = {
    "object": _("This must be an object."),
    "array": _("This must be a list."),
    "string": _("This must be a text."),
    "boolean": _("This must be true or false."),
    "integer": _("This must be a whole number."),
    "number": _("This must be a number."),
}
SENTENCES = {
    "minLength": _("This is too short; at least {limit} are needed."),
    "maxLength": _("This is too long; at most {limit} characters fit in."),
    "minItems": _("This is too short; at least {limit} are needed."),
    "maxItems": _("This is too long; at most {limit} fit in."),
    "minimum": _("This must be at least {limit}."),
    "maximum": _("This must be at most {limit}."),
    "pattern": _("This is not written in the expected way."),
    "uniqueItems": _("Something is there twice."),
    "date-time": NO_INSTANT,
}
MISSING = _("This is missing.")
NOT_KNOWN = _("This field is not known here.")
NOT_VALID = _("This is not valid.")
ONE_OF = _("This must be one of: {choices}.")
MOST_TOLD = 20


@FORMATS.checks("date-time")
def is_instant(value: object) -> bool:
    """Tell whether a text is an instant of RFC 3339."""
    if not isinstance(value, str):
        return True
    try:
        return bool(RFC3339.fullmatch(value) and moment(value.upper()))
    except (ValueError, OverflowError):
        return False


def validator(schema: Mapping[str, Any]) -> Draft202012Validator:
    """Return a validator; raises `jsonschema.SchemaError` when the schema itself is wrong."""
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FORMATS)


def wrong(schema: Draft202012Validator, value: Any, at: str = "") -> list[Mistake]:
    """Return what is wrong with a value, each place once; nothing when it fits."""
    found: dict[tuple[str, str], Mistake] = {}
    for error in schema.iter_errors(value):
        for mistake in _told(error, at):
            found.setdefault((mistake.pointer, mistake.detail), mistake)
        if len(found) >= MOST_TOLD:
            break
    return list(found.values())[:MOST_TOLD]


def _told(error: ValidationError, at: str) -> Iterator[Mistake]:
    place = at + "".join(f"/{named(str(step))}" for step in error.absolute_path)
    keyword: Any = error.validator
    if keyword == "required":
        needed: Any = error.validator_value
        given: Any = error.instance
        missing = [name for name in needed if name not in given]
        yield from (Mistake(MISSING, f"{place}/{name}") for name in missing)
    elif keyword in ("additionalProperties", "unevaluatedProperties"):
        yield from (Mistake(NOT_KNOWN, f"{place}/{named(name)}") for name in _extra(error))
    elif keyword in ("anyOf", "oneOf") and (nearest := _nearest(error)):
        for inner in nearest:
            yield from _told(inner, at)
    else:
        yield Mistake(_sentence(keyword, error.validator_value), place)


def _extra(error: ValidationError) -> list[str]:
    schema: Any = error.schema
    given: Any = error.instance
    known, patterns = schema.get("properties", ()), schema.get("patternProperties", ())
    return [
        name
        for name in given
        if name not in known and not any(re.search(pattern, name) for pattern in patterns)
    ]


def _nearest(error: ValidationError) -> list[ValidationError]:
    """Return what is wrong under the one alternative that is at least of the right type."""
    branches: dict[Any, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.schema_path[0], []).append(inner)
    fitting = [
        errors
        for errors in branches.values()
        if not any(e.validator == "type" and not e.path for e in errors)
    ]
    return fitting[0] if len(fitting) == 1 else []


def _sentence(keyword: str, expected: Any) -> Sentence:
    if keyword == "type" and isinstance(expected, str):
        return TYPES.get(expected, NOT_VALID)
    if keyword == "enum":
        return ONE_OF.format(choices=", ".join(map(str, expected)))
    if keyword == "const":
        return ONE_OF.format(choices=str(expected))
    if keyword == "format":
        return SENTENCES.get(expected, NOT_VALID)
    return SENTENCES.get(keyword, NOT_VALID).format(limit=expected)

"""Nothing personal and no secret in a log line, whoever wrote it there by mistake."""

import re
from typing import Any

from chassis.screening import SHAPE, has_cpr, plain
from chassis.settings.secret import Secret

HIDDEN = "[hidden]"
NAMES = re.compile(
    r"secret|passw|token|cookie|authori[sz]|api.?key|tracking.?(code|hash)|e.?mail|phone",
    re.IGNORECASE,
)
SHAPES = re.compile(
    r"""
    \b(?:[A-Z2-7]{4}[- ]){4}[A-Z2-7]{4}\b                   # a tracking code
    | \b(?:[a-z2-7]{4}-){4}[a-z2-7]{4}\b                    # the same, typed in small letters
    | \beyJ[\w-]{8,}\.[\w-]+\.[\w-]*                        # a JWT
    | (?<=://)[^/@\s]+:[^/@\s]*(?=@)                        # user and password of a URL
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                          # an e-mail address
    | \b(?:(?:Bearer|Basic)\s+)[\w.~+/=-]{8,}               # credentials of a header
    | \b(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{40,}              # a key or secret
    """,
    re.VERBOSE,
)
OWN = frozenset(("at", "level", "part", "trace", "method", "route", "status", "ms", "bytes"))


def redact(_logger: object, _method: str, line: Any) -> Any:
    """Hide what is named like a secret, shaped like one, or looks like a CPR number."""
    for name, value in line.items():
        if name in OWN or value is None or isinstance(value, int | float):
            continue
        line[name] = _clean_named(name, value)
    return line


def clean(value: Any) -> Any:
    """Return the value without what must not be told."""
    if isinstance(value, str):
        return _clean_text(value)
    if isinstance(value, dict):
        return {
            clean(str(k)): HIDDEN if NAMES.search(str(k)) else clean(v) for k, v in value.items()
        }
    if isinstance(value, list | tuple | set | frozenset):
        return [clean(each) for each in value]
    if isinstance(value, Secret | bytes):
        return HIDDEN
    return value if value is None or isinstance(value, int | float) else _clean_text(str(value))


def _clean_named(name: str, value: Any) -> Any:
    return HIDDEN if NAMES.search(name) else clean(value)


def _clean_text(text: str) -> str:
    if len(text) < 8:
        return text
    if has_cpr(text):
        text = SHAPE.sub(HIDDEN, plain(text))
    return SHAPES.sub(HIDDEN, text)

"""One trace id from a portal's request to the last listener (W3C Trace Context)."""

import os
import re
from contextvars import ContextVar

SHAPE = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?\Z")
_current: ContextVar[tuple[str, str]] = ContextVar("trace", default=("", ""))


def begin_trace(parent: str | None = None) -> str:
    """Go on with the trace of a `traceparent`, or begin a new one; return its id.

    What is not a valid `traceparent` counts as none. Every request and every record read begins
    one, so nothing is ever told under the trace of what the thread did before.
    """
    found = SHAPE.match(parent) if parent else None
    random = os.urandom(24).hex()
    current = _valid(found) if found else ""
    _current.set((current or random[:32], random[32:]))
    return current or random[:32]


def _valid(found: re.Match[str]) -> str:
    version, trace_id, parent_id, more = found.groups()
    if version == "ff" or (version == "00" and more):
        return ""
    return "" if not trace_id.strip("0") or not parent_id.strip("0") else trace_id


def trace() -> str:
    """Return the id of the current trace; empty when none was begun."""
    return _current.get()[0]


def traceparent() -> str:
    """Return the `traceparent` to hand on; begins a trace when there is none."""
    if not trace():
        begin_trace()
    return "00-{}-{}-01".format(*_current.get())

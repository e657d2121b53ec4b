"""Log lines: JSON on stderr, one write each; for a person at a terminal something to read."""

import json
import logging
import os
import sys
from datetime import UTC, datetime
from typing import Any

import structlog

from chassis.telemetry.redaction import redact
from chassis.telemetry.tracing import trace


def logger(part: str) -> Any:
    """Return the logger of a part: `logger("ideas").info("A sentence.", what=1)`."""
    return structlog.get_logger(part=part)


def begin_logs(level: str = "info", local: bool = False) -> None:
    """Set what is logged and how, for the whole process and every library in it.

    JSON; lines for a person to read where this is local and stderr is a terminal.
    """
    threshold = logging.getLevelNamesMapping()[level.upper()]
    _set(threshold, _readable if local and sys.stderr.isatty() else _json)
    logging.basicConfig(handlers=[_Libraries()], level=max(threshold, logging.WARNING), force=True)
    logging.captureWarnings(True)


def _set(threshold: int, show: Any) -> None:
    structlog.configure(
        processors=[_stamp, structlog.processors.format_exc_info, redact, show],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=_Stderr,
        cache_logger_on_first_use=False,
    )


class _Stderr:
    """Writes a line whole, so that the lines of several processes never mix."""

    def __init__(self, *_: object) -> None:
        pass

    def msg(self, line: str) -> None:
        os.write(2, line.encode("utf-8", "replace") + b"\n")

    debug = info = warning = error = critical = exception = msg


class _Libraries(logging.Handler):
    """Takes what libraries log, the arguments too, through the same redaction."""

    def emit(self, record: logging.LogRecord) -> None:
        line: Any = logger(record.name)
        line.log(record.levelno, record.getMessage(), exc_info=record.exc_info)


def _stamp(_logger: object, level: str, line: Any) -> Any:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    stamped = {"at": at, "level": level, "part": "", "event": "", **line}
    if current := trace():
        stamped.setdefault("trace", current)
    return stamped


def _json(_logger: object, _method: str, line: Any) -> str:
    return json.dumps(line, ensure_ascii=False, default=str)


def _readable(_logger: object, _method: str, line: Any) -> str:
    start = f"{line.pop('at')[11:19]} {line.pop('level'):7} {line.pop('part', '')}: "
    event, told = line.pop("event"), line.pop("exception", "")
    rest = "".join(f" {name}={value}" for name, value in line.items() if name != "trace")
    return f"{start}{event}{rest}" + (f"\n{told}" if told else "")


_set(logging.INFO, _json)

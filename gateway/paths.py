"""The path of a request, read in one way only: nothing gets past by being written oddly."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from chassis.errors import NotThere, Refusal, Unreadable

PLAIN = re.compile(r"(?:/[A-Za-z0-9._~!$&'()*+,=:@-]+)+/?|/")
TARGET = re.compile(r"[!-~]+")
DOTS = re.compile(r"/\.{1,2}(?:/|\Z)")
UNFIT = re.compile(r"[\x00-\x1f\x7f/\\;]")
ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
KEPT = "!$&'()*+,=:@~"
LONGEST = 2048


class TooLong(Refusal):
    """An address that is longer than any of ours."""

    status, title = 414, "Too large"


def path_of(environ: Mapping[str, Any]) -> str:
    """Return the path as it is passed on; raises `Unreadable` or `NotThere` for an odd one."""
    target: str = (
        environ.get("RAW_URI") or environ.get("REQUEST_URI") or quote(environ["PATH_INFO"])
    )
    path = target.partition("?")[0]
    if len(target) > LONGEST * 2 or len(path) > LONGEST:
        raise TooLong("The address is too long.")
    if not TARGET.fullmatch(target):
        raise Unreadable("This address cannot be read.")
    if PLAIN.fullmatch(path) and not ("/." in path and DOTS.search(path)):
        return path
    return _careful(path)


def _careful(path: str) -> str:
    if not path.startswith("/") or ESCAPE.search(path) or "#" in path:
        raise Unreadable("This address cannot be read.")
    if "//" in path or ";" in path or "\\" in path:
        raise NotThere("There is nothing at this address.")
    segments = [_segment(segment) for segment in path[1:].split("/")]
    if any(segment in (".", "..") for segment in segments):
        raise Unreadable("This address cannot be read.")
    return "/" + "/".join(quote(segment, safe=KEPT) for segment in segments)


def _segment(raw: str) -> str:
    try:
        segment = unquote_to_bytes(raw).decode()
    except UnicodeDecodeError:
        raise Unreadable("This address cannot be read.") from None
    if UNFIT.search(segment):
        raise Unreadable("This address cannot be read.")
    return segment

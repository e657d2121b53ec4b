"""Who asks for what in this request: the caller, their language, and the cause of what they do."""

import hashlib
import json
import re
import uuid
from typing import TYPE_CHECKING, Any

from flask import current_app, g, has_request_context, request

from chassis.changes import Cause, derived
from chassis.errors import EditionNeeded, Unreadable
from chassis.identity import NOBODY, Caller
from chassis.telemetry import trace, traceparent
from chassis.words import FIRST

if TYPE_CHECKING:
    from chassis.web.manners import Manners

KEY = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?")
EDITION = re.compile(r'"v(0|[1-9][0-9]{0,17})"')
CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def manners() -> "Manners":
    """Return the manners of this app."""
    found: Manners = current_app.extensions["samskab"]
    return found


def caller() -> Caller:
    """Return who is asking, as the gateway has vouched for it."""
    who: Caller = g.get("caller", NOBODY)
    return who


def language() -> str:
    """Return the language to answer in: chosen here or before, else the best that is accepted."""
    if not has_request_context():
        return FIRST
    if "language" not in g:
        g.language = _language(manners().words.languages)
    lang: str = g.language
    return lang


def _language(known: tuple[str, ...]) -> str:
    for chosen in (None if is_api() else request.args.get("lang"), request.cookies.get("lang")):
        if chosen in known:
            return chosen
    accepted = (tag.partition("-")[0].lower() for tag in request.accept_languages.values())
    return next((lang for lang in accepted if lang in known), FIRST)


def is_api() -> bool:
    """Tell whether this address answers programs, not people."""
    path = request.path
    return path.startswith(("/api/", "/events", "/d/")) or path in ("/api", "/openapi.json")


def etag(edition: int) -> str:
    """Return the ETag of an edition."""
    return f'"v{edition}"'


def edition(needed: bool = False) -> int | None:
    """Return the edition that `If-Match` names; raises `Unreadable`, or `EditionNeeded`."""
    said = request.headers.get("If-Match")
    if said is None:
        if needed:
            raise EditionNeeded(
                "Say with If-Match which edition you change; its ETag tells, such as “v7”."
            )
        return None
    if not (found := EDITION.fullmatch(said.strip())):
        raise Unreadable('If-Match must be one ETag as it was given, such as "v7".')
    return int(found[1])


def cause(edited: bool = False) -> Cause:
    """Return the cause of what is asked for: the same key of the same caller is the same cause.

    `edited`: the caller must say which edition is being changed (PUT and PATCH).
    """
    who, key = caller(), _key()
    return Cause(
        id=derived("command", who.kind, who.subject, key) if key else str(uuid.uuid4()),
        hash=_fingerprint() if key else "",
        keyed=bool(key),
        role=who.role,
        department=who.departments[0] if who.departments else "",
        correlation=trace(),
        traceparent=traceparent(),
        edition=edition(edited),
    )


def _key() -> str:
    key: str | None = request.headers.get("Idempotency-Key", g.get("once"))
    if key is None:
        return ""
    if not KEY.fullmatch(key):
        raise Unreadable("An Idempotency-Key is 1 to 200 printable ASCII characters.")
    return key


def _fingerprint() -> str:
    """Return the hash of what is asked for, however its JSON was written."""
    asked: Any = g.get("given")
    text = f"{request.method} {request.path}\n{CANONICAL.encode(asked)}"
    return hashlib.sha256(text.encode()).hexdigest()

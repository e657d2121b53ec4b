"""What a route takes, said once: it is checked, and OpenAPI follows from it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from flask import g, request
from flask.globals import request_ctx
from marshmallow import Schema, ValidationError, fields

from chassis.errors import TooLarge
from chassis.screening import screen
from chassis.web.asking import is_api
from chassis.web.problems import Mistake, Mistaken, MistakenQuery, mistakes
from chassis.web.reading import MOST_BYTES, OtherFormat, named, read_json, read_pairs
from chassis.web.strict import typed
from chassis.words import _

View = Callable[..., Any]
JSON_TYPE = re.compile(r'\s*application/json\s*(;\s*charset="?utf-?8"?\s*)?', re.IGNORECASE)


@dataclass
class Said:
    """What a view says of itself, for the parser and for OpenAPI alike."""

    body: Schema | None = None
    query: Schema | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    """What it looks at besides, by name: what each is for."""
    answer: Schema | None = None
    many: bool = False
    status: int = 200


def said(view: View) -> Said:
    """Return the notes on a view, made on first sight."""
    notes: Said = view.__dict__.setdefault("_said", Said())
    return notes


def takes(
    schema: type[Schema] | None = None,
    *,
    query: type[Schema] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Callable[[View], View]:
    """Check body and query, unknown fields included, and pass them on as keywords.

    `headers` tells of those that the view itself looks at, with what each is for.
    """
    wanted, filters = schema() if schema else None, query() if query else None

    def wrap(view: View) -> View:
        @wraps(view)
        def checked(**path: str) -> Any:
            if filters:
                path |= asked(filters)
            if wanted:
                path |= given(wanted)
            return view(**path)

        notes = said(checked)
        notes.body, notes.query, notes.headers = wanted, filters, headers or {}
        return checked

    return wrap


def given(schema: Schema) -> dict[str, Any]:
    """Return the JSON body as the schema has it; raises `Unreadable`, `Mistaken`, `CprFound`."""
    g.given = body = json_body()
    screen(body)
    try:
        loaded: dict[str, Any] = schema.load(body)
    except ValidationError as error:
        raise Mistaken(list(mistakes(error.messages))) from None
    return loaded


def json_body() -> Any:
    """Return the JSON body of this request; nothing at all counts as `{}`."""
    sent = request_ctx.request
    kind = sent.environ.get("CONTENT_TYPE", "")
    if not kind and not raw_body():
        return {}
    if not JSON_TYPE.fullmatch(kind):
        raise OtherFormat("Send application/json in UTF-8.")
    if sent.environ.get("HTTP_CONTENT_ENCODING", "identity") != "identity":
        raise OtherFormat("Send the body as it is, not compressed.")
    return read_json(raw_body())


def raw_body() -> bytes:
    """Return the body of this request; raises `TooLarge`.

    Werkzeug cuts off a body whose length was not told: one that reaches the limit is too large.
    """
    raw = request_ctx.request.get_data()
    if len(raw) >= MOST_BYTES:
        raise TooLarge("Please send at most {most} KB at a time.", most=MOST_BYTES // 1024)
    return raw


def asked(schema: Schema) -> dict[str, Any]:
    """Return the query as the schema has it; raises `MistakenQuery`, `CprFound`."""
    fields_of = {each.data_key: each for each in schema.load_fields.values()}
    found: dict[str, Any] = {}
    for key, value in read_pairs(request.query_string) if request.query_string else ():
        if key not in fields_of and not is_api():
            continue
        if isinstance(fields_of.get(key), fields.List):
            found.setdefault(key, []).append(value)
        elif key in found:
            why = _("This is there twice.")
            raise MistakenQuery([Mistake(why, parameter=named(key))])
        else:
            found[key] = value
    screen(found)
    try:
        loaded: dict[str, Any] = schema.load(typed(schema, found))
    except ValidationError as error:
        flat = mistakes(error.messages)
        raise MistakenQuery(
            [Mistake(m.detail, parameter=m.pointer.split("/")[1]) for m in flat]
        ) from None
    return loaded

"""OpenAPI 3.1 from the routes themselves."""

import json
import re
from functools import cache
from typing import Any

from flask import Flask, Response
from marshmallow import Schema, fields
from werkzeug.routing import Rule

from chassis.web.describing import describe, new_spec, said_only
from chassis.web.problems import CONTENT_TYPE
from chassis.web.strict import Shown
from chassis.web.taking import Said

PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "description": "The same key again does nothing again, and gets the same answer.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}
EDITION = {
    "in": "header",
    "name": "If-Match",
    "description": "The ETag of the edition that is being changed.",
    "schema": {"type": "string", "pattern": '^"v[0-9]+"$'},
}


class Mistake(Shown):
    """One thing to correct: `pointer` into the body (RFC 6901), or `parameter` of the query."""

    pointer = fields.String()
    parameter = fields.String()
    detail = fields.String(required=True)


class Problem(Shown):
    """Problem details (RFC 9457)."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    errors = fields.List(fields.Nested(Mistake))
    trace = fields.String()


def openapi(app: Flask, title: str, version: str = "1") -> dict[str, Any]:
    """Return the OpenAPI document of every route that says what it takes or gives."""
    spec = new_spec(title, version, security=[{}, {"key": []}])
    key = {"type": "apiKey", "in": "header", "name": "X-API-Key"}
    spec.components.security_scheme("key", key)
    content = {CONTENT_TYPE: {"schema": Problem()}}
    spec.components.response("Problem", {"description": "Refused, and why.", "content": content})
    for rule in sorted(app.url_map.iter_rules(), key=lambda r: r.rule):
        view = app.view_functions[rule.endpoint]
        notes: Said | None = getattr(view, "_said", None)
        if notes and (notes.answer or rule.rule.startswith("/api/")):
            ways = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
            told = {way.lower(): _operation(way, len(ways) > 1, rule, view, notes) for way in ways}
            spec.path(PLACE.sub(r"{\1}", rule.rule), operations=told)
    describe(spec)
    document: dict[str, Any] = json.loads(json.dumps(spec.to_dict()), object_hook=said_only)
    return document


def answer_openapi(app: Flask, title: str) -> None:
    """Give an app `/openapi.json`, which the gateway merges with those of all others."""

    @cache
    def document() -> str:
        return json.dumps(openapi(app, title), ensure_ascii=False)

    def tell() -> Response:
        return Response(document(), content_type="application/json")

    app.add_url_rule("/openapi.json", "openapi", tell)


def _operation(way: str, several: bool, rule: Rule, view: Any, notes: Said) -> dict[str, Any]:
    summary, _, more = (view.__doc__ or "").strip().partition("\n")
    name = rule.endpoint.replace(".", "_")
    told: dict[str, Any] = {
        "operationId": f"{name}_{way.lower()}" if several else name,
        "summary": summary,
        "tags": [rule.endpoint.split(".")[0]],
        "parameters": _parameters(way, rule, notes),
        "responses": {str(notes.status): _answer(notes), "default": "Problem"},
    }
    if more.strip():
        told["description"] = re.sub(r"\s+", " ", more.strip())
    if notes.body:
        needed = any(field.required for field in notes.body.fields.values())
        content = {"application/json": {"schema": notes.body}}
        told["requestBody"] = {"required": needed, "content": content}
    return told


def _parameters(way: str, rule: Rule, notes: Said) -> list[dict[str, Any]]:
    text = {"type": "string", "minLength": 1, "maxLength": 200}
    path = [
        {"in": "path", "name": name, "required": True, "schema": text}
        for name in PLACE.findall(rule.rule)
    ]
    query = [{"in": "query", "schema": notes.query}] if notes.query else []
    keys = [KEY] if way == "POST" else []
    looked_at = [
        {"in": "header", "name": name, "description": what, "schema": text}
        for name, what in notes.headers.items()
    ]
    changes = way in ("POST", "PUT", "PATCH") and notes.status != 201
    has_edition = notes.answer is not None and "edition" in notes.answer.fields
    editions = [EDITION] if changes and has_edition else []
    return [*path, *query, *looked_at, *keys, *editions]


def _answer(notes: Said) -> dict[str, Any]:
    if notes.answer is None:
        return {"description": "Done."}
    if not notes.many:
        return {"description": "Done.", "content": {"application/json": {"schema": notes.answer}}}
    items = {
        "type": "object",
        "required": ["items"],
        "properties": {"items": {"type": "array", "items": _one(notes.answer)}},
    }
    link = {"description": "The next page, if there is one.", "schema": {"type": "string"}}
    return {
        "description": "A page of the list.",
        "headers": {"Link": link},
        "content": {"application/json": {"schema": items}},
    }


def _one(schema: Schema) -> Schema:
    return type(schema)()

"""OpenAPI 3.1 from the routes themselves."""

import json
import re
from functools import cache
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask, Response
from marshmallow import Schema, fields
from werkzeug.routing import Rule

from chassis.web.problems import CONTENT_TYPE
from chassis.web.strict import Shown, String
from chassis.web.taking import Said
from chassis.web.texts import LanguageField, TextsField

PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
TEXT = {
    "type": "object",
    "required": ["lang", "text"],
    "properties": {
        "lang": {"type": "string", "description": "BCP 47", "examples": ["da"]},
        "text": {"type": "string"},
        "source": {"type": "string", "enum": ["original", "human", "machine"]},
    },
}
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
    spec = _spec(title, version, security=[{}, {"key": []}])
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
    document: dict[str, Any] = json.loads(json.dumps(spec.to_dict()), object_hook=_said_only)
    return document


def json_schema(schema: type[Schema], title: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what a schema takes, all in one."""
    spec = _spec(title, "1")
    spec.components.schema("Data", schema=schema)
    text = json.dumps(spec.to_dict()["components"]["schemas"])
    parts = json.loads(text.replace("#/components/schemas/", "#/$defs/"), object_hook=_said_only)
    told = parts.pop("Data")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": (schema.__doc__ or "").strip(),
    }
    whole: dict[str, Any] = head | told | {"$defs": parts}
    return whole


def _spec(title: str, version: str, **more: Any) -> APISpec:
    plugin = MarshmallowPlugin()
    spec = APISpec(title, version, "3.1.0", plugins=[plugin], **more)
    assert plugin.converter is not None
    plugin.converter.add_attribute_function(_texts)  # type: ignore[no-untyped-call]
    spec.components.schema("Text", TEXT)
    return spec


def _said_only(schema: dict[str, Any]) -> dict[str, Any]:
    """Leave out what nothing is said of, and write patterns as ECMA 262 has them."""
    told = {name: value for name, value in schema.items() if value is not None}
    if isinstance(pattern := told.get("pattern"), str):
        bare = pattern.removeprefix("^").removesuffix(r"\Z").removesuffix("$")
        told["pattern"] = f"^{bare}$"
    if "enum" in told:
        told.pop("maxLength", None)
    return told


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
    return [*path, *query, *keys, *([EDITION] if way in ("POST", "PUT", "PATCH") else [])]


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


def _texts(_converter: object, field: fields.Field[Any], **_: object) -> dict[str, Any]:
    """Describe the fields that apispec cannot know."""
    if isinstance(field, TextsField):
        text = {"$ref": "#/components/schemas/Text"}
        listed = {"type": "array", "minItems": 1, "items": text}
        bare = {"type": "string", "maxLength": field.max_length}
        return {"type": None, "anyOf": [bare, listed]} if not field.dump_only else listed
    if isinstance(field, String):
        return {"maxLength": field.max_length}
    return {"type": "string", "examples": ["da"]} if isinstance(field, LanguageField) else {}

"""How schemas are described to others: as parts of an OpenAPI document, and as JSON Schema."""

import json
from inspect import getdoc
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema, fields

from chassis.web.strict import String
from chassis.web.texts import LanguageField, TextsField

TEXT = {
    "type": "object",
    "description": "What a person wrote, in one language; in a list the original is first.",
    "required": ["lang", "text"],
    "properties": {
        "lang": {"type": "string", "description": "BCP 47", "examples": ["da"]},
        "text": {"type": "string"},
        "source": {"type": "string", "enum": ["original", "human", "machine"]},
    },
}


def json_schema(schema: type[Schema], title: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what a schema takes, all in one."""
    spec = new_spec(title, "1")
    spec.components.schema("Data", schema=schema)
    text = json.dumps(spec.to_dict()["components"]["schemas"])
    parts = json.loads(text.replace("#/components/schemas/", "#/$defs/"), object_hook=said_only)
    told = parts.pop("Data")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": getdoc(schema) or "",
    }
    whole: dict[str, Any] = head | told | {"$defs": parts}
    return whole


def new_spec(title: str, version: str, **more: Any) -> APISpec:
    """Return an OpenAPI document that knows our schemas and has nothing in it yet."""
    plugin = MarshmallowPlugin()
    spec = APISpec(title, version, "3.1.0", plugins=[plugin], **more)
    assert plugin.converter is not None
    plugin.converter.add_attribute_function(_texts)  # type: ignore[no-untyped-call]  # apispec
    spec.components.schema("Text", TEXT)
    return spec


def describe(spec: APISpec) -> None:
    """Say of every schema what its class says of itself."""
    (plugin,) = spec.plugins
    assert isinstance(plugin, MarshmallowPlugin)
    assert plugin.converter is not None
    for (cls, *_), name in plugin.converter.refs.items():
        spec.components.schemas[name]["description"] = getdoc(cls)


def said_only(schema: dict[str, Any]) -> dict[str, Any]:
    """Leave out what nothing is said of, and write patterns as ECMA 262 has them."""
    told = {name: value for name, value in schema.items() if value is not None}
    if isinstance(pattern := told.get("pattern"), str):
        bare = pattern.removeprefix("^").removesuffix(r"\Z").removesuffix("$")
        told["pattern"] = f"^{bare}$"
    if "enum" in told:
        told.pop("maxLength", None)
    return told


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

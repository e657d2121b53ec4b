"""What OpenAPI says of the gateway's own paths; those for events are told here by hand."""

from typing import Any

from flask import Flask

from chassis.web import openapi
from gateway.intake.reading import BATCH, STRUCTURED

Json = dict[str, Any]
PROBLEM = {"$ref": "#/components/responses/Problem"}
EVENT: Json = {
    "type": "object",
    "description": "A CloudEvent 1.0; /catalog has every type with examples.",
    "required": ["specversion", "id", "source", "type", "data"],
    "properties": {
        "specversion": {"const": "1.0"},
        "id": {"type": "string", "minLength": 1, "maxLength": 200},
        "source": {"type": "string", "description": "The source of your key."},
        "type": {"type": "string", "examples": ["dk.samskab.intake.idea.v1"]},
        "time": {"type": "string", "format": "date-time"},
        "data": {"type": "object"},
    },
}
TAKEN: Json = {
    "type": "object",
    "description": "What a portal hears about an event that was taken in.",
    "properties": {
        "id": {"type": "string"},
        "ideaId": {"type": "string"},
        "trackingCode": {"type": "string", "description": "For the giver; it is shown here only."},
        "supportId": {"type": "string"},
        "receipt": {"type": "string", "description": "Where to ask what became of it."},
    },
}
ITEM: Json = {
    "type": "object",
    "description": "What became of one event of a batch.",
    "required": ["status"],
    "properties": {
        **TAKEN["properties"],
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}


def own_openapi(app: Flask) -> Json:
    """Return the document of the gateway's own paths."""
    document = openapi(app, "Samskab")
    document["components"]["schemas"] |= {"CloudEvent": EVENT, "Taken": TAKEN, "TakenItem": ITEM}
    document["paths"] |= {"/events": {"post": _events()}, "/events/stream": {"get": _stream()}}
    return document


def _json(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}


def _events() -> Json:
    event, item = (
        {"$ref": "#/components/schemas/CloudEvent"},
        {"$ref": "#/components/schemas/TakenItem"},
    )
    items = {"type": "object", "properties": {"items": {"type": "array", "items": item}}}
    return {
        "operationId": "events_hand_in",
        "summary": "Hand in events: ideas, and what people think of them.",
        "description": "One CloudEvent, structured or binary (ce- headers), or a batch of up to"
        " 500. 202 means it is kept, whether the service that takes it in is running or not. The"
        " same source and id again is the same event.",
        "tags": ["events"],
        "requestBody": {
            "required": True,
            "content": {
                STRUCTURED: {"schema": event},
                BATCH: {"schema": {"type": "array", "maxItems": 500, "items": event}},
                "application/json": {"schema": {"type": "object"}},
            },
        },
        "responses": {
            "202": {
                "description": "Kept; of a batch, all of it.",
                "content": _json({"anyOf": [{"$ref": "#/components/schemas/Taken"}, items]}),
            },
            "207": {
                "description": "Of a batch some events were not taken; each item says.",
                "content": _json(items),
            },
            "default": PROBLEM,
        },
    }


def _stream() -> Json:
    text = {"type": "string"}
    parameters = [
        ("query", "type", "Only events of this type; may be given several times."),
        ("query", "from", "The word start: everything that is public, from the beginning."),
        ("header", "Last-Event-ID", "Go on after this place."),
    ]
    return {
        "operationId": "events_stream",
        "summary": "Listen to public events as they happen (server-sent events).",
        "tags": ["events"],
        "parameters": [
            {"in": place, "name": name, "description": what, "schema": text}
            for place, name, what in parameters
        ],
        "responses": {
            "200": {
                "description": "Each message is a CloudEvent; its id is the place to go on from.",
                "content": {"text/event-stream": {"schema": text}},
            },
            "default": PROBLEM,
        },
    }

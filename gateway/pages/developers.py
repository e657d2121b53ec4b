"""What there is for developers: the API to read and try, every event, how all parts are doing."""

import json
from typing import Any

from flask import Blueprint, Response

from chassis.errors import NotThere
from chassis.pages import render
from chassis.web import language
from chassis.web.asking import manners
from chassis.web.giving import JSON
from chassis.web.manners import wants_page
from gateway.catalogue import Catalogue, Entry
from gateway.merging import Merged
from gateway.status import Status, told

TRYING = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " form-action 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'"
)
"""The page to try the API brings styles of its own; scripts come from here and nowhere else."""


def pretty(thing: Any) -> str:
    """Return JSON for people to read, its fields in the order in which they were written."""
    return json.dumps(thing, ensure_ascii=False, indent=2)


def developers_pages(merged: Merged, catalogue: Catalogue, status: Status) -> Blueprint:
    """Return the pages for developers and operations."""
    door = Blueprint("developers", __name__, template_folder="../templates")
    door.add_app_template_filter(pretty)

    @door.get("/openapi.json")
    def openapi() -> Response:
        """Tell programs what there is."""
        return _json(merged.get())

    @door.get("/docs")
    def docs() -> Response:
        """Let people read and try what there is."""
        response = render("gateway/docs.html", server=merged.public_url)
        response.headers["Content-Security-Policy"] = TRYING
        return response

    @door.get("/catalog")
    def catalog() -> Response:
        """List every type of event."""
        entries = list(catalogue.entries.values())
        if not wants_page():
            return _json({"items": [_entry(entry) for entry in entries]})
        return render("gateway/catalog.html", entries=entries)

    @door.get("/catalog/<type_>")
    def one(type_: str) -> Response:
        """Show a type of event with its schema and examples."""
        if type_ not in catalogue.entries:
            raise NotThere("There is no such type of event.")
        entry = catalogue.entries[type_]
        if not wants_page():
            return _json(_entry(entry))
        return render("gateway/event.html", entry=entry)

    @door.get("/status")
    def how() -> Response:
        """Tell how all parts are doing."""
        parts, problem = status.parts(), status.problem()
        if wants_page():
            return render("gateway/status.html", parts=parts, problem=problem)
        body = {"ready": all(part.ready for part in parts), "parts": [told(p, _say) for p in parts]}
        if problem:
            body["manifests"] = problem | {"detail": _say(problem["detail"])}
        return _json(body)

    return door


def _say(sentence: str) -> str:
    return manners().words.say(language(), sentence)


def _entry(entry: Entry) -> dict[str, Any]:
    examples = {"valid": entry.valid, "invalid": entry.invalid}
    return {
        "type": entry.type,
        "description": entry.description,
        "schema": entry.schema,
        **examples,
    }


def _json(body: Any) -> Response:
    response = Response(JSON.encode(body), content_type="application/json")
    response.headers["Cache-Control"] = "no-cache"
    return response

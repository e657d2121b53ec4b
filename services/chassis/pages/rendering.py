"""Putting a template into an answer."""

from typing import Any

from flask import Response, render_template

from chassis.web import language


def render(template: str, status: int = 200, /, **facts: Any) -> Response:
    """Return a page in the reader's language."""
    response = Response(render_template(template, **facts), status, mimetype="text/html")
    response.headers["Content-Language"] = language()
    response.vary.update(("Accept-Language", "Cookie"))
    return response

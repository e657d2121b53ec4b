"""Every request of a Flask app leaves one line and one measurement."""

import time

from flask import Flask, Response, request
from flask.globals import request_ctx

from chassis.telemetry.lines import logger
from chassis.telemetry.metrics import observe
from chassis.telemetry.tracing import begin_trace

QUIET = frozenset(("/livez", "/readyz", "/metrics"))


def watch_requests(app: Flask, part: str) -> None:
    """Trace, measure and log each request: its method and route template, never path or query."""
    say = logger(part)

    @app.before_request
    def begin() -> None:
        environ = request.environ
        environ["samskab.began"] = time.perf_counter()
        begin_trace(environ.get("HTTP_TRACEPARENT"))

    @app.after_request
    def end(response: Response) -> Response:
        now, asked, status = time.perf_counter(), request_ctx.request, response.status_code
        seconds = now - asked.environ.get("samskab.began", now)
        route = asked.url_rule.rule if asked.url_rule else "(no such route)"
        observe(part, asked.method, route, status, seconds)
        tell = say.debug if route in QUIET else say.info
        tell("request", method=asked.method, route=route, status=status, ms=round(seconds * 1e3, 2))
        return response

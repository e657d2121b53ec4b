"""Every request of an app leaves one line and one measurement."""

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from chassis.telemetry.lines import logger
from chassis.telemetry.metrics import observe
from chassis.telemetry.tracing import begin_trace

if TYPE_CHECKING:
    from flask import Flask

ROUTE = "samskab.route"
"""Where the door says which route it refused, for a path that the app does not know itself."""
QUIET = frozenset(("/livez", "/readyz", "/metrics"))


def watch_requests(app: "Flask", part: str) -> None:
    """Trace, measure and log each request: its method and route template, never path or query."""
    app.wsgi_app = Watched(app.wsgi_app, part)  # type: ignore[method-assign]  # as Flask advises


class Watched:
    """A WSGI app with an eye on it. It needs no web framework, so that whoever logs needs none."""

    def __init__(self, app: Any, part: str) -> None:
        self.app, self.part, self.say = app, part, logger(part)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request; how long it takes is until its answer begins."""
        began = time.perf_counter()
        begin_trace(environ.get("HTTP_TRACEPARENT"))

        def started(status: str, headers: Any, *exc_info: Any) -> Any:
            self._note(environ, int(status[:3]), time.perf_counter() - began)
            return start_response(status, headers, *exc_info)

        answer: Iterable[bytes] = self.app(environ, started)
        return answer

    def _note(self, environ: dict[str, Any], status: int, seconds: float) -> None:
        rule = getattr(environ.get("werkzeug.request"), "url_rule", None)
        other = environ.get("samskab.route", "(no such route)")  # one that the door refused
        route, method = rule.rule if rule else other, environ["REQUEST_METHOD"]
        observe(self.part, method, route, status, seconds)
        tell = self.say.debug if route in QUIET else self.say.info
        tell("request", method=method, route=route, status=status, ms=round(seconds * 1e3, 2))

"""The door: every request comes through here, and is passed on or answered by the gateway itself.

A plain WSGI function before Flask, because most requests are passed on and need nothing else. What
is refused is told by the gateway's Flask app, so that a refusal looks the same wherever it arises.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from chassis.errors import Forbidden
from chassis.identity import Caller
from chassis.telemetry import begin_trace, logger, observe, trace, traceparent
from gateway.bodies import Lingering, Patient, take_body, unread
from gateway.callers import Callers
from gateway.clients import Clients
from gateway.following import Following
from gateway.forgery import Forgery
from gateway.limiting import Limiter
from gateway.passing import Passing
from gateway.paths import path_of
from gateway.replies import Reply
from gateway.routing import Limits, Target

Environ = dict[str, Any]
QUIET = ("/livez", "/readyz", "/static/")
NO_LIMITS = Limits()
CALLER, REFUSAL, ROUTE = "samskab.caller", "samskab.refusal", "samskab.route"
"""Where the door tells the app who is asking, what it refused, and which route that was."""
say = logger("gateway")


class Wsgi(Protocol):
    """An application as WSGI has it."""

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Answer a request."""


@dataclass
class Door:
    """Finds out who asks for what, refuses what may not come in, and passes on the rest."""

    own: Wsgi
    following: Following
    clients: Clients
    callers: Callers
    limiter: Limiter
    forgery: Forgery
    passing: Passing
    body_seconds: float
    open_metrics: bool

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Answer a request."""
        began = time.perf_counter()
        begin_trace(environ.get("HTTP_TRACEPARENT"))
        started = Started(start_response)
        reply: Reply | None = None
        try:
            path = path_of(environ)
            target = self.following.current.find(path)
            if target is None:
                self._prepare(path, environ)
            else:
                reply = self._pass_on(target, environ)
        except Exception as refusal:  # also ours that is a bug: the app says so as it says all else
            return self._refuse(refusal, environ, started)
        if reply is None:
            return self.own(environ, started)
        _note(environ, reply, began)
        started(reply.status, reply.headers)
        return Patient(reply.body, environ, self.body_seconds) if reply.long else reply.body

    def _pass_on(self, target: Target, environ: Environ) -> Reply:
        """Return what the service answers that this leads to."""
        environ[ROUTE] = f"{target.prefix and '/d/*'}{target.route}/…"
        caller = self._let_in(target.path, target, environ)
        body = take_body(environ, self.body_seconds)
        return self.passing.ask(target, environ, caller, body)

    def _prepare(self, path: str, environ: Environ) -> None:
        """Let the gateway's own app know what it needs to answer this."""
        if not path.startswith(QUIET):
            caller = self._let_in(path, None, environ)
            if path == "/metrics" and not self.open_metrics and not caller.may("operate"):
                raise Forbidden("This needs the right “{scope}”.", scope="operate")
            environ[CALLER] = caller
        take_body(environ, self.body_seconds)
        environ["HTTP_TRACEPARENT"] = traceparent()

    def _let_in(self, path: str, target: Target | None, environ: Environ) -> Caller:
        """Return who is asking; raises a `Refusal` when they may not, or not so often."""
        client = self.clients.of(environ)
        caller = self.callers.who(environ, client)
        limits = target.limits if target else NO_LIMITS
        self.limiter.take(caller, client, limits, target.backend.department if target else "")
        if caller.kind == "nobody":
            tracking = "HTTP_X_TRACKING_CODE" in environ
            self.limiter.take_more(environ["REQUEST_METHOD"], path, tracking, client)
        self.forgery.check(environ)
        return caller

    def _refuse(self, refusal: Exception, environ: Environ, started: Any) -> Iterable[bytes]:
        rest = unread(environ)
        environ[REFUSAL] = refusal
        environ["HTTP_TRACEPARENT"] = traceparent()
        parts = self.own(environ, started)
        return Lingering(parts, environ, started.first) if rest else parts


class Started:
    """A `start_response` that adds the id under which all parts log this request."""

    def __init__(self, first: Callable[..., Any]) -> None:
        self.first, self.id = first, trace()

    def __call__(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        """Begin the answer."""
        return self.first(status, [*headers, ("X-Request-Id", self.id)], exc_info)


def _note(environ: Environ, reply: Reply, began: float) -> None:
    seconds, status = time.perf_counter() - began, int(reply.status[:3])
    method, route = environ["REQUEST_METHOD"], environ[ROUTE]
    observe("gateway", method, route, status, seconds)
    say.info("request", method=method, route=route, status=status, ms=round(seconds * 1e3, 2))

"""Passing a request on to a service: what goes along, and what does not."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from chassis.errors import Unreadable
from chassis.identity import HEADER, Caller, Signer
from chassis.telemetry import trace, traceparent
from gateway.backends import Connections
from gateway.callers import without_session
from gateway.replies import HOP, Reply, reply
from gateway.routing import Backend, Target

Environ = dict[str, Any]
OURS = frozenset(
    (
        "authorization",
        "cf-connecting-ip",
        "client-ip",
        "content-length",
        "cookie",
        "expect",
        "fastly-client-ip",
        "forwarded",
        "host",
        "traceparent",
        "true-client-ip",
        "via",
    )
)
"""Headers that a service gets from us or not at all."""
PASSED = frozenset(("x-tracking-code", "x-requested-with"))
"""Those headers beginning with `X-` that are passed on; any other might claim to be somebody."""


class Passing:
    """Passes requests on to services, over connections that are kept."""

    def __init__(self, public_url: str, cookie: str) -> None:
        where = urlsplit(public_url)
        self.host, self.scheme, self.cookie = where.netloc, where.scheme, cookie
        self.kept: dict[str, tuple[Connections, Signer]] = {}
        self.limited: dict[tuple[Caller, frozenset[str]], Caller] = {}
        self.names: dict[str, str] = {}
        self.turn = threading.Lock()

    def ask(
        self, target: Target, environ: Environ, caller: Caller, body: bytes, seconds: float = 0.0
    ) -> Reply:
        """Return what the service answers; raises `Away`, `Lost`, `NoAnswer`, `Unreadable`."""
        connections, signer = self.to(target.backend)
        method: str = environ["REQUEST_METHOD"]
        token = signer.sign(self._within(caller, target.backend))
        head = self._head(method, target, environ, token, len(body))
        return reply(connections, connections.ask(method, head, body, seconds), self.cookie)

    def to(self, backend: Backend) -> tuple[Connections, Signer]:
        """Return the connections to a service, and who signs for it."""
        found = self.kept.get(backend.audience)
        if found is None or found[0].backend is not backend:
            with self.turn:
                found = self._made(backend)
        return found

    def _made(self, backend: Backend) -> tuple[Connections, Signer]:
        """Return the connections to a service as the manifests have it now."""
        found = self.kept.get(backend.audience)
        if found and found[0].backend == backend:
            found[0].backend = backend
            return found
        if found:
            found[0].close()
        made = Connections(backend), Signer(backend.secret, backend.audience)
        self.kept[backend.audience] = made
        return made

    def close(self) -> None:
        """Let go of all connections."""
        while self.kept:
            self.kept.popitem()[1][0].close()

    def _within(self, caller: Caller, backend: Backend) -> Caller:
        """Return the caller with no more scopes than its manifest lets anybody have there."""
        scopes = backend.scopes
        if scopes is None or scopes.issuperset(caller.scopes):
            return caller
        if (limited := self.limited.get((caller, scopes))) is None:
            if len(self.limited) > 10_000:
                self.limited.clear()
            limited = replace(caller, scopes=tuple(s for s in caller.scopes if s in scopes))
            self.limited[caller, scopes] = limited
        return limited

    def _head(self, method: str, target: Target, environ: Environ, token: str, length: int) -> str:
        query = environ.get("QUERY_STRING")
        lines = [
            f"{method} {target.path}{f'?{query}' if query else ''} HTTP/1.1",
            f"Host: {self.host}",
            f"{HEADER}: {token}",
            f"traceparent: {traceparent()}",
            f"X-Request-Id: {trace()}",
            f"X-Forwarded-Host: {self.host}",
            f"X-Forwarded-Proto: {self.scheme}",
        ]
        if target.prefix:
            lines.append(f"X-Forwarded-Prefix: {target.prefix}")
        if length or method not in ("GET", "HEAD"):
            lines.append(f"Content-Length: {length}")
        if kind := environ.get("CONTENT_TYPE"):
            lines.append(f"Content-Type: {kind}")
        if cookies := without_session(environ.get("HTTP_COOKIE", ""), self.cookie):
            lines.append(f"Cookie: {cookies}")
        lines += self._passed(environ)
        return "\r\n".join(lines) + "\r\n\r\n"

    def _passed(self, environ: Environ) -> Iterator[str]:
        named = environ.get("HTTP_CONNECTION", "").lower()
        dropped = {name.strip() for name in named.split(",")} if named not in PLAIN else ()
        for key, value in environ.items():
            if not key.startswith("HTTP_"):
                continue
            if (name := self.names.get(key)) is None:
                name = self._name(key)
            if name and name not in dropped:
                if "\r" in value or "\n" in value:
                    raise Unreadable("This request cannot be read.")
                yield f"{name}: {value}"

    def _name(self, key: str) -> str:
        """Return the header's name where it is passed on, else nothing; remembered."""
        name = key[5:].replace("_", "-").lower()
        if name in HOP or name in OURS or (name.startswith("x-") and name not in PASSED):
            name = ""
        if len(self.names) < 1000:
            self.names[key] = name
        return name


PLAIN = frozenset(("", "keep-alive", "close"))

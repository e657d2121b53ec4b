"""How a part is doing: `/livez` (it runs), `/readyz` (what it waits for), `/metrics`."""

import json
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any

from flask import Flask, Response

from chassis import addresses
from chassis.telemetry import metrics

Waits = Callable[[], Mapping[str, str]]
"""What is waited for now, by who waits; empty when all is well."""
Uses = Callable[[], Mapping[str, str]]
"""Which engines keep what, as far as it is known."""
Answer = tuple[int, str, bytes]


def answer(path: str, waits: Waits, uses: Uses = dict) -> Answer:
    """Return status, content type and body for one of the three paths."""
    if path == "/livez":
        return _json(200, {"alive": True})
    if path == "/metrics":
        return 200, "text/plain; version=0.0.4; charset=utf-8", metrics()
    if path != "/readyz":
        return _json(404, {"title": "Not found", "status": 404})
    now = {who: what for who, what in waits().items() if what}
    known = {"uses": dict(engines)} if (engines := uses()) else {}
    return _json(503 if now else 200, {"ready": not now, "waitsFor": now} | known)


def answer_health(app: Flask, waits: Waits = dict) -> None:
    """Give an app its three paths. They are for operations and outside of every contract."""

    def respond(path: str) -> Response:
        status, kind, body = answer(path, waits)
        return Response(body, status, content_type=kind, headers={"Cache-Control": "no-store"})

    for path in ("/livez", "/readyz", "/metrics"):
        app.add_url_rule(path, path[1:], respond, defaults={"path": path})


class Health(ThreadingMixIn, HTTPServer):
    """Answers the three paths on a socket of its own, for as long as the block lasts."""

    daemon_threads, block_on_close = True, False

    def __init__(self, address: str, waits: Waits, uses: Uses = dict) -> None:
        super().__init__(("", 0), _Asked, bind_and_activate=False)
        self.socket.close()
        self.path = addresses.parse(address).path
        self.socket, self.waits, self.uses = addresses.listen(address), waits, uses
        self.thread = Thread(target=self.serve_forever, args=(0.2,), name="health", daemon=True)

    def __enter__(self) -> "Health":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()
        if self.path:
            Path(self.path).unlink(missing_ok=True)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no news."""


class _Asked(BaseHTTPRequestHandler):
    timeout = 5
    server: Health

    def do_GET(self) -> None:
        status, kind, body = answer(
            self.path.partition("?")[0], self.server.waits, self.server.uses
        )
        self.send_response_only(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def _json(status: int, body: object) -> Answer:
    return status, "application/json", json.dumps(body).encode()

"""Serving requests: gunicorn in this process, one worker, on a socket of any path length."""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

import gunicorn.util
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from chassis import addresses
from chassis.running.processes import end_with_parent

KEEP_ALIVE = 75
GRACE = 5


def serve(
    create_app: Callable[[], Any], address: str, *, threads: int = 8, worker: str = "gthread"
) -> None:
    """Serve an app until SIGTERM; does not return. The worker makes the app, after the fork.

    `worker`: `gthread` with so many threads, or `gevent`, which patches before it makes the app.
    """
    options = {
        "bind": _bind(address),
        "workers": 1,
        "worker_class": worker,
        "threads": threads if worker == "gthread" else 1,
        "worker_connections": 1000 if worker == "gthread" else 10_000,
        "keepalive": KEEP_ALIVE,
        "graceful_timeout": GRACE,
        "timeout": 60,
        "limit_request_line": 8190,
        "control_socket_disable": True,
        "forwarder_headers": "",  # else SCRIPT_NAME and PATH_INFO from this machine move a path
        "secure_scheme_headers": {},
        "accesslog": None,
        "logger_class": _OnOurLines,
        "post_fork": _die_with_parent,
    }
    gunicorn.util.write_error = _write_problem
    _Served(create_app, options).run()


class _Served(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    def __init__(self, create_app: Callable[[], Any], options: dict[str, Any]) -> None:
        self.create_app, self.options = create_app, options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self.create_app()


class _OnOurLines(Logger):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's own words as our log lines, without the address or path of whoever asked."""

    def setup(self, cfg: Any) -> None:
        self.cfg, self._access_log_enabled = cfg, False
        self.error_log.propagate = True

    def warning(self, msg: str, *args: Any, **more: Any) -> None:
        if msg.startswith("Invalid request from ip="):
            msg, args = "A request that is not HTTP was refused.", ()
        super().warning(msg, *args, **more)

    def exception(self, msg: str, *args: Any, **more: Any) -> None:
        if msg.startswith("Error handling request"):
            msg, args = "A request could not be answered.", ()
        super().exception(msg, *args, **more)


def _bind(address: str) -> str:
    where = addresses.parse(address)
    if not where.path:
        return str(where)
    _wait_for_way(where)
    if len(os.fsencode(where.path)) <= addresses.LONGEST:
        return f"unix:{where.path}"
    _, name = addresses.folder_name(where.path)  # open until the end: gunicorn unlinks it then
    return f"unix:{name}"


def _wait_for_way(where: addresses.Address) -> None:
    """Leave a moment to one that is just ending there."""
    end = time.monotonic() + 3.0
    while True:
        try:
            return addresses.make_way(where)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def _die_with_parent(_arbiter: object, worker: Any) -> None:
    end_with_parent(signal.SIGKILL)
    if os.getppid() != worker.ppid:
        sys.exit(1)


def _write_problem(sock: Any, status: int, reason: str, _detail: str) -> None:
    """Answer what is not even HTTP as everything else is answered: with problem details."""
    body = json.dumps({"title": reason, "status": status}).encode()
    head = f"HTTP/1.1 {status} {reason}\r\nConnection: close\r\n"
    head += f"Content-Type: application/problem+json\r\nContent-Length: {len(body)}\r\n\r\n"
    gunicorn.util.write_nonblock(sock, head.encode("latin1") + body)

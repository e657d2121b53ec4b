"""A lean client: so many connections kept busy for so long, in one thread."""

import selectors
import socket
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Result:
    """How many answers came in how long, by status, and how long each took."""

    seconds: float = 0.0
    statuses: Counter = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Answers in a second; an answer that is no success is no answer."""
        bad = {status: n for status, n in self.statuses.items() if status >= 400}
        if bad:
            raise SystemExit(f"Some were refused: {bad}")
        return len(self.took) / self.seconds

    def at(self, share: float) -> float:
        """Return the milliseconds within which this share of answers came."""
        return sorted(self.took)[int(share * (len(self.took) - 1))] * 1000


@dataclass
class _Line:
    began: float = 0.0
    got: bytes = b""


def run(
    port: int, request: Callable[[int], bytes], seconds: float, connections: int = 16
) -> Result:
    """Keep the connections busy with requests made from their number."""
    result, number = Result(), 0
    with selectors.DefaultSelector() as ready:
        for _ in range(connections):
            line = socket.create_connection(("127.0.0.1", port))
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            ready.register(line, selectors.EVENT_READ, _Line())
        began = time.perf_counter()
        for key in list(ready.get_map().values()):
            _send(key.fileobj, key.data, request(number))
            number += 1
        while ready.get_map():
            for key, _ in ready.select():
                if not _received(key.fileobj, key.data, result):
                    continue
                if time.perf_counter() - began < seconds:
                    _send(key.fileobj, key.data, request(number))
                    number += 1
                else:
                    ready.unregister(key.fileobj)
                    key.fileobj.close()
        result.seconds = time.perf_counter() - began
    return result


def _send(line: socket.socket, state: _Line, request: bytes) -> None:
    state.began, state.got = time.perf_counter(), b""
    line.sendall(request)


def _received(line: socket.socket, state: _Line, result: Result) -> bool:
    chunk = line.recv(65536)
    if not chunk:
        raise SystemExit("The server closed a connection.")
    state.got += chunk
    head, found, body = state.got.partition(b"\r\n\r\n")
    if not found or len(body) < _length(head):
        return False
    result.took.append(time.perf_counter() - state.began)
    result.statuses[int(head[9:12])] += 1
    return True


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise SystemExit("An answer without Content-Length.")


def post(path: str, body: bytes, key: str = "", kind: str = "application/json") -> bytes:
    """Return a request as it goes over the line."""
    named = f"X-API-Key: {key}\r\n" if key else ""
    head = f"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: {kind}\r\n{named}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def patch(path: str, body: bytes, key: str, edition: int) -> bytes:
    """Return a request as it goes over the line."""
    head = f"PATCH {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
    head += f'X-API-Key: {key}\r\nIf-Match: "v{edition}"\r\n'
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def get(path: str) -> bytes:
    """Return a request as it goes over the line."""
    return f"GET {path} HTTP/1.1\r\nHost: bench\r\nAccept: application/json\r\n\r\n".encode()

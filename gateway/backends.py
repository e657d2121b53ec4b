"""Connections to a service: kept alive, looked at before they are used again, and not too many."""

import http.client
import select
import socket
import threading
from collections import deque
from dataclasses import dataclass, field

from chassis.addresses import connect
from chassis.errors import Busy, Refusal
from chassis.threads import native
from gateway.routing import Backend

MOST_AT_ONCE = 200
MOST_KEPT = 32
CONNECT_SECONDS = 2.0
READING = frozenset(("GET", "HEAD"))


class Away(Busy):
    """A service cannot be reached: nothing was done."""

    title = "Back in a moment"


class Lost(Busy):
    """A service went away while it answered: it is not known whether it was done."""


class NoAnswer(Refusal):
    """A service took too long to answer."""

    status, title = 504, "No answer in time"


class _Broken(Exception):
    """A kept connection that turned out to be closed at the other end."""


@dataclass
class Answer:
    """A service's answer, its body still to be read, and the connection that it comes on."""

    response: http.client.HTTPResponse
    sock: socket.socket


@dataclass
class Connections:
    """The connections to one service."""

    backend: Backend
    idle: deque[socket.socket] = field(default_factory=deque)
    closed: bool = False

    def __post_init__(self) -> None:
        self.places = threading.BoundedSemaphore(MOST_AT_ONCE)

    def ask(self, method: str, head: str, body: bytes, timeout: float = 0.0) -> Answer:
        """Send a request and return the answer, as far as its headers.

        `release` must follow. Raises `Away`, `Lost`, `NoAnswer`.
        """
        if not self.places.acquire(blocking=False):
            raise Away("Too many wait for this part at the moment. Please try again shortly.")
        try:
            sent = head.encode("latin-1") + body
            seconds = timeout or self.backend.timeout
            if (sock := self._kept()) is not None:
                try:
                    return self._exchange(sock, method, sent, seconds, True)
                except _Broken:
                    if method not in READING:
                        raise _lost() from None
            return self._exchange(self._fresh(), method, sent, seconds, False)
        except BaseException:
            self.places.release()
            raise

    def release(self, answer: Answer) -> None:
        """Keep the connection of an answer that was read to its end, close any other."""
        whole = answer.response.isclosed() and not answer.response.will_close
        if whole and not self.closed and len(self.idle) < MOST_KEPT:
            self.idle.append(answer.sock)
        else:
            answer.response.close()
            answer.sock.close()
        self.places.release()

    def close(self) -> None:
        """Close those that wait; the others close when they are released."""
        self.closed = True
        while self.idle:
            self.idle.pop().close()

    def _kept(self) -> socket.socket | None:
        while self.idle:
            sock = self.idle.pop()
            if not readable(sock):
                return sock
            sock.close()
        return None

    def _fresh(self) -> socket.socket:
        try:
            return connect(self.backend.address, CONNECT_SECONDS)
        except OSError:
            raise Away(
                "This part is away for the moment; nothing was done. Please try again."
            ) from None

    def _exchange(
        self, sock: socket.socket, method: str, sent: bytes, seconds: float, kept: bool
    ) -> Answer:
        response: http.client.HTTPResponse | None = None
        try:
            sock.settimeout(seconds)
            sock.sendall(sent)
            response = http.client.HTTPResponse(sock, method=method)
            response.begin()
            return Answer(response, sock)
        except BaseException as trouble:
            if response is not None:
                response.close()
            sock.close()
            if isinstance(trouble, TimeoutError):
                raise NoAnswer(
                    "This took too long. Look whether it was done before you try again."
                ) from None
            if isinstance(trouble, OSError | http.client.HTTPException):
                raise (_Broken() if kept else _lost()) from None
            raise


def _lost() -> Lost:
    return Lost("The answer was lost on its way. Look whether it was done before you try again.")


def readable(sock: socket.socket) -> bool:
    """Tell whether something is there to read: on a kept connection that is its end."""
    try:
        poll = native("poll", "select")()
        poll.register(sock, select.POLLIN)
        return bool(poll.poll(0))
    except (OSError, ValueError):
        return True

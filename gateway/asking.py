"""Asking services for something of one's own accord: several at once, and never for long."""

import json
import threading
from collections.abc import Callable, Iterable
from http.client import HTTPException
from typing import Any, TypeVar

from chassis.addresses import Address, Connection
from chassis.errors import Busy, Refusal
from chassis.identity import NOBODY
from gateway.passing import Passing
from gateway.routing import Backend, Limits, Target

T = TypeVar("T")
R = TypeVar("R")
MOST_BYTES = 4 * 1024 * 1024
PROMPT = 1.5


def all_at_once(ask: Callable[[T], R], things: Iterable[T]) -> list[R]:
    """Return what is answered for each, all asked at the same time.

    (An executor of the standard library would hold a lock of before gevent's patch.)
    """
    several = list(things)
    answers: dict[int, R] = {}

    def one(number: int) -> None:
        answers[number] = ask(several[number])

    threads = [threading.Thread(target=one, args=(number,)) for number in range(len(several))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[number] for number in range(len(several))]


def read(passing: Passing, backend: Backend, path: str, seconds: float = PROMPT) -> Any:
    """Return the JSON that a service shows to everybody at a path; raises `Busy`."""
    path, _, query = path.partition("?")
    environ = {"REQUEST_METHOD": "GET", "QUERY_STRING": query, "HTTP_ACCEPT": "application/json"}
    target = Target(backend, path, "", Limits(), path)
    try:
        reply = passing.ask(target, environ, NOBODY, b"", seconds)
    except Refusal as no:
        raise Busy(no.detail) from None
    body = b"".join(reply.body)
    if hasattr(reply.body, "close"):
        reply.body.close()
    if not reply.status.startswith("200"):
        raise Busy("This part is away for the moment.")
    try:
        return json.loads(body)
    except ValueError:
        raise Busy("This part is away for the moment.") from None


def look(address: Address, path: str, seconds: float = PROMPT) -> tuple[int, Any]:
    """Return status and JSON of a part's own path, on a connection of its own; raises `OSError`."""
    connection = Connection(address, seconds)
    try:
        connection.request("GET", path, headers={"Host": "samskab"})
        response = connection.getresponse()
        return response.status, json.loads(response.read(MOST_BYTES))
    except (HTTPException, ValueError):
        raise OSError("no answer that can be read") from None
    finally:
        connection.close()

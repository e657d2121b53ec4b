"""Talking to the public API as any client would: kept connections, patience, clear sentences."""

import json
import random
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from threading import Event
from typing import Any
from urllib.parse import urlencode, urlsplit

import urllib3
from urllib3.exceptions import HTTPError

AGAIN = frozenset((429, 502, 503, 504))
LONGEST_PAUSE = 60.0
SECONDS = 30.0
NEXT = 'rel="next"'


@dataclass(frozen=True)
class Answer:
    """What came back: a status, the headers, and the JSON of the body if it was any."""

    status: int
    headers: Mapping[str, str]
    body: Any


class Refused(Exception):
    """The other side understood and said no; the text says why and where."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(sentence(answer.body) or f"The server answered {answer.status}.")
        self.answer, self.status = answer, answer.status


class Unreachable(Exception):
    """Nobody answered for as long as there was patience."""


class Client:
    """Asks one door with one key. May be used by several threads at once.

    Every POST carries an Idempotency-Key, so that asking again after a broken connection or a
    503 never does a thing twice. Raises `Refused`, or `Unreachable` after `patience` seconds, or
    as soon as `stopping` is set.
    """

    def __init__(
        self,
        url: str,
        key: str = "",
        *,
        connections: int = 4,
        patience: float = 120.0,
        language: str = "en",
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        self.url, self.patience, self.stopping = door(url), patience, Event()
        self.sleep = sleep or self.stopping.wait
        self.headers = {"Accept-Language": language, "Accept": "application/json"}
        if key:
            self.headers["X-API-Key"] = key
        self.pool = urllib3.PoolManager(maxsize=connections, block=True, retries=False)

    def get(self, path: str, **query: Any) -> Answer:
        """Return what is there."""
        asked = urlencode({name: value for name, value in query.items() if value is not None})
        return self._ask("GET", f"{path}?{asked}" if asked else path, None, {})

    def pages(self, path: str, **query: Any) -> Iterator[dict[str, Any]]:
        """Return every item of a list, page after page."""
        answer = self.get(path, **query)
        while True:
            yield from answer.body["items"]
            link = answer.headers.get("Link", "")
            if NEXT not in link:
                return
            answer = self.get(_path(link[link.index("<") + 1 : link.index(">")]))

    def post(
        self, path: str, body: Any = None, *, once: str = "", kind: str = "application/json"
    ) -> Answer:
        """Do something; with the same `once`, today or another day, it is done once."""
        headers = {"Idempotency-Key": once or str(uuid.uuid4())}
        return self._ask("POST", path, body, headers, kind)

    def put(self, path: str, body: Any) -> Answer:
        """Set something to what it is to be."""
        return self._ask("PUT", path, body, {})

    def _ask(
        self,
        method: str,
        path: str,
        body: Any,
        more: Mapping[str, str],
        kind: str = "application/json",
    ) -> Answer:
        headers = self.headers | dict(more)
        sent = None
        if body is not None:
            sent = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
            headers["Content-Type"] = kind
        waits = _Waits(self.patience, self.sleep, self.stopping)
        while True:
            try:
                answer = self._once(method, path, sent, headers)
            except HTTPError as trouble:
                waits.out(_why(trouble), self.url)
                continue
            if answer.status not in AGAIN:
                break
            waits.out(sentence(answer.body) or f"status {answer.status}", self.url, answer)
        if answer.status >= 400:
            raise Refused(answer)
        return answer

    def _once(
        self, method: str, path: str, sent: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        response = self.pool.request(
            method, self.url + path, body=sent, headers=headers, timeout=SECONDS, redirect=False
        )
        return Answer(response.status, response.headers, _read(response))

    def close(self) -> None:
        """Let go of the connections."""
        self.pool.clear()

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Waits:
    """Waits between tries: as long as the other side says, else longer each time."""

    def __init__(self, patience: float, sleep: Callable[[float], object], stopping: Event) -> None:
        self.until, self.sleep, self.tries = time.monotonic() + patience, sleep, 0
        self.stopping = stopping

    def out(self, why: str, url: str, answer: Answer | None = None) -> None:
        """Wait, or raise `Unreachable` when the patience is used up."""
        pause = min(5.0, 0.1 * 2**self.tries) * random.uniform(0.5, 1.0)
        if answer and (said := retry_after(answer.headers.get("Retry-After", ""))) is not None:
            pause = max(pause, said)
        if self.stopping.is_set() or time.monotonic() + pause > self.until:
            raise Unreachable(f"{url} could not do it: {why} Please try again later.")
        self.tries += 1
        self.sleep(pause)


def door(url: str) -> str:
    """Return the address of a door without a slash at its end; raises ValueError."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
        raise ValueError(f"{url!r} is no address like http://127.0.0.1:8080.")
    return url.rstrip("/")


def retry_after(text: str) -> float | None:
    """Return how many seconds a Retry-After asks for, or None where it cannot be read."""
    if text.isascii() and text.isdigit():
        return min(float(text), LONGEST_PAUSE)
    try:
        at = parsedate_to_datetime(text).timestamp()
    except (TypeError, ValueError):
        return None
    return min(max(0.0, at - time.time()), LONGEST_PAUSE)


def sentence(body: Any) -> str:
    """Return in one line what problem details (RFC 9457) say, with the fields they point at."""
    if not isinstance(body, dict) or not body.get("title"):
        return ""
    told = f"{body['title']}: {body['detail']}" if body.get("detail") else str(body["title"])
    points = [_point(each, str(body.get("detail"))) for each in body.get("errors", ())]
    return f"{told} ({'; '.join(points)})" if points else told


def _point(error: Mapping[str, str], said: str) -> str:
    place = error.get("pointer") or error.get("parameter") or "/"
    detail = error.get("detail", "")
    return place if detail in ("", said) else f"{place}: {detail}"


def _read(response: urllib3.BaseHTTPResponse) -> Any:
    if "json" not in response.headers.get("Content-Type", ""):
        return None
    try:
        return json.loads(response.data)
    except ValueError:
        return None


def _path(link: str) -> str:
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _why(trouble: HTTPError) -> str:
    if isinstance(trouble, urllib3.exceptions.NewConnectionError):
        return "nobody answers there."
    if isinstance(trouble, urllib3.exceptions.TimeoutError):
        return f"no answer within {SECONDS:.0f} seconds."
    return "the connection broke."

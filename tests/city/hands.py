"""Who stands at the door: with a key or without, and what comes back."""

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import urllib3


def da(text, **others):
    """Return a text in Danish, and in other languages by their names."""
    beside = [{"lang": lang, "text": said} for lang, said in others.items()]
    return [{"lang": "da", "text": text}, *beside]


def day(days=0):
    """Return the day so many days from now, as it is written."""
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


def soon(found, seconds=20.0):
    """Wait until there is something, and return it."""
    end = time.monotonic() + seconds
    while not (it := found()):
        assert time.monotonic() < end, "not soon enough"
        time.sleep(0.05)
    return it


@dataclass(frozen=True)
class Answer:
    status: int
    headers: urllib3.HTTPHeaderDict
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


@dataclass(frozen=True)
class Hand:
    """Somebody at the door: with a key, or nobody in particular."""

    url: str
    key: str = ""
    language: str = "en"

    def ask(self, method, path, body=None, edition=None, **headers):
        said = {"Accept": "application/json", "Accept-Language": self.language}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        if self.key:
            said["X-API-Key"] = self.key
        if edition is not None:
            said["If-Match"] = f'"v{edition}"'
        if body is not None:
            said["Content-Type"] = "application/json"
        sent = None if body is None else json.dumps(body).encode()
        found = urllib3.request(
            method, self.url + path, body=sent, headers=said, redirect=False, retries=False
        )
        return Answer(found.status, found.headers, found.data)

    def get(self, path, **query):
        return self._good("GET", f"{path}?{urlencode(query, doseq=True)}" if query else path)

    def items(self, path, **query):
        return self.get(path, **query)["items"]

    def post(self, path, body=None, **more):
        return self._good("POST", path, {} if body is None else body, **more)

    def patch(self, path, body, edition):
        return self._good("PATCH", path, body, edition=edition)

    def no(self, status, method, path, body=None, **more):
        """Ask for what is to be refused, and return why it is."""
        answer = self.ask(method, path, body, **more)
        assert answer.status == status, (method, path, answer.status, answer.body[:2000])
        assert answer.headers["Content-Type"].startswith("application/problem+json")
        return answer.json

    def _good(self, method, path, body=None, **more):
        answer = self.ask(method, path, body, **more)
        assert answer.status in (200, 201, 202), (method, path, answer.status, answer.body[:2000])
        return answer.json


def good(answer):
    """Return what came back where it was done, else nothing."""
    return answer.json if answer.status in (200, 201) else None

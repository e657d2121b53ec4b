"""What is told to somebody whose request came to nothing: RFC 9457, in their language."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException

from chassis.errors import Busy, Conflict, Refusal, TooMany, Unfit, Unknown, Unreadable
from chassis.screening import has_cpr
from chassis.web.reading import MOST_BYTES, named
from chassis.web.sentences import OURS, WERKZEUG, ours
from chassis.words import Sentence, Words, _

CONTENT_TYPE = "application/problem+json"
LOOK_AGAIN = _("Some fields need another look.")
LOOK_AGAIN_QUERY = _("The query of this address needs another look.")
JSON = json.JSONEncoder(separators=(",", ":"))


@dataclass(frozen=True)
class Mistake:
    """One thing to correct: in the body (a JSON pointer, RFC 6901) or in the query."""

    detail: Sentence
    pointer: str = ""
    parameter: str = ""

    def told(self, words: Words, lang: str) -> dict[str, str]:
        """Return it in a language."""
        place = {"parameter": self.parameter} if self.parameter else {"pointer": self.pointer}
        return {**place, "detail": words.say(lang, self.detail)}


class Mistaken(Unfit):
    """The body has mistakes."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__(LOOK_AGAIN)
        self.mistakes = mistakes


class MistakenQuery(Unreadable):
    """The query has mistakes."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__(LOOK_AGAIN_QUERY)
        self.mistakes = mistakes


@dataclass(frozen=True)
class Problem:
    """A refusal as it goes over HTTP."""

    status: int
    title: Sentence
    detail: Sentence
    mistakes: tuple[Mistake, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    trace: str = ""
    members: Mapping[str, object] = field(default_factory=dict)

    def told(self, words: Words, lang: str) -> dict[str, Any]:
        """Return the problem details in a language."""
        told: dict[str, Any] = {
            "type": "about:blank",
            "title": words.say(lang, self.title),
            "status": self.status,
            "detail": words.say(lang, self.detail),
        }
        if self.mistakes:
            told["errors"] = [mistake.told(words, lang) for mistake in self.mistakes]
        return {**self.members, **told} | ({"trace": self.trace} if self.trace else {})

    def json(self, words: Words, lang: str) -> bytes:
        """Return the body to send, as `application/problem+json`."""
        return JSON.encode(self.told(words, lang)).encode()


def problem(error: Exception, trace: str = "") -> Problem:
    """Return what to say about an error; of one of ours that is a bug, only its trace."""
    if isinstance(error, Refusal):
        return _refused(error)
    if isinstance(error, ValidationError):
        return _refused(Mistaken(list(mistakes(error.messages))))
    if isinstance(error, HTTPException) and error.code:
        return _theirs(error, error.code)
    if isinstance(error, Conflict):
        return _refused(Busy("Too many change this at once. Please try again."))
    return Problem(500, *OURS, trace=trace)


def mistakes(messages: Any, at: str = "") -> Iterator[Mistake]:
    """Flatten marshmallow's messages into one mistake for each."""
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            yield from mistakes(inner, at if key == "_schema" else f"{at}/{named(str(key))}")
    else:
        yield from (Mistake(ours(message), at) for message in messages)


def _refused(error: Refusal) -> Problem:
    said = error.detail
    detail = said if isinstance(said, Sentence) else Sentence(said, error.facts)
    found = getattr(error, "mistakes", [])
    if error.pointer:
        found = [Mistake(detail, "" if has_cpr(error.pointer) else error.pointer)]
    headers = []
    if isinstance(error, TooMany | Busy):
        headers = [("Retry-After", str(error.facts.get("seconds", 1)))]
    if isinstance(error, Unknown):
        headers = [("WWW-Authenticate", 'ApiKey header="X-API-Key"')]
    return Problem(
        error.status,
        Sentence(error.title),
        detail,
        tuple(found),
        tuple(headers),
        members=error.members,
    )


def _theirs(error: HTTPException, code: int) -> Problem:
    title, detail = WERKZEUG.get(code, OURS if code >= 500 else WERKZEUG[400])
    passed = [(k, v) for k, v in error.get_headers() if not k.lower().startswith("content-")]
    return Problem(code, title, detail.format(most=MOST_BYTES // 1024), headers=tuple(passed))

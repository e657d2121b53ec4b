"""What a route gives, said once: it is shown through a schema, and OpenAPI follows from it."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic, Protocol, TypeVar
from urllib.parse import quote, urlencode

from flask import Response, request
from marshmallow import Schema

from chassis.web.asking import etag
from chassis.web.reading import read_pairs
from chassis.web.taking import View, said

T_co = TypeVar("T_co", covariant=True)
JSON = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False)


class Some(Protocol[T_co]):
    """A page of a list, and where to go on from if there is more (such as `stores.Page`)."""

    @property
    def items(self) -> Iterable[T_co]:
        """What is on this page."""

    @property
    def next(self) -> str | None:
        """The place to go on from."""


@dataclass(frozen=True)
class Listed(Generic[T_co]):
    """A page of a list."""

    items: list[T_co]
    next: str | None = None


def gives(schema: type[Schema], status: int = 200, *, at: str = "") -> Callable[[View], View]:
    """Answer with what the view returns, shown through a schema.

    What has an edition gets it as its ETag. `at` is the address of what was made, such as
    `/api/ideas/{id}`.
    """
    shown, names = schema(), re.findall(r"\{(\w+)\}", at)

    def wrap(view: View) -> View:
        @wraps(view)
        def answer(**path: Any) -> Response:
            thing = view(**path)
            if isinstance(thing, Response):
                return thing
            body = shown.dump(thing)
            response = Response(JSON.encode(body), status, content_type="application/json")
            if isinstance(body.get("edition"), int):
                response.headers["ETag"] = etag(body["edition"])
            if at:
                response.headers["Location"] = at.format(**{n: quote(body[n], "") for n in names})
            return response

        notes = said(answer)
        notes.answer, notes.status = shown, status
        return answer

    return wrap


def listed(schema: type[Schema]) -> Callable[[View], View]:
    """Answer with a page of a list: `{"items": […]}`, and the next page as a `Link`."""
    shown = schema(many=True)

    def wrap(view: View) -> View:
        @wraps(view)
        def answer(**path: Any) -> Response:
            page: Some[Any] = view(**path)
            body = {"items": shown.dump(page.items)}
            response = Response(JSON.encode(body), 200, content_type="application/json")
            if page.next is not None:
                response.headers["Link"] = f'<{next_page(page.next)}>; rel="next"'
            return response

        notes = said(answer)
        notes.answer, notes.many = shown, True
        return answer

    return wrap


def next_page(after: str) -> str:
    """Return this address with another place to go on from."""
    kept = [(k, v) for k, v in read_pairs(request.query_string) if k not in ("after", "lang")]
    return f"{quote(request.path)}?{urlencode([*kept, ('after', after)])}"

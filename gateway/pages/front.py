"""`/`: what Samskab is, and the three ways in."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Response

from chassis.errors import Busy
from chassis.pages import render
from gateway.asking import read
from gateway.following import Following
from gateway.passing import Passing

NEWEST = "/api/ideas?status=published&limit=3"
KEPT = 5.0
SECONDS = 0.7


@dataclass
class Latest:
    """The newest public contributions; what was shown last while their service is away."""

    following: Following
    passing: Passing
    kept: tuple[float, list[Any]] = field(default=(0.0, []))

    def __call__(self) -> list[Any]:
        """Return them, as `/api/ideas` shows them."""
        until, items = self.kept
        if until < time.monotonic():
            self.kept = time.monotonic() + KEPT, items
            try:
                items = self._read()
            except (Busy, KeyError, TypeError):
                return items
            self.kept = time.monotonic() + KEPT, items
        return items

    def _read(self) -> list[Any]:
        target = self.following.current.find("/api/ideas")
        if target is None:
            return []
        items = read(self.passing, target.backend, NEWEST, SECONDS)["items"]
        return [item for item in items if item["title"] and item["id"]]


def front_pages(latest: Callable[[], list[Any]]) -> Blueprint:
    """Return the front page."""
    door = Blueprint("front", __name__, template_folder="../templates")

    @door.get("/")
    def front() -> Response:
        """Welcome everybody."""
        return render("gateway/front.html", latest=latest())

    return door

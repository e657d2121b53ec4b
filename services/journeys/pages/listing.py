"""`/journeys`: what has been mapped, by type, status and persona."""

from typing import Any

from flask import Blueprint
from marshmallow import pre_load

from chassis.pages import render
from chassis.web import String, caller, next_page, takes
from journeys.actions import Nouns
from journeys.pages.words import STATUSES, TYPES
from journeys.schemas.journeys import JourneyQuery

MOST = 100


class ListQuery(JourneyQuery):
    """Which journeys to show."""

    lang = String(max_length=10)

    @pre_load
    def asked(self, given: dict[str, Any], **_more: Any) -> dict[str, Any]:
        """Take a field of the search form that was left empty for one that was not sent."""
        return {name: value for name, value in given.items() if value != ""}


def list_pages(nouns: Nouns) -> Blueprint:
    """Return the page that lists journeys."""
    door = Blueprint("list_pages", __name__, template_folder="../templates")

    @door.get("/journeys")
    @takes(query=ListQuery)
    def listing(
        limit: int, after: str | None, q: str | None = None, lang: str = "", **wanted: Any
    ) -> Any:
        """Show the journeys that have been mapped, the newest first."""
        who, journeys = caller(), nouns.journeys
        found, more = journeys.page(who, wanted, q, limit, after)
        return render(
            "journeys/list.html",
            found=found,
            next=next_page(more) if more else None,
            count=journeys.count(who, wanted, q),
            personas=nouns.personas.page(who, {}, None, MOST)[0],
            types=TYPES,
            statuses=STATUSES,
            chosen=wanted,
            q=q or "",
        )

    return door

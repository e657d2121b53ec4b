"""`/offers`: help that is offered, found by language, time, area and kind."""

from typing import Any

from flask import Blueprint
from marshmallow import pre_load

from chassis.pages import render
from chassis.pages.showing import SPOKEN, language_name
from chassis.web import String, next_page, takes
from ideas.actions import Offers
from ideas.events import OfferStatus
from ideas.schemas import OfferQuery

STILL_OFFERED = [each.value for each in OfferStatus if each is not OfferStatus.EXPIRED]


class ListQuery(OfferQuery):
    """Which offers to show, and in which language the page is."""

    lang = String(max_length=10)

    @pre_load
    def asked(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Take a field of the search form that was left empty for one that was not sent."""
        return {name: value for name, value in given.items() if value != ""}


def offer_pages(offers: Offers) -> Blueprint:
    """Return the pages for those who look for help."""
    door = Blueprint("offering", __name__, url_prefix="/offers", template_folder="../templates")

    @door.get("")
    @takes(query=ListQuery)
    def listing(limit: int, after: str | None, lang: str = "", **given: Any) -> Any:
        """Show what help is offered, the newest first; what has expired only if asked for."""
        wanted = given if given.get("status") else given | {"statuses": STILL_OFFERED}
        found, more = offers.page(wanted, limit, after)
        return render(
            "ideas/offers.html",
            found=found,
            next=next_page(more) if more else None,
            count=offers.count(wanted),
            chosen=given,
            spoken=[(each, language_name(each)) for each in SPOKEN],
        )

    return door

"""`/api/offers`: help that is offered, found by language, time and area; its giver's answers."""

from typing import Any

from flask import Blueprint

from chassis.web import Listed, caller, cause, gives, listed, takes
from ideas.actions import Ideas, Offers
from ideas.domain.ideas import Idea
from ideas.participants import known
from ideas.schemas import AnswerIn, IdeaView, OfferQuery


def offer_routes(ideas: Ideas, offers: Offers) -> Blueprint:
    """Return the routes of offers of help."""
    door = Blueprint("offers", __name__, url_prefix="/api/offers")

    @door.get("")
    @takes(query=OfferQuery)
    @listed(IdeaView)
    def list_offers(limit: int, after: str | None, **wanted: Any) -> Listed[Idea]:
        """List public offers of help, the newest first."""
        return Listed(*offers.page(wanted, limit, after))

    @door.get("/<idea_id>")
    @gives(IdeaView)
    def show_offer(idea_id: str) -> Idea:
        """Show one offer of help."""
        return offers.get(caller(), idea_id)

    @door.post("/<idea_id>/confirm")
    @takes(AnswerIn)
    @gives(IdeaView)
    def confirm(idea_id: str, match_id: str) -> Idea:
        """Say yes to an initiative that asks for it, signed in as its giver."""
        return offers.answer_as(caller(), known(ideas.secret), cause(), idea_id, match_id, True)

    @door.post("/<idea_id>/refuse")
    @takes(AnswerIn)
    @gives(IdeaView)
    def refuse(idea_id: str, match_id: str) -> Idea:
        """Say no to an initiative that asks for it, signed in as its giver; others may ask."""
        return offers.answer_as(caller(), known(ideas.secret), cause(), idea_id, match_id, False)

    return door

"""`/opportunities` and `/opportunities/<id>`: the questions that insights have led to."""

from typing import Any

from flask import Blueprint
from marshmallow import pre_load

from chassis.pages import render
from chassis.web import String, caller, next_page, takes
from journeys.actions import Nouns, insider
from journeys.schemas.findings import evidence_view
from journeys.schemas.opportunities import OpportunityQuery


class ListQuery(OpportunityQuery):
    """Which questions to show."""

    lang = String(max_length=10)

    @pre_load
    def asked(self, given: dict[str, Any], **_more: Any) -> dict[str, Any]:
        """Take a field of the search form that was left empty for one that was not sent."""
        return {name: value for name, value in given.items() if value != ""}


def opportunity_pages(nouns: Nouns) -> Blueprint:
    """Return the pages of opportunities."""
    door = Blueprint(
        "questions", __name__, url_prefix="/opportunities", template_folder="../templates"
    )

    @door.get("")
    @takes(query=ListQuery)
    def listing(
        limit: int, after: str | None, q: str | None = None, lang: str = "", **wanted: Any
    ) -> Any:
        """Show the questions, the newest first."""
        who, opportunities = caller(), nouns.opportunities
        found, more = opportunities.page(who, wanted, q, limit, after)
        return render(
            "journeys/opportunities.html",
            found=found,
            next=next_page(more) if more else None,
            count=opportunities.count(who, wanted, q),
            chosen=wanted,
            q=q or "",
        )

    @door.get("/<opportunity_id>")
    def show(opportunity_id: str) -> Any:
        """Show a question, and the red thread back to what people said."""
        who = caller()
        opportunity = nouns.opportunities.get(who, opportunity_id)
        origins = nouns.opportunities.origins(who, opportunity)
        evidence = {
            id: evidence_view(each, insider(who, each)) if each else None
            for id, each in origins.evidence.items()
        }
        named = [each.idea_id for each in origins.evidence.values() if each and each.idea_id]
        return render(
            "journeys/opportunity.html",
            opportunity=opportunity,
            origins=origins,
            evidence=evidence,
            ideas=nouns.neighbours.ideas(named),
            owner=nouns.neighbours.departments([opportunity.owner_department_id]),
        )

    return door

"""`/opportunities` and `/opportunities/<id>`: the questions that insights have led to."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint
from marshmallow import pre_load

from chassis.errors import Refusal
from chassis.pages import Form, blank, render
from chassis.web import String, caller, cause, next_page, takes
from journeys.actions import Nouns
from journeys.domain.opportunities import Opportunity
from journeys.pages.asking import press
from journeys.pages.evidence import ideas_of, seen_by_caller
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
        return page(nouns, opportunity_id)

    def pressed(opportunity_id: str, act: Callable[..., Opportunity]) -> Any:
        def shown(no: Refusal, form: Form) -> Any:
            return page(nouns, opportunity_id, form, no.status)

        address = f"/opportunities/{opportunity_id}"
        return press(lambda: act(caller(), cause(), opportunity_id), address, shown)

    @door.post("/<opportunity_id>/publish")
    def publish(opportunity_id: str) -> Any:
        """Let everyone see it and answer it."""
        return pressed(opportunity_id, nouns.opportunities.publish)

    @door.post("/<opportunity_id>/close")
    def close(opportunity_id: str) -> Any:
        """Look for no more answers."""
        return pressed(opportunity_id, nouns.opportunities.close)

    return door


def page(nouns: Nouns, opportunity_id: str, form: Form | None = None, status: int = 200) -> Any:
    """Return the page of one question."""
    who = caller()
    opportunity = nouns.opportunities.get(who, opportunity_id)
    origins = nouns.opportunities.origins(who, opportunity)
    evidence = {id: each for id, each in origins.evidence.items() if each}
    return render(
        "journeys/opportunity.html",
        status,
        form=form or blank(),
        opportunity=opportunity,
        origins=origins,
        evidence={id: seen_by_caller(each) for id, each in evidence.items()},
        ideas=ideas_of(nouns, evidence.values()),
        initiatives=nouns.neighbours.initiatives_for(opportunity_id),
        may_change=nouns.opportunities.may_change(who, opportunity),
        owner=nouns.neighbours.departments([opportunity.owner_department_id]),
    )

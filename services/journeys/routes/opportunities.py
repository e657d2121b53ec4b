"""`/api/opportunities`: questions that insights lead to, and what they come from."""

from typing import Any

from flask import Blueprint

from chassis.web import Listed, caller, cause, gives, listed, takes, tell_history
from journeys.actions import Opportunities
from journeys.domain.opportunities import Opportunity
from journeys.schemas.opportunities import (
    NewOpportunityIn,
    OpportunityChange,
    OpportunityQuery,
    OpportunityView,
    OriginsView,
    new_opportunity,
    opportunity_change,
    origins_view,
)


def opportunity_routes(opportunities: Opportunities) -> Blueprint:
    """Return the routes of opportunities."""
    door = Blueprint("opportunities", __name__, url_prefix="/api/opportunities")

    @door.get("")
    @takes(query=OpportunityQuery)
    @listed(OpportunityView)
    def list_opportunities(
        limit: int, after: str | None, q: str | None = None, **wanted: Any
    ) -> Listed[Opportunity]:
        """List opportunities, the newest first."""
        return Listed(*opportunities.page(caller(), wanted, q, limit, after))

    @door.post("")
    @takes(NewOpportunityIn)
    @gives(OpportunityView, 201, at="/api/opportunities/{id}")
    def draft_opportunity(**given: Any) -> Opportunity:
        """Ask a question that insights lead to; only your department sees it until published."""
        return opportunities.draft(caller(), cause(), new_opportunity(given))

    @door.get("/<opportunity_id>")
    @gives(OpportunityView)
    def show_opportunity(opportunity_id: str) -> Opportunity:
        """Show one opportunity."""
        return opportunities.get(caller(), opportunity_id)

    @door.get("/<opportunity_id>/origins")
    @gives(OriginsView)
    def show_origins(opportunity_id: str) -> dict[str, Any]:
        """Show what it comes from: insights, evidence, steps and personas."""
        found = opportunities.get(caller(), opportunity_id)
        return origins_view(found.id, opportunities.origins(caller(), found))

    @door.patch("/<opportunity_id>")
    @takes(OpportunityChange)
    @gives(OpportunityView)
    def change_opportunity(opportunity_id: str, **given: Any) -> Opportunity:
        """Change its words, insights or weight; only the fields that are sent."""
        who, why = caller(), cause(edited=True)
        return opportunities.change(who, why, opportunity_id, opportunity_change(given))

    @door.post("/<opportunity_id>/publish")
    @takes()
    @gives(OpportunityView)
    def publish_opportunity(opportunity_id: str) -> Opportunity:
        """Let everyone see it and answer it."""
        return opportunities.publish(caller(), cause(), opportunity_id)

    @door.post("/<opportunity_id>/close")
    @takes()
    @gives(OpportunityView)
    def close_opportunity(opportunity_id: str) -> Opportunity:
        """Look for no more answers."""
        return opportunities.close(caller(), cause(), opportunity_id)

    tell_history(door, "/<thing_id>", opportunities.history)
    return door

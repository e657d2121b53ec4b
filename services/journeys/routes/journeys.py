"""`/api/journeys`: people's ways through the municipality, as a whole."""

from typing import Any

from flask import Blueprint

from chassis.web import Listed, caller, cause, gives, listed, takes, tell_history
from journeys.actions import Journeys
from journeys.domain.drafts import keys
from journeys.routes.showing import shown
from journeys.schemas.journeys import (
    JourneyQuery,
    JourneySummary,
    JourneyView,
    MappedView,
    journey_summary,
)
from journeys.schemas.mapping import NewJourneyIn, new_journey
from journeys.schemas.parts import JourneyChange, Successor, part_change


def journey_routes(journeys: Journeys) -> Blueprint:
    """Return the routes of whole journeys."""
    door = Blueprint("journeys", __name__, url_prefix="/api/journeys")

    @door.get("")
    @takes(query=JourneyQuery)
    @listed(JourneySummary)
    def list_journeys(
        limit: int, after: str | None, q: str | None = None, **wanted: Any
    ) -> Listed[dict[str, Any]]:
        """List journeys, the newest first."""
        found, more = journeys.page(caller(), wanted, q, limit, after)
        return Listed([journey_summary(each) for each in found], more)

    @door.post("")
    @takes(NewJourneyIn)
    @gives(MappedView, 201, at="/api/journeys/{id}")
    def draft_journey(**given: Any) -> dict[str, Any]:
        """Map a whole journey; only your department sees it until it is published."""
        new, why = new_journey(given), cause()
        journey = journeys.draft(caller(), why, new)
        made = journeys.steps_made(why, journey.id, new)
        return shown(journeys, journey) | {"keys": keys(new, made)}

    @door.get("/<journey_id>")
    @gives(JourneyView)
    def show_journey(journey_id: str) -> dict[str, Any]:
        """Show one journey with all its parts."""
        return shown(journeys, journeys.get(caller(), journey_id))

    @door.patch("/<journey_id>")
    @takes(JourneyChange)
    @gives(JourneyView)
    def change_journey(journey_id: str, **given: Any) -> dict[str, Any]:
        """Change title, description or personas; only the fields that are sent."""
        changed = journeys.change(caller(), cause(edited=True), journey_id, part_change(given))
        return shown(journeys, changed)

    _deciding(door, journeys)
    tell_history(door, "/<thing_id>", journeys.history)
    return door


def _deciding(door: Blueprint, journeys: Journeys) -> None:
    @door.post("/<journey_id>/validate")
    @takes()
    @gives(JourneyView)
    def validate_journey(journey_id: str) -> dict[str, Any]:
        """Say that there is evidence for every feeling; refused with the `steps` that lack it."""
        return shown(journeys, journeys.validate(caller(), cause(), journey_id))

    @door.post("/<journey_id>/publish")
    @takes()
    @gives(JourneyView)
    def publish_journey(journey_id: str) -> dict[str, Any]:
        """Let everyone see it."""
        return shown(journeys, journeys.publish(caller(), cause(), journey_id))

    @door.post("/<journey_id>/supersede")
    @takes(Successor)
    @gives(JourneyView)
    def supersede_journey(journey_id: str, by: str) -> dict[str, Any]:
        """Let another journey take its place."""
        return shown(journeys, journeys.supersede(caller(), cause(), journey_id, by))

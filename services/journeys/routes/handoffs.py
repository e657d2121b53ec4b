"""`/api/journeys/<id>/handoffs`: where one department lets go and another takes over."""

from typing import Any

from flask import Blueprint

from chassis.web import Listed, caller, cause, gives, listed, takes
from journeys.actions import Journeys, Steps
from journeys.domain.given import NewHandoff
from journeys.routes.showing import shown
from journeys.schemas.journeys import (
    EditedView,
    HandoffQuery,
    HandoffView,
    JourneyView,
    handoff_view,
)
from journeys.schemas.parts import HandoffChange, NewHandoffIn, part_change


def handoff_routes(steps: Steps, journeys: Journeys) -> Blueprint:
    """Return the routes of hand-offs."""
    door = Blueprint("handoffs", __name__, url_prefix="/api/journeys/<journey_id>/handoffs")

    @door.get("")
    @takes(query=HandoffQuery)
    @listed(HandoffView)
    def list_handoffs(
        journey_id: str, cross_department: bool | None = None, sort: str | None = None
    ) -> Listed[dict[str, Any]]:
        """List a journey's hand-offs, those between departments alone if asked for."""
        found = steps.handoffs(caller(), journey_id, cross_department, sort)
        return Listed([handoff_view(each) for each in found])

    @door.post("")
    @takes(NewHandoffIn)
    @gives(EditedView, 201)
    def add_handoff(journey_id: str, new: NewHandoff) -> dict[str, Any]:
        """Say that something is handed over between two steps."""
        why = cause()
        journey = steps.add_handoff(caller(), why, journey_id, new)
        return shown(journeys, journey) | {"made": steps.made(why, journey_id, "handoff")}

    @door.patch("/<handoff_id>")
    @takes(HandoffChange)
    @gives(JourneyView)
    def change_handoff(journey_id: str, handoff_id: str, **given: Any) -> dict[str, Any]:
        """Change what is said of a hand-off; only the fields that are sent."""
        who, why = caller(), cause(edited=True)
        changed = steps.change_handoff(who, why, journey_id, handoff_id, part_change(given))
        return shown(journeys, changed)

    @door.post("/<handoff_id>/remove")
    @takes()
    @gives(JourneyView)
    def remove_handoff(journey_id: str, handoff_id: str) -> dict[str, Any]:
        """Take a hand-off away."""
        return shown(journeys, steps.remove_handoff(caller(), cause(), journey_id, handoff_id))

    return door

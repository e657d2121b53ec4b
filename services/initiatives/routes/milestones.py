"""What is to be reached in an initiative, and when it was."""

from typing import Any

from flask import Blueprint

from chassis.web import caller, cause, gives, takes
from initiatives.actions import Initiatives, Milestones
from initiatives.routes.showing import answer
from initiatives.schemas import InitiativeView, NewMilestoneIn, WithPartView, new_milestone


def milestone_routes(initiatives: Initiatives, milestones: Milestones) -> Blueprint:
    """Return the routes of milestones."""
    door = Blueprint(
        "milestones", __name__, url_prefix="/api/initiatives/<initiative_id>/milestones"
    )

    @door.post("")
    @takes(NewMilestoneIn)
    @gives(WithPartView, 201)
    def set_milestone(initiative_id: str, **given: Any) -> dict[str, Any]:
        """Say what is to be reached by when, by a department that has a part in it."""
        done, made = milestones.set(caller(), cause(), initiative_id, new_milestone(given))
        return answer(initiatives, done, made)

    @door.post("/<milestone_id>/reach")
    @takes()
    @gives(InitiativeView)
    def reach(initiative_id: str, milestone_id: str) -> dict[str, Any]:
        """Say that it was reached."""
        done = milestones.reach(caller(), cause(), initiative_id, milestone_id)
        return answer(initiatives, done)

    return door

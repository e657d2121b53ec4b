"""What departments are asked for in an initiative, and what they answer."""

from typing import Any

from flask import Blueprint

from chassis.web import caller, cause, gives, takes
from initiatives.actions import Commitments, Initiatives
from initiatives.events.parts import Texts
from initiatives.routes.showing import answer
from initiatives.schemas import AskIn, InitiativeView, ReasonIn, WithPartView, new_commitment


def commitment_routes(initiatives: Initiatives, commitments: Commitments) -> Blueprint:
    """Return the routes of commitments."""
    door = Blueprint(
        "commitments", __name__, url_prefix="/api/initiatives/<initiative_id>/commitments"
    )

    @door.post("")
    @takes(AskIn)
    @gives(WithPartView, 201)
    def ask(initiative_id: str, **given: Any) -> dict[str, Any]:
        """Ask a department to take part; one that said no can be asked once more."""
        done, made = commitments.ask(caller(), cause(), initiative_id, new_commitment(given))
        return answer(initiatives, done, made)

    @door.post("/<commitment_id>/accept")
    @takes()
    @gives(InitiativeView)
    def accept(initiative_id: str, commitment_id: str) -> dict[str, Any]:
        """Say yes for one's own department; the last yes approves the initiative."""
        done = commitments.accept(caller(), cause(), initiative_id, commitment_id)
        return answer(initiatives, done)

    @door.post("/<commitment_id>/decline")
    @takes(ReasonIn)
    @gives(InitiativeView)
    def decline(
        initiative_id: str, commitment_id: str, reason: Texts, language: str = ""
    ) -> dict[str, Any]:
        """Say no for one's own department, with a reason."""
        done = commitments.decline(caller(), cause(), initiative_id, commitment_id, reason)
        return answer(initiatives, done)

    return door

"""What an initiative lacks, and which offers of help suit it."""

from typing import Any

from flask import Blueprint

from chassis.web import caller, cause, gives, takes
from initiatives.actions import Initiatives, Needs
from initiatives.routes.showing import answer
from initiatives.schemas import (
    InitiativeView,
    NewNeedIn,
    SuggestionsView,
    WithPartView,
    new_need,
)


def need_routes(initiatives: Initiatives, needs: Needs) -> Blueprint:
    """Return the routes of needs."""
    door = Blueprint("needs", __name__, url_prefix="/api/initiatives/<initiative_id>/needs")

    @door.post("")
    @takes(NewNeedIn)
    @gives(WithPartView, 201)
    def state_need(initiative_id: str, **given: Any) -> dict[str, Any]:
        """Say what is lacking."""
        done, made = needs.state(caller(), cause(), initiative_id, new_need(given))
        return answer(initiatives, done, made)

    @door.post("/<need_id>/close")
    @takes()
    @gives(InitiativeView)
    def close_need(initiative_id: str, need_id: str) -> dict[str, Any]:
        """Say that it is not lacking any more; whoever helps already goes on helping."""
        return answer(initiatives, needs.close(caller(), cause(), initiative_id, need_id))

    @door.get("/<need_id>/suggestions")
    @takes()
    @gives(SuggestionsView)
    def suggest(initiative_id: str, need_id: str) -> dict[str, Any]:
        """List offers of help that suit it and can be asked for, each with why; best first."""
        return {"items": needs.suggestions(caller(), initiative_id, need_id)}

    return door

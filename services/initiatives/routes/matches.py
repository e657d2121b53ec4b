"""Offers of help that an initiative asks for, uses and lets go."""

from typing import Any

from flask import Blueprint

from chassis.web import caller, cause, gives, takes
from initiatives.actions import Initiatives, Matches
from initiatives.events.parts import Texts, Unit
from initiatives.routes.showing import answer
from initiatives.schemas import InitiativeView, NewMatchIn, UseIn, WithPartView


def match_routes(initiatives: Initiatives, matches: Matches) -> Blueprint:
    """Return the routes of matches."""
    door = Blueprint("matches", __name__, url_prefix="/api/initiatives/<initiative_id>/matches")

    @door.post("")
    @takes(NewMatchIn)
    @gives(WithPartView, 201)
    def ask(initiative_id: str, need_id: str, idea_id: str) -> dict[str, Any]:
        """Ask the giver of an offer for help; they are told whom to contact, never the reverse."""
        done, made = matches.ask(caller(), cause(), initiative_id, need_id, idea_id)
        return answer(initiatives, done, made)

    @door.post("/<match_id>/use")
    @takes(UseIn)
    @gives(InitiativeView)
    def use(
        initiative_id: str,
        match_id: str,
        amount: float,
        unit: Unit,
        thanks: Texts = (),
        language: str = "",
    ) -> dict[str, Any]:
        """Count help that was given, on top of what was given before, and thank for it."""
        done = matches.use(caller(), cause(), initiative_id, match_id, amount, unit, thanks)
        return answer(initiatives, done)

    @door.post("/<match_id>/free")
    @takes()
    @gives(InitiativeView)
    def free(initiative_id: str, match_id: str) -> dict[str, Any]:
        """Let an offer go, so that others can find it."""
        return answer(initiatives, matches.free(caller(), cause(), initiative_id, match_id))

    return door

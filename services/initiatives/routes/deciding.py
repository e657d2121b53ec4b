"""What is decided about an initiative: every step further, and the end."""

from datetime import date
from typing import Any

from flask import Blueprint

from chassis.web import caller, cause, gives, takes
from initiatives.actions import Initiatives
from initiatives.events.initiatives import Status
from initiatives.events.parts import Texts
from initiatives.routes.showing import answer
from initiatives.schemas import InitiativeView, OperateIn, ReasonIn, WhyIn


def deciding_routes(initiatives: Initiatives) -> Blueprint:
    """Return the routes of decisions."""
    door = Blueprint("decisions", __name__, url_prefix="/api/initiatives/<initiative_id>")

    def advance(id: str, status: Status, why: Texts) -> dict[str, Any]:
        return answer(initiatives, initiatives.advance(caller(), cause(), id, status, why))

    @door.post("/prioritise")
    @takes(WhyIn)
    @gives(InitiativeView)
    def prioritise(initiative_id: str, why: Texts = (), language: str = "") -> dict[str, Any]:
        """Say that it is one of those to be done."""
        return advance(initiative_id, Status.PRIORITISED, why)

    @door.post("/approve")
    @takes(WhyIn)
    @gives(InitiativeView)
    def approve(initiative_id: str, why: Texts = (), language: str = "") -> dict[str, Any]:
        """Go on without the departments that said no; all others must have said yes.

        Where nobody says no this happens by itself with the last yes.
        """
        return advance(initiative_id, Status.APPROVED, why)

    @door.post("/test")
    @takes(WhyIn)
    @gives(InitiativeView)
    def test(initiative_id: str, why: Texts = (), language: str = "") -> dict[str, Any]:
        """Begin to try it out."""
        return advance(initiative_id, Status.TESTING, why)

    @door.post("/implement")
    @takes(WhyIn)
    @gives(InitiativeView)
    def implement(initiative_id: str, why: Texts = (), language: str = "") -> dict[str, Any]:
        """Begin to carry it out for good."""
        return advance(initiative_id, Status.IMPLEMENTING, why)

    @door.post("/operate")
    @takes(OperateIn)
    @gives(InitiativeView)
    def operate(
        initiative_id: str,
        operated_by: Texts,
        review_on: date,
        why: Texts = (),
        language: str = "",
    ) -> dict[str, Any]:
        """Hand it to a function that runs it from now on, to be looked at again on a day."""
        done = initiatives.operate(caller(), cause(), initiative_id, operated_by, review_on, why)
        return answer(initiatives, done)

    @door.post("/evaluate")
    @takes(WhyIn)
    @gives(InitiativeView)
    def evaluate(initiative_id: str, why: Texts = (), language: str = "") -> dict[str, Any]:
        """Say that its effect was looked at."""
        return advance(initiative_id, Status.EVALUATED, why)

    @door.post("/spread")
    @takes(WhyIn)
    @gives(InitiativeView)
    def spread(initiative_id: str, why: Texts = (), language: str = "") -> dict[str, Any]:
        """Say that others do it as well."""
        return advance(initiative_id, Status.SPREAD, why)

    @door.post("/stop")
    @takes(ReasonIn)
    @gives(InitiativeView)
    def stop(initiative_id: str, reason: Texts, language: str = "") -> dict[str, Any]:
        """End it, for a reason that everyone concerned can read; its offers of help are free."""
        return advance(initiative_id, Status.STOPPED, reason)

    return door

"""What is decided about an initiative: every step further, and the end."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint

from chassis.web import caller, cause, gives, takes
from initiatives.actions import Initiatives
from initiatives.events.initiatives import Status
from initiatives.events.parts import Texts
from initiatives.routes.showing import answer
from initiatives.schemas import InitiativeView, OperateIn, ReasonIn, WhyIn

STEPS = {
    "prioritise": (Status.PRIORITISED, "Say that it is one of those to be done."),
    "approve": (
        Status.APPROVED,
        """Go on without the departments that said no; all others must have said yes.

        Where nobody says no this happens by itself with the last yes.
        """,
    ),
    "test": (Status.TESTING, "Begin to try it out."),
    "implement": (Status.IMPLEMENTING, "Begin to carry it out for good."),
    "evaluate": (Status.EVALUATED, "Say that its effect was looked at."),
    "spread": (Status.SPREAD, "Say that others do it as well."),
}
"""Steps that need nothing but a wish, and a reason if there is one: the verb, where it leads, and
what it means."""


def deciding_routes(initiatives: Initiatives) -> Blueprint:
    """Return the routes of decisions."""
    door = Blueprint("decisions", __name__, url_prefix="/api/initiatives/<initiative_id>")

    def advance(id: str, status: Status, why: Texts) -> dict[str, Any]:
        return answer(initiatives, initiatives.advance(caller(), cause(), id, status, why))

    def step(status: Status) -> Callable[..., dict[str, Any]]:
        def take(initiative_id: str, why: Texts = (), language: str = "") -> dict[str, Any]:
            return advance(initiative_id, status, why)

        return take

    for verb, (status, meaning) in STEPS.items():
        view = step(status)
        view.__name__, view.__doc__ = verb, meaning
        door.post(f"/{verb}")(takes(WhyIn)(gives(InitiativeView)(view)))

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

    @door.post("/stop")
    @takes(ReasonIn)
    @gives(InitiativeView)
    def stop(initiative_id: str, reason: Texts, language: str = "") -> dict[str, Any]:
        """End it, for a reason that everyone concerned can read; its offers of help are free."""
        return advance(initiative_id, Status.STOPPED, reason)

    return door

"""How it shows that something has become better, and what was measured."""

from typing import Any

from flask import Blueprint

from chassis.web import caller, cause, gives, takes
from initiatives.actions import Indicators, Initiatives
from initiatives.routes.showing import answer
from initiatives.schemas import (
    MeasurementIn,
    NewIndicatorIn,
    WithPartView,
    measured,
    new_indicator,
)


def indicator_routes(initiatives: Initiatives, indicators: Indicators) -> Blueprint:
    """Return the routes of indicators."""
    door = Blueprint(
        "indicators", __name__, url_prefix="/api/initiatives/<initiative_id>/indicators"
    )

    @door.post("")
    @takes(NewIndicatorIn)
    @gives(WithPartView, 201)
    def set_indicator(initiative_id: str, **given: Any) -> dict[str, Any]:
        """Say how an effect will show, from where to where."""
        done, made = indicators.set(caller(), cause(), initiative_id, new_indicator(given))
        return answer(initiatives, done, made)

    @door.post("/<indicator_id>/measurements")
    @takes(MeasurementIn)
    @gives(WithPartView, 201)
    def measure(initiative_id: str, indicator_id: str, **given: Any) -> dict[str, Any]:
        """Keep what was measured; with fewer than five behind it others see the day alone."""
        done, made = indicators.measure(
            caller(), cause(), initiative_id, indicator_id, measured(given)
        )
        return answer(initiatives, done, made)

    return door

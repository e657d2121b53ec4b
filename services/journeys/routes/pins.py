"""`/api/journeys/<id>/pins`: contributions pinned to steps."""

from typing import Any

from flask import Blueprint

from chassis.web import Listed, caller, cause, gives, listed, takes
from journeys.actions import Pins
from journeys.domain.pins import Pin
from journeys.schemas.journeys import PinView
from journeys.schemas.parts import PinIn


def pin_routes(pins: Pins) -> Blueprint:
    """Return the routes of pins."""
    door = Blueprint("pins", __name__, url_prefix="/api/journeys/<journey_id>/pins")

    @door.get("")
    @takes()
    @listed(PinView)
    def list_pins(journey_id: str) -> Listed[dict[str, Any]]:
        """List what is pinned to a journey's steps, in the order of the steps."""
        return Listed(
            [
                vars(each.pin) | ({"idea": each.idea} if each.idea else {})
                for each in pins.of(caller(), journey_id)
            ]
        )

    @door.post("")
    @takes(PinIn)
    @gives(PinView, 201)
    def place_pin(journey_id: str, idea_id: str, step_id: str) -> Pin:
        """Pin a contribution to a step; doing it twice is doing it once."""
        return pins.place(caller(), cause(), journey_id, idea_id, step_id)

    @door.post("/<pin_id>/remove")
    @takes()
    @gives(PinView)
    def remove_pin(journey_id: str, pin_id: str) -> Pin:
        """Take a contribution off a step."""
        return pins.remove(caller(), cause(), journey_id, pin_id)

    return door

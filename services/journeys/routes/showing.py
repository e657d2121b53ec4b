"""Journeys as this caller sees them, with how well each step is evidenced."""

from typing import Any

from chassis.web import caller
from journeys.actions import Journeys, insider
from journeys.domain.journeys import Journey
from journeys.schemas.journeys import journey_view


def shown(journeys: Journeys, journey: Journey) -> dict[str, Any]:
    """Return a journey as it is shown to whoever asks."""
    return journey_view(journey, insider(caller(), journey), journeys.step_evidence(journey))

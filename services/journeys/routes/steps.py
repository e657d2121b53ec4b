"""`/api/journeys/<id>/stages` and `…/steps`: journeys changed piece by piece."""

from typing import Any

from flask import Blueprint

from chassis.web import caller, cause, gives, takes
from journeys.actions import Journeys, Steps
from journeys.domain.given import NewStage, NewStep
from journeys.routes.showing import shown
from journeys.schemas.journeys import EditedView, JourneyView
from journeys.schemas.parts import (
    NewStageIn,
    NewStepIn,
    Place,
    StageChange,
    StepChange,
    StepPlace,
    part_change,
)


def stage_routes(steps: Steps, journeys: Journeys) -> Blueprint:
    """Return the routes of stages."""
    door = Blueprint("stages", __name__, url_prefix="/api/journeys/<journey_id>/stages")

    @door.post("")
    @takes(NewStageIn)
    @gives(EditedView, 201)
    def add_stage(journey_id: str, new: NewStage, before: str | None) -> dict[str, Any]:
        """Put a new stage with its steps before another, or at the end."""
        why = cause()
        journey = steps.add_stage(caller(), why, journey_id, new, before)
        return shown(journeys, journey) | {"made": steps.made(why, journey_id, "stage")}

    @door.patch("/<stage_id>")
    @takes(StageChange)
    @gives(JourneyView)
    def change_stage(journey_id: str, stage_id: str, **given: Any) -> dict[str, Any]:
        """Change what is said of a stage; only the fields that are sent."""
        why = cause(edited=True)
        changed = steps.change_stage(caller(), why, journey_id, stage_id, part_change(given))
        return shown(journeys, changed)

    @door.post("/<stage_id>/move")
    @takes(Place)
    @gives(JourneyView)
    def move_stage(journey_id: str, stage_id: str, before: str | None = None) -> dict[str, Any]:
        """Put a stage before another, or at the end."""
        return shown(journeys, steps.move_stage(caller(), cause(), journey_id, stage_id, before))

    @door.post("/<stage_id>/remove")
    @takes()
    @gives(JourneyView)
    def remove_stage(journey_id: str, stage_id: str) -> dict[str, Any]:
        """Take a stage away, with its steps and their hand-offs."""
        return shown(journeys, steps.remove_stage(caller(), cause(), journey_id, stage_id))

    @door.post("/<stage_id>/steps")
    @takes(NewStepIn)
    @gives(EditedView, 201)
    def add_step(
        journey_id: str, stage_id: str, new: NewStep, before: str | None
    ) -> dict[str, Any]:
        """Put a new step into a stage, before another or at the end."""
        why = cause()
        journey = steps.add(caller(), why, journey_id, stage_id, new, before)
        return shown(journeys, journey) | {"made": steps.made(why, journey_id, "step")}

    return door


def step_routes(steps: Steps, journeys: Journeys) -> Blueprint:
    """Return the routes of steps that are there."""
    door = Blueprint("steps", __name__, url_prefix="/api/journeys/<journey_id>/steps")

    @door.patch("/<step_id>")
    @takes(StepChange)
    @gives(JourneyView)
    def change_step(journey_id: str, step_id: str, **given: Any) -> dict[str, Any]:
        """Change one step; only the fields that are sent. Feelings and touchpoints come whole."""
        why = cause(edited=True)
        return shown(journeys, steps.change(caller(), why, journey_id, step_id, part_change(given)))

    @door.post("/<step_id>/move")
    @takes(StepPlace)
    @gives(JourneyView)
    def move_step(
        journey_id: str, step_id: str, stage_id: str, before: str | None = None
    ) -> dict[str, Any]:
        """Put a step into a stage, before another or at the end."""
        who, why = caller(), cause()
        return shown(journeys, steps.move(who, why, journey_id, step_id, stage_id, before))

    @door.post("/<step_id>/remove")
    @takes()
    @gives(JourneyView)
    def remove_step(journey_id: str, step_id: str) -> dict[str, Any]:
        """Take a step away, and the hand-offs from and to it."""
        return shown(journeys, steps.remove(caller(), cause(), journey_id, step_id))

    return door

"""Stages and steps changed piece by piece; parts keep their ids, so that links to them hold."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from chassis.changes import Change
from chassis.errors import NotOpen, Unfit
from journeys.domain import drafts, feelings
from journeys.domain.given import MOST_STAGES, MOST_STEPS, Ids, NewStage, NewStep
from journeys.domain.journeys import Journey, changed, check_most, check_open
from journeys.events.journeys import JourneyChanged, Stage, Step, StepChanged

Part = TypeVar("Part", bound=Stage | Step)


def add_stage(
    journey: Journey, new: NewStage, before: str | None, ids: Ids, at: datetime
) -> Change[Journey]:
    """Put a new stage before another, or at the end."""
    stage = drafts.laid(new, journey.type, journey.persona_ids, ids, "")
    stages = _put(feelings.whole(journey).stages, stage, before)
    check_most(stages, MOST_STAGES)
    return _restaged(journey, stages, at)


def change_stage(
    journey: Journey, stage_id: str, given: Mapping[str, Any], at: datetime
) -> Change[Journey]:
    """Change what is said of a stage; only the fields that were given."""
    told = feelings.whole(journey)
    stage = replace(told.stage(stage_id), **given)
    return _restaged(journey, _swapped(told.stages, stage), at)


def move_stage(
    journey: Journey, stage_id: str, before: str | None, at: datetime
) -> Change[Journey]:
    """Put a stage before another, or at the end."""
    told = feelings.whole(journey)
    stage = told.stage(stage_id)
    if before == stage_id:
        raise Unfit("A stage cannot stand before itself.", pointer="/before")
    others = tuple(each for each in told.stages if each is not stage)
    return _restaged(journey, _put(others, stage, before), at)


def remove_stage(journey: Journey, stage_id: str, at: datetime) -> Change[Journey]:
    """Take a stage away, with its steps and the hand-offs between them and others."""
    told = feelings.whole(journey)
    stage = told.stage(stage_id)
    if len(told.stages) == 1:
        raise NotOpen("A journey needs at least one stage.")
    return _restaged(journey, tuple(each for each in told.stages if each is not stage), at)


def add_step(
    journey: Journey, stage_id: str, new: NewStep, before: str | None, ids: Ids, at: datetime
) -> Change[Journey]:
    """Put a new step into a stage, before another or at the end."""
    told = feelings.whole(journey)
    stage = told.stage(stage_id)
    step = drafts.stepped(new, journey.type, journey.persona_ids, ids, "")
    fuller = replace(stage, steps=_put(stage.steps, step, before))
    check_most(fuller.steps, MOST_STEPS)
    return _restaged(journey, _swapped(told.stages, fuller), at)


def change_step(
    journey: Journey, step_id: str, given: Mapping[str, Any], ids: Ids, at: datetime
) -> Change[Journey]:
    """Change one step; only the fields that were given. Feelings and touchpoints come whole."""
    check_open(journey)
    told = feelings.whole(journey)
    step, given = told.step(step_id), dict(given)
    if "feelings" in given:
        given["feelings"] = feelings.taken(
            given["feelings"], journey.type, journey.persona_ids, "/feelings"
        )
    if "touchpoints" in given:
        given["touchpoints"] = drafts.met(
            given["touchpoints"], step.touchpoints, ids, "/touchpoints"
        )
    stage = told.stage_of(step_id)
    newer = replace(stage, steps=_swapped(stage.steps, replace(step, **given)))
    after = feelings.apart(replace(told, stages=_swapped(told.stages, newer)))
    return changed(journey, after, StepChanged(step_id, at))


def move_step(
    journey: Journey, step_id: str, stage_id: str, before: str | None, at: datetime
) -> Change[Journey]:
    """Put a step somewhere else, before another or at the end of a stage."""
    told = feelings.whole(journey)
    step, target = told.step(step_id), told.stage(stage_id)
    if before == step_id:
        raise Unfit("A step cannot stand before itself.", pointer="/before")
    left = told.stage_of(step_id)
    if left is not target:
        _check_not_alone(left)
    stages = _swapped(told.stages, _lacking(left, step))
    target = next(each for each in stages if each.id == stage_id)
    fuller = replace(target, steps=_put(target.steps, step, before))
    check_most(fuller.steps, MOST_STEPS)
    return _restaged(journey, _swapped(stages, fuller), at)


def remove_step(journey: Journey, step_id: str, at: datetime) -> Change[Journey]:
    """Take a step away, and the hand-offs from and to it."""
    told = feelings.whole(journey)
    step, stage = told.step(step_id), told.stage_of(step_id)
    _check_not_alone(stage)
    return _restaged(journey, _swapped(told.stages, _lacking(stage, step)), at)


def _restaged(journey: Journey, stages: tuple[Stage, ...], at: datetime) -> Change[Journey]:
    """Return the journey with these stages, and only the hand-offs between steps still there."""
    check_open(journey)
    there = {step.id for stage in stages for step in stage.steps}
    handoffs = tuple(
        each for each in journey.handoffs if {each.from_step_id, each.to_step_id} <= there
    )
    told = replace(feelings.whole(journey), stages=stages, handoffs=handoffs)
    return changed(journey, feelings.apart(told), JourneyChanged(at))


def _check_not_alone(stage: Stage) -> None:
    if len(stage.steps) == 1:
        raise NotOpen("It is the only step of its stage; remove the stage instead.")


def _lacking(stage: Stage, step: Step) -> Stage:
    return replace(stage, steps=tuple(each for each in stage.steps if each is not step))


def _put(parts: tuple[Part, ...], part: Part, before: str | None) -> tuple[Part, ...]:
    if before is None:
        return (*parts, part)
    places = [n for n, each in enumerate(parts) if each.id == before]
    if not places:
        raise Unfit("There is nothing with this id here.", pointer="/before")
    return (*parts[: places[0]], part, *parts[places[0] :])


def _swapped(parts: tuple[Part, ...], newer: Part) -> tuple[Part, ...]:
    return tuple(newer if each.id == newer.id else each for each in parts)

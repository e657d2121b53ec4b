"""What is taken of journeys piece by piece: new parts, changes, and where to put them."""

from typing import Any

from marshmallow import fields, post_load, pre_load, validate

from chassis.web import Boolean, Id, Integer, Strict, TextsField, as_kept, one_of
from journeys.domain.given import NewHandoff, NewStage, NewStep
from journeys.events.journeys import HandoffWhat, Period
from journeys.schemas.common import BODY, PASSAGE, TITLE, Several, Spoken, as_changed
from journeys.schemas.mapping import (
    BESIDE,
    MOST_DAYS,
    MOST_PERSONAS,
    FeelingIn,
    HandoffIn,
    StageIn,
    StepIn,
    TouchpointIn,
    hand_down,
)


class NewStageIn(StageIn):
    """A new stage, before another or at the end."""

    before = Id()

    @pre_load
    def told(self, given: Any, **_: Any) -> Any:
        """Let the language hold for the parts too."""
        return hand_down(given)

    @post_load
    def made(self, given: dict[str, Any], **_: Any) -> Any:
        """Return it as the domain knows it, with its place."""
        before = given.pop("before", None)
        return {"new": NewStage(**as_kept(given)), "before": before}


class NewStepIn(StepIn):
    """A new step, before another or at the end of its stage."""

    class Meta:
        """Hand-offs name it by its id."""

        exclude = ("key",)

    before = Id()

    @pre_load
    def told(self, given: Any, **_: Any) -> Any:
        """Let the language hold for the parts too."""
        return hand_down(given)

    @post_load
    def made(self, given: dict[str, Any], **_: Any) -> Any:
        """Return it as the domain knows it, with its place."""
        before = given.pop("before", None)
        return {"new": NewStep(**as_kept(given)), "before": before}


class NewHandoffIn(HandoffIn):
    """A new hand-off between two steps, by their ids."""

    @post_load
    def made(self, given: dict[str, Any], **_: Any) -> Any:
        """Return it as the domain knows it."""
        return {"new": NewHandoff(**as_kept(given))}


class JourneyChange(Spoken):
    """What is to be said differently of a journey; null empties the description."""

    title = TextsField(max_length=TITLE, one_line=True)
    description = TextsField(max_length=BODY, allow_none=True)
    persona_ids = Several(length=validate.Length(max=MOST_PERSONAS))


class StageChange(Spoken):
    """What is to be said differently of a stage; null empties a text."""

    title = TextsField(max_length=TITLE, one_line=True)
    goal = TextsField(max_length=PASSAGE, allow_none=True)
    period = one_of(Period)
    duration = TextsField(max_length=TITLE, one_line=True, allow_none=True)


class StepChange(Spoken):
    """What is to be different at a step; feelings and touchpoints come whole."""

    title = TextsField(max_length=TITLE, one_line=True)
    action = TextsField(max_length=PASSAGE, allow_none=True)
    thought = TextsField(max_length=PASSAGE, allow_none=True)
    moment_of_truth = Boolean()
    feelings = fields.List(fields.Nested(FeelingIn), validate=BESIDE)
    touchpoints = fields.List(fields.Nested(TouchpointIn), validate=BESIDE)

    @pre_load
    def told(self, given: Any, **_: Any) -> Any:
        """Let the language hold for the parts too."""
        return hand_down(given)


class HandoffChange(Spoken):
    """What is to be said differently of a hand-off; null takes a value away."""

    from_step = Id()
    to_step = Id()
    from_department_id = Id()
    to_department_id = Id()
    what = one_of(HandoffWhat)
    waiting_days = Integer(validate=validate.Range(0, MOST_DAYS), allow_none=True)
    information_lost = TextsField(max_length=PASSAGE, allow_none=True)
    risk = TextsField(max_length=PASSAGE, allow_none=True)


TEXTS = ("description", "goal", "duration", "action", "thought", "information_lost", "risk")


def part_change(given: dict[str, Any]) -> dict[str, Any]:
    """Return what is to be changed of a journey or a part as the domain knows it."""
    kept = as_changed(given, *TEXTS)
    named = {"from_step": "from_step_id", "to_step": "to_step_id"}
    return {named.get(name, name): value for name, value in kept.items()}


class Place(Strict):
    """Where to put a stage: before another, or at the end."""

    before = Id()


class StepPlace(Place):
    """Where to put a step: in which stage, before which other or at the end."""

    stage_id = Id(required=True)


class Successor(Strict):
    """The journey that takes the place of this one."""

    by = Id(required=True)


class PinIn(Strict):
    """Which contribution belongs to which step."""

    idea_id = Id(required=True)
    step_id = Id(required=True)

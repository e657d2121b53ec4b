"""What is taken of journeys: whole ones, and their parts."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, post_load, pre_load, validate

from chassis.web import Boolean, Id, Integer, Strict, String, TextsField, as_kept, one_of
from journeys.domain import given
from journeys.domain.given import NewHandoff, NewJourney, NewStage, NewStep, NewTouchpoint
from journeys.events.journeys import (
    Channel,
    Feeling,
    FeelingSource,
    HandoffWhat,
    JourneyType,
    Period,
)
from journeys.schemas.common import BODY, PASSAGE, TITLE, Several, Spoken

MOST_STAGES, MOST_STEPS, MOST_HANDOFFS = given.MOST_STAGES, given.MOST_STEPS, given.MOST_HANDOFFS
MOST_BESIDE, MOST_PERSONAS = 20, 20
MOST_DAYS = 36_500
SPEAKING = ("stages", "steps", "touchpoints", "handoffs")


class FeelingIn(Strict):
    """How a persona feels, from −2 to 2, and how we know."""

    persona_id = Id(required=True)
    value = Integer(required=True, validate=validate.Range(-2, 2))
    source = one_of(FeelingSource, required=True)
    n = Integer(validate=validate.Range(1, 1_000_000))

    @post_load
    def made(self, given: dict[str, Any], **_: Any) -> Feeling:
        """Return it as the domain knows it."""
        return Feeling(**given)


class TouchpointIn(Spoken):
    """Where somebody meets the municipality; with the id of one of the step's it is kept."""

    id = Id()
    title = TextsField(required=True, max_length=TITLE, one_line=True)
    channel = one_of(Channel, required=True)
    owner_department_id = Id(required=True)
    backstage = TextsField(max_length=PASSAGE)

    @post_load
    def made(self, given: dict[str, Any], **_: Any) -> NewTouchpoint:
        """Return it as the domain knows it."""
        return NewTouchpoint(**as_kept(given))


class NewTouchpointIn(TouchpointIn):
    """Where somebody meets the municipality."""

    class Meta:
        """A new one has no id yet."""

        exclude = ("id",)


BESIDE = validate.Length(max=MOST_BESIDE)


class StepIn(Spoken):
    """One thing that somebody does; `key` is your own word for it, for the hand-offs."""

    key = String(max_length=100, validate=validate.Length(min=1))
    title = TextsField(required=True, max_length=TITLE, one_line=True)
    action = TextsField(max_length=PASSAGE)
    thought = TextsField(max_length=PASSAGE)
    moment_of_truth = Boolean(load_default=False)
    feelings = fields.List(fields.Nested(FeelingIn), validate=BESIDE)
    touchpoints = fields.List(fields.Nested(NewTouchpointIn), validate=BESIDE)

    @post_load
    def made(self, given: dict[str, Any], **_: Any) -> NewStep:
        """Return it as the domain knows it."""
        return NewStep(**as_kept(given))


class StageIn(Spoken):
    """A part of the way, with its steps."""

    title = TextsField(required=True, max_length=TITLE, one_line=True)
    goal = TextsField(max_length=PASSAGE)
    period = one_of(Period, load_default=Period.DURING)
    duration = TextsField(max_length=TITLE, one_line=True)
    steps = fields.List(
        fields.Nested(StepIn), required=True, validate=validate.Length(1, MOST_STEPS)
    )

    @post_load
    def made(self, given: dict[str, Any], **_: Any) -> NewStage:
        """Return it as the domain knows it."""
        return NewStage(**as_kept(given))


class HandoffIn(Spoken):
    """One department lets go and another takes over, between two steps (keys or ids).

    A department that is left out is that of the last touchpoint before, or the first after.
    """

    from_step = String(required=True, max_length=200)
    to_step = String(required=True, max_length=200)
    from_department_id = Id()
    to_department_id = Id()
    what = one_of(HandoffWhat, required=True)
    waiting_days = Integer(validate=validate.Range(0, MOST_DAYS))
    information_lost = TextsField(max_length=PASSAGE)
    risk = TextsField(max_length=PASSAGE)

    @post_load
    def made(self, given: dict[str, Any], **_: Any) -> NewHandoff:
        """Return it as the domain knows it."""
        return NewHandoff(**as_kept(given))


class NewJourneyIn(Spoken):
    """A whole journey in one piece; `language` holds for all bare strings in it."""

    type = one_of(JourneyType, required=True)
    title = TextsField(required=True, max_length=TITLE, one_line=True)
    description = TextsField(max_length=BODY)
    persona_ids = Several(length=validate.Length(max=MOST_PERSONAS))
    process_id = Id()
    stages = fields.List(
        fields.Nested(StageIn), required=True, validate=validate.Length(1, MOST_STAGES)
    )
    handoffs = fields.List(fields.Nested(HandoffIn), validate=validate.Length(max=MOST_HANDOFFS))

    @pre_load
    def told(self, given: Any, **_: Any) -> Any:
        """Let the language hold for the parts too."""
        return hand_down(given)


def hand_down(given: Any, language: Any = None) -> Any:
    """Return what was given with its language said in every part that says none."""
    if not isinstance(given, Mapping):
        return given
    language = given.get("language", language)
    told = dict(given) | ({} if language is None else {"language": language})
    for name in SPEAKING:
        if isinstance(told.get(name), list):
            told[name] = [hand_down(each, language) for each in told[name]]
    return told


def new_journey(given: dict[str, Any]) -> NewJourney:
    """Return the journey as the domain knows it."""
    return NewJourney(**as_kept(given))

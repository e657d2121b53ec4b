"""What is asked and shown of journeys."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from chassis.web import Boolean, Id, Strict, String, TextsField, one_of
from journeys.domain import feelings
from journeys.domain.evidence import StepEvidence, step_evidence
from journeys.domain.handoffs import LONGEST_FIRST, SHORTEST_FIRST, crosses
from journeys.domain.journeys import Journey, JourneyStatus
from journeys.domain.pins import PinStatus
from journeys.events.journeys import (
    Channel,
    FeelingSource,
    Handoff,
    HandoffWhat,
    JourneyType,
    Period,
    Step,
)
from journeys.schemas.common import BODY, PASSAGE, TITLE, Listing, OwnedView, Seen


class JourneyQuery(Listing):
    """Which journeys to list."""

    status = one_of(JourneyStatus, metadata={"description": "Only those that stand so."})
    type = one_of(JourneyType, metadata={"description": "Only those as it is, or as it should be."})
    persona = Id(metadata={"description": "Only those of this persona."})
    step = Id(metadata={"description": "Only the one that this step is in."})


class HandoffQuery(Strict):
    """Which hand-offs to list, and in which order."""

    cross_department = Boolean(
        metadata={"description": "True: only those between departments; false: only the others."}
    )
    sort = String(
        validate=validate.OneOf((LONGEST_FIRST, SHORTEST_FIRST)),
        metadata={"description": "By how long people wait; in the journey's order if left out."},
    )


class FeelingView(Seen):
    """How a persona feels, and how we know."""

    persona_id = fields.Str()
    value = fields.Int()
    source = one_of(FeelingSource)
    n = fields.Int()


class TouchpointView(Seen):
    """Where somebody meets the municipality."""

    id = fields.Str()
    title = TextsField(max_length=TITLE)
    channel = one_of(Channel)
    owner_department_id = fields.Str()
    backstage = TextsField(max_length=PASSAGE)


class StepView(Seen):
    """One step. `tooFew`: fewer than five have told of a feeling that its department alone sees."""

    id = fields.Str()
    title = TextsField(max_length=TITLE)
    action = TextsField(max_length=PASSAGE)
    thought = TextsField(max_length=PASSAGE)
    moment_of_truth = fields.Bool()
    feelings = fields.List(fields.Nested(FeelingView))
    touchpoints = fields.List(fields.Nested(TouchpointView))
    evidence = one_of(StepEvidence)
    too_few = fields.Bool()


class StageView(Seen):
    """A stage with its steps."""

    id = fields.Str()
    title = TextsField(max_length=TITLE)
    goal = TextsField(max_length=PASSAGE)
    period = one_of(Period)
    duration = TextsField(max_length=TITLE)
    steps = fields.List(fields.Nested(StepView))


class HandoffView(Seen):
    """One department lets go and another takes over."""

    id = fields.Str()
    from_step_id = fields.Str()
    to_step_id = fields.Str()
    from_department_id = fields.Str()
    to_department_id = fields.Str()
    cross_department = fields.Bool()
    what = one_of(HandoffWhat)
    waiting_days = fields.Int()
    information_lost = TextsField(max_length=PASSAGE)
    risk = TextsField(max_length=PASSAGE)


class JourneySummary(OwnedView):
    """A journey in a list: without its stages, with how many there are."""

    status = one_of(JourneyStatus)
    type = one_of(JourneyType)
    title = TextsField(max_length=TITLE)
    description = TextsField(max_length=BODY)
    persona_ids = fields.List(fields.Str())
    superseded_by = fields.Str()
    stage_count = fields.Int()
    step_count = fields.Int()
    handoff_count = fields.Int()


class JourneyView(JourneySummary):
    """A whole journey as a caller who may see it sees it."""

    stages = fields.List(fields.Nested(StageView))
    handoffs = fields.List(fields.Nested(HandoffView))


class MappedView(JourneyView):
    """A journey, just mapped: with the ids of the steps by the sender's own keys."""

    keys = fields.Dict(keys=fields.Str(), values=fields.Str())


class EditedView(JourneyView):
    """A journey with a new part: `made` is its id."""

    made = fields.Str()


class PinnedIdeaView(Seen):
    """A contribution that everyone may see."""

    id = fields.Str()
    kind = fields.Str()
    title = TextsField(max_length=TITLE)
    status = fields.Str()


class PinView(OwnedView):
    """Which contribution belongs to which step; `idea` is there where everyone may see it."""

    status = one_of(PinStatus)
    idea_id = fields.Str()
    journey_id = fields.Str()
    step_id = fields.Str()
    idea = fields.Nested(PinnedIdeaView)


def journey_summary(journey: Journey) -> dict[str, Any]:
    """Return a journey as a list shows it."""
    steps = sum(len(stage.steps) for stage in journey.stages)
    counted = {"step_count": steps, "handoff_count": len(journey.handoffs)}
    return vars(journey) | counted | {"stage_count": len(journey.stages)}


def journey_view(journey: Journey, inside: bool, evidence: Mapping[str, int]) -> dict[str, Any]:
    """Return a journey as it is shown: `inside` its department, with so much evidence by step."""
    few = feelings.few_at(journey)
    shown = feelings.whole(journey) if inside else journey

    def step(each: Step) -> dict[str, Any]:
        level = step_evidence(evidence.get(each.id, 0))
        return vars(each) | {"evidence": level, "too_few": each.id in few}

    stages = [vars(s) | {"steps": [step(each) for each in s.steps]} for s in shown.stages]
    handoffs = [handoff_view(each) for each in journey.handoffs]
    return journey_summary(journey) | {"stages": stages, "handoffs": handoffs}


def handoff_view(handoff: Handoff) -> dict[str, Any]:
    """Return a hand-off as it is shown."""
    return vars(handoff) | {"cross_department": crosses(handoff)}

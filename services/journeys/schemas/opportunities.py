"""What is taken and shown of opportunities, and of what they come from."""

from typing import Any

from marshmallow import fields, validate

from chassis.web import Id, Integer, TextsField, as_kept, one_of
from journeys.actions import Origins
from journeys.domain.journeys import Journey
from journeys.domain.opportunities import NewOpportunity, OpportunityStatus
from journeys.events.findings import EvidenceType, InsightType
from journeys.schemas.common import (
    AT_LEAST_ONE,
    BODY,
    LINE,
    PASSAGE,
    TITLE,
    Listing,
    OwnedView,
    Seen,
    Several,
    Spoken,
    as_changed,
)

WEIGHT = validate.Range(1, 5)


class OpportunityQuery(Listing):
    """Which opportunities to list."""

    status = one_of(OpportunityStatus, metadata={"description": "Only those that stand so."})
    insight = Id(metadata={"description": "Only those that this insight led to."})
    step = Id(metadata={"description": "Only those that name this step."})


class NewOpportunityIn(Spoken):
    """A question that insights lead to: “How might we …?”."""

    question = TextsField(required=True, max_length=LINE)
    insight_ids = Several(required=True, length=AT_LEAST_ONE)
    step_ids = Several()
    impact = Integer(validate=WEIGHT)
    effort = Integer(validate=WEIGHT)
    process_id = Id()


class OpportunityChange(Spoken):
    """What is to be said differently of an opportunity; null takes a value away."""

    question = TextsField(max_length=LINE)
    insight_ids = Several(length=AT_LEAST_ONE)
    step_ids = Several(allow_none=True)
    impact = Integer(validate=WEIGHT, allow_none=True)
    effort = Integer(validate=WEIGHT, allow_none=True)


class OpportunityView(OwnedView):
    """An opportunity as a caller who may see it sees it."""

    status = one_of(OpportunityStatus)
    question = TextsField(max_length=LINE)
    insight_ids = fields.List(fields.Str())
    step_ids = fields.List(fields.Str())
    impact = fields.Int()
    effort = fields.Int()


class OriginView(Seen):
    """One thing behind an opportunity; where this caller may not see it, its id and address."""

    id = fields.Str()
    seen = fields.Bool()
    href = fields.Str()


class InsightOrigin(OriginView):
    """An insight behind an opportunity."""

    type = one_of(InsightType)
    statement = TextsField(max_length=PASSAGE)
    severity = fields.Int()
    evidence_ids = fields.List(fields.Str())


class EvidenceOrigin(OriginView):
    """Evidence behind an opportunity."""

    type = one_of(EvidenceType)
    text = TextsField(max_length=BODY)
    idea_id = fields.Str()


class StepOrigin(OriginView):
    """A step behind an opportunity, with the journey that it is in."""

    title = TextsField(max_length=TITLE)
    stage = TextsField(max_length=TITLE)
    journey_id = fields.Str()
    journey = TextsField(max_length=TITLE)


class PersonaOrigin(OriginView):
    """A persona behind an opportunity."""

    name = TextsField(max_length=TITLE)


class OriginsView(Seen):
    """What an opportunity comes from."""

    id = fields.Str()
    insights = fields.List(fields.Nested(InsightOrigin))
    evidence = fields.List(fields.Nested(EvidenceOrigin))
    steps = fields.List(fields.Nested(StepOrigin))
    personas = fields.List(fields.Nested(PersonaOrigin))


def new_opportunity(given: dict[str, Any]) -> NewOpportunity:
    """Return the question as the domain knows it."""
    return NewOpportunity(**as_kept(given))


def opportunity_change(given: dict[str, Any]) -> dict[str, Any]:
    """Return what is to be changed as the domain knows it."""
    return as_changed(given, "step_ids")


def origins_view(id: str, origins: Origins) -> dict[str, Any]:
    """Return what an opportunity comes from as it is shown."""
    return {
        "id": id,
        "insights": _things("insights", origins.insights),
        "evidence": _things("evidence", origins.evidence),
        "steps": [_step(id, journey) for id, journey in origins.steps.items()],
        "personas": _things("personas", origins.personas),
    }


def _things(plural: str, found: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        (vars(thing) if thing else {})
        | {"id": id, "seen": thing is not None, "href": f"/api/{plural}/{id}"}
        for id, thing in found.items()
    ]


def _step(id: str, journey: Journey | None) -> dict[str, Any]:
    if journey is None:
        return {"id": id, "seen": False}
    return {
        "id": id,
        "seen": True,
        "href": f"/api/journeys/{journey.id}",
        "title": journey.step(id).title,
        "stage": journey.stage_of(id).title,
        "journey_id": journey.id,
        "journey": journey.title,
    }

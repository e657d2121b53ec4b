"""What is taken and shown of evidence and insights."""

from typing import Any

from marshmallow import fields, validate

from chassis.web import Id, Integer, TextsField, as_kept, one_of
from journeys.domain.evidence import Evidence, EvidenceStatus, NewEvidence
from journeys.domain.insights import InsightStatus, NewInsight
from journeys.events.findings import EvidenceType, InsightType
from journeys.schemas.common import (
    AT_LEAST_ONE,
    BODY,
    PASSAGE,
    Listing,
    OwnedView,
    Several,
    Spoken,
    as_changed,
)

PEOPLE = validate.Range(1, 10_000_000)
SEVERITY = validate.Range(1, 5)


class EvidenceQuery(Listing):
    """Which evidence to list."""

    status = one_of(EvidenceStatus, metadata={"description": "Only what stands so."})
    type = one_of(EvidenceType, metadata={"description": "Only what we know in this way."})
    step = Id(metadata={"description": "Only what names this step."})
    idea = Id(metadata={"description": "Only what comes from this contribution."})
    persona = Id(metadata={"description": "Only what names this persona."})


class NewEvidenceIn(Spoken):
    """What was seen or heard. It names nobody; a contribution it comes from is named by id."""

    type = one_of(EvidenceType, required=True)
    text = TextsField(required=True, max_length=BODY)
    idea_id = Id()
    step_ids = Several()
    persona_ids = Several()
    collected_on = fields.Date()
    n = Integer(validate=PEOPLE)
    process_id = Id()


class EvidenceChange(Spoken):
    """What is to be said differently of evidence; null takes a value away."""

    type = one_of(EvidenceType)
    text = TextsField(max_length=BODY)
    idea_id = Id(allow_none=True)
    step_ids = Several(allow_none=True)
    persona_ids = Several(allow_none=True)
    collected_on = fields.Date(allow_none=True)
    n = Integer(validate=PEOPLE, allow_none=True)


class EvidenceView(OwnedView):
    """Evidence as a caller who may see it sees it.

    `tooFew`: so few people are behind it that its department alone sees how many.
    """

    status = one_of(EvidenceStatus)
    type = one_of(EvidenceType)
    text = TextsField(max_length=BODY)
    idea_id = fields.Str()
    step_ids = fields.List(fields.Str())
    persona_ids = fields.List(fields.Str())
    collected_on = fields.Date()
    n = fields.Int()
    too_few = fields.Bool()


class InsightQuery(Listing):
    """Which insights to list."""

    status = one_of(InsightStatus, metadata={"description": "Only those that stand so."})
    type = one_of(InsightType, metadata={"description": "Only those about this."})
    evidence = Id(metadata={"description": "Only those that build on this evidence."})
    step = Id(metadata={"description": "Only those that name this step."})
    persona = Id(metadata={"description": "Only those that name this persona."})


class NewInsightIn(Spoken):
    """A pattern that somebody saw in the evidence."""

    type = one_of(InsightType, required=True)
    statement = TextsField(required=True, max_length=PASSAGE)
    severity = Integer(load_default=3, validate=SEVERITY)
    evidence_ids = Several(required=True, length=AT_LEAST_ONE)
    step_ids = Several()
    persona_ids = Several()
    process_id = Id()


class InsightChange(Spoken):
    """What is to be said differently of an insight; null empties a list."""

    type = one_of(InsightType)
    statement = TextsField(max_length=PASSAGE)
    severity = Integer(validate=SEVERITY)
    evidence_ids = Several(length=AT_LEAST_ONE)
    step_ids = Several(allow_none=True)
    persona_ids = Several(allow_none=True)


class InsightView(OwnedView):
    """An insight as a caller who may see it sees it."""

    status = one_of(InsightStatus)
    type = one_of(InsightType)
    statement = TextsField(max_length=PASSAGE)
    severity = fields.Int()
    evidence_ids = fields.List(fields.Str())
    step_ids = fields.List(fields.Str())
    persona_ids = fields.List(fields.Str())


def new_evidence(given: dict[str, Any]) -> NewEvidence:
    """Return what was seen or heard as the domain knows it."""
    return NewEvidence(**as_kept(given))


def new_insight(given: dict[str, Any]) -> NewInsight:
    """Return the pattern as the domain knows it."""
    return NewInsight(**as_kept(given))


def finding_change(given: dict[str, Any]) -> dict[str, Any]:
    """Return what is to be changed as the domain knows it."""
    return as_changed(given, "step_ids", "persona_ids")


def evidence_view(evidence: Evidence, inside: bool) -> dict[str, Any]:
    """Return evidence as it is shown, `inside` the department that owns it or outside."""
    n = evidence.few if inside and evidence.n is None else evidence.n
    return vars(evidence) | {"n": n, "too_few": evidence.few is not None}

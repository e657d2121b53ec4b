"""An opportunity: a question that starts with “How might we”. There is none without an insight."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from chassis.changes import Aggregate, Change, Visibility
from chassis.errors import NotOpen, Unfit
from journeys.events.opportunities import (
    OpportunityChanged,
    OpportunityClosed,
    OpportunityDrafted,
    OpportunityOpened,
    Texts,
)

QUESTION_MARKS = ("?", "؟", "？", "፧")
"""As questions end in Latin, Arabic, Chinese and Ethiopic writing."""


class OpportunityStatus(StrEnum):
    """Where it stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class NewOpportunity:
    """A question that insights lead to."""

    question: Texts
    insight_ids: tuple[str, ...]
    step_ids: tuple[str, ...] = ()
    impact: int | None = None
    effort: int | None = None
    process_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Opportunity(Aggregate):
    """A question that insights lead to."""

    status: OpportunityStatus
    question: Texts
    insight_ids: tuple[str, ...]
    step_ids: tuple[str, ...] = ()
    impact: int | None = None
    effort: int | None = None


def draft(
    new: NewOpportunity, *, id: str, process_id: str, owner_department_id: str, at: datetime
) -> Change[Opportunity]:
    """Ask a question; only the department sees it until it is published."""
    opportunity = Opportunity(
        id=id,
        process_id=process_id,
        owner_department_id=owner_department_id,
        created_at=at,
        updated_at=at,
        status=OpportunityStatus.DRAFT,
        question=new.question,
        insight_ids=new.insight_ids,
        step_ids=new.step_ids,
        impact=new.impact,
        effort=new.effort,
    )
    _check(opportunity)
    return Change(opportunity, (OpportunityDrafted(at),))


def change(opportunity: Opportunity, given: Mapping[str, Any], at: datetime) -> Change[Opportunity]:
    """Change its words, insights or weight; only the fields that were given."""
    if opportunity.status is OpportunityStatus.CLOSED:
        raise NotOpen("This question is closed, so it can no longer be changed.")
    changed = replace(opportunity, **given)
    _check(changed)
    return Change(changed, (OpportunityChanged(at),) if changed != opportunity else ())


def publish(opportunity: Opportunity, at: datetime) -> Change[Opportunity]:
    """Let everyone see it and answer it."""
    if opportunity.status is not OpportunityStatus.DRAFT:
        raise NotOpen("Only a draft can be published.")
    asked = replace(opportunity, status=OpportunityStatus.OPEN, visibility=Visibility.PUBLIC)
    return Change(asked, (OpportunityOpened(at),))


def close(opportunity: Opportunity, at: datetime) -> Change[Opportunity]:
    """Look for no more answers; who could read it still can."""
    if opportunity.status is OpportunityStatus.CLOSED:
        raise NotOpen("This question is closed already.")
    return Change(replace(opportunity, status=OpportunityStatus.CLOSED), (OpportunityClosed(at),))


def _check(opportunity: Opportunity) -> None:
    if not opportunity.insight_ids:
        raise Unfit("An opportunity needs at least one insight.", pointer="/insightIds")
    for text in opportunity.question:
        if not text.text.endswith(QUESTION_MARKS):
            raise Unfit("Write a question; it ends with a question mark.", pointer="/question")

"""An insight: what the evidence means. There is none without evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from chassis.changes import Aggregate, Change, Visibility
from chassis.errors import NotOpen, Unfit
from journeys.events.findings import (
    InsightChanged,
    InsightFound,
    InsightPublished,
    InsightRetired,
    InsightType,
    Texts,
)


class InsightStatus(StrEnum):
    """Where it stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


@dataclass(frozen=True, kw_only=True)
class NewInsight:
    """A pattern that somebody saw."""

    type: InsightType
    statement: Texts
    severity: int = 3
    evidence_ids: tuple[str, ...]
    step_ids: tuple[str, ...] = ()
    persona_ids: tuple[str, ...] = ()
    process_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Insight(Aggregate):
    """A pattern in the evidence."""

    status: InsightStatus
    type: InsightType
    statement: Texts
    severity: int = 3
    evidence_ids: tuple[str, ...]
    step_ids: tuple[str, ...] = ()
    persona_ids: tuple[str, ...] = ()


def find(
    new: NewInsight, *, id: str, process_id: str, owner_department_id: str, at: datetime
) -> Change[Insight]:
    """Write down a pattern; only the department sees it until it is published."""
    insight = Insight(
        id=id,
        process_id=process_id,
        owner_department_id=owner_department_id,
        created_at=at,
        updated_at=at,
        status=InsightStatus.DRAFT,
        type=new.type,
        statement=new.statement,
        severity=new.severity,
        evidence_ids=new.evidence_ids,
        step_ids=new.step_ids,
        persona_ids=new.persona_ids,
    )
    _check_evidence(insight)
    return Change(insight, (InsightFound(at),))


def change(insight: Insight, given: Mapping[str, Any], at: datetime) -> Change[Insight]:
    """Change its words or what it builds on; only the fields that were given."""
    if insight.status is InsightStatus.RETIRED:
        raise NotOpen("This insight does not hold any more, so it can no longer be changed.")
    changed = replace(insight, **given)
    _check_evidence(changed)
    return Change(changed, (InsightChanged(at),) if changed != insight else ())


def publish(insight: Insight, at: datetime) -> Change[Insight]:
    """Let everyone see it."""
    if insight.status is not InsightStatus.DRAFT:
        raise NotOpen("Only a draft can be published.")
    shown = replace(insight, status=InsightStatus.PUBLISHED, visibility=Visibility.PUBLIC)
    return Change(shown, (InsightPublished(at),))


def retire(insight: Insight, at: datetime) -> Change[Insight]:
    """Say that it does not hold any more; who could read it still can."""
    if insight.status is InsightStatus.RETIRED:
        raise NotOpen("This insight has been retired already.")
    return Change(replace(insight, status=InsightStatus.RETIRED), (InsightRetired(at),))


def _check_evidence(insight: Insight) -> None:
    if not insight.evidence_ids:
        raise Unfit("An insight needs at least one piece of evidence.", pointer="/evidenceIds")

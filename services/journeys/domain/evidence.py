"""Evidence: what was seen and heard, who may see it, and how well a step is evidenced."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from chassis.changes import Aggregate, Change, Visibility
from chassis.errors import NotOpen
from journeys.domain.fewness import FEWEST, too_few
from journeys.events.findings import (
    EvidenceChanged,
    EvidenceHidden,
    EvidencePublished,
    EvidenceRecorded,
    EvidenceType,
    Texts,
)

COUNTED = (EvidenceType.SURVEY, EvidenceType.STATISTIC)
"""Figures about people: published only with enough of them behind it."""
MANY = 3


class EvidenceStatus(StrEnum):
    """Where it stands."""

    RECORDED = "recorded"
    PUBLISHED = "published"
    HIDDEN = "hidden"


class StepEvidence(StrEnum):
    """How well a step is evidenced."""

    NONE = "none"
    PARTLY = "partly"
    FULL = "full"


@dataclass(frozen=True, kw_only=True)
class NewEvidence:
    """What was seen or heard."""

    type: EvidenceType
    text: Texts
    idea_id: str | None = None
    step_ids: tuple[str, ...] = ()
    persona_ids: tuple[str, ...] = ()
    collected_on: date | None = None
    n: int | None = None
    process_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Evidence(Aggregate):
    """What was seen or heard. `few` is `n` where it is so small that it stays in the department."""

    status: EvidenceStatus
    type: EvidenceType
    text: Texts
    idea_id: str | None = None
    step_ids: tuple[str, ...] = ()
    persona_ids: tuple[str, ...] = ()
    collected_on: date | None = None
    n: int | None = None
    few: int | None = None


def step_evidence(count: int) -> StepEvidence:
    """Return how well a step is evidenced that so much evidence names."""
    if count >= MANY:
        return StepEvidence.FULL
    return StepEvidence.PARTLY if count else StepEvidence.NONE


def record(
    new: NewEvidence, *, id: str, process_id: str, owner_department_id: str, at: datetime
) -> Change[Evidence]:
    """Write down what was seen or heard; only the department sees it until it is published."""
    evidence = Evidence(
        id=id,
        process_id=process_id,
        owner_department_id=owner_department_id,
        created_at=at,
        updated_at=at,
        status=EvidenceStatus.RECORDED,
        type=new.type,
        text=new.text,
        idea_id=new.idea_id,
        step_ids=new.step_ids,
        persona_ids=new.persona_ids,
        collected_on=new.collected_on,
    )
    evidence = replace(evidence, **_counted(new.n))
    return Change(evidence, (EvidenceRecorded(at),))


Public = Callable[[str], bool]
"""Tells whether everyone may see a contribution."""


def change(
    evidence: Evidence, given: Mapping[str, Any], public: Public, at: datetime
) -> Change[Evidence]:
    """Change it; only the fields that were given. What is published must still be fit for it."""
    fields = dict(given)
    if "n" in fields:
        fields |= _counted(fields["n"])
    changed = replace(evidence, **fields)
    if changed == evidence:
        return Change(evidence, ())
    if evidence.status is EvidenceStatus.PUBLISHED:
        check_publishable(changed, public)
    return Change(changed, (EvidenceChanged(at),))


def publish(evidence: Evidence, public: Public, at: datetime) -> Change[Evidence]:
    """Let everyone see it."""
    if evidence.status is EvidenceStatus.PUBLISHED:
        raise NotOpen("This evidence is published already.")
    check_publishable(evidence, public)
    shown = replace(evidence, status=EvidenceStatus.PUBLISHED, visibility=Visibility.PUBLIC)
    return Change(shown, (EvidencePublished(at),))


def check_publishable(evidence: Evidence, public: Public) -> None:
    """Refuse what nobody but the department may see."""
    if quotes_unseen(evidence, public):
        raise NotOpen(
            "What it quotes is not public. Say it in your own words, as another type of evidence."
        )
    if evidence.type in COUNTED and too_few(evidence.n):
        raise NotOpen(
            "At least {fewest} people must be behind a figure that everyone sees.", fewest=FEWEST
        )


def quotes_unseen(evidence: Evidence, public: Public) -> bool:
    """Tell whether it quotes a contribution that not everyone may see."""
    quoted = evidence.idea_id if evidence.type is EvidenceType.QUOTE else None
    return quoted is not None and not public(quoted)


def hide(evidence: Evidence, public: Public, at: datetime) -> Change[Evidence]:
    """Keep a quote from others when what it quotes may not be seen; only a person shows it again.

    Nothing happens where it was not shown, or where what it quotes may be seen.
    """
    if evidence.status is not EvidenceStatus.PUBLISHED or not quotes_unseen(evidence, public):
        return Change(evidence, ())
    hidden = replace(evidence, status=EvidenceStatus.HIDDEN, visibility=Visibility.DEPARTMENT)
    return Change(hidden, (EvidenceHidden(at),))


def _counted(n: int | None) -> dict[str, Any]:
    """Return a number of people where it may travel, or where it stays."""
    few = n is not None and too_few(n)
    return {"n": None if few else n, "few": n if few else None}

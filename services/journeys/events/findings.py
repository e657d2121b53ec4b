"""What was seen and heard (evidence), and what it means (insights)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from chassis.changes import Text, Visibility
from chassis.events import event

Texts = tuple[Text, ...]


class EvidenceType(StrEnum):
    """How we know."""

    QUOTE = "quote"
    OBSERVATION = "observation"
    INTERVIEW = "interview"
    SURVEY = "survey"
    STATISTIC = "statistic"
    CASE_REVIEW = "case_review"


class InsightType(StrEnum):
    """What an insight is about."""

    PAIN = "pain"
    GAIN = "gain"
    NEED = "need"
    EXPECTATION = "expectation"
    BARRIER = "barrier"
    RESOURCE = "resource"


@dataclass(frozen=True, kw_only=True)
class EvidenceState:
    """Evidence as others may see it; `idea_id` is the contribution that it came from."""

    id: str
    revision: int
    edition: int
    process_id: str
    owner_department_id: str
    visibility: Visibility
    status: Literal["recorded", "published", "hidden"]
    since: int
    type: EvidenceType
    text: Texts
    idea_id: str | None = None
    step_ids: tuple[str, ...] = ()
    persona_ids: tuple[str, ...] = ()
    collected_on: date | None = None
    n: int | None = None
    """How many people are behind it."""


@dataclass(frozen=True, kw_only=True)
class InsightState:
    """An insight as others may see it."""

    id: str
    revision: int
    edition: int
    process_id: str
    owner_department_id: str
    visibility: Visibility
    status: Literal["draft", "published", "retired"]
    since: int
    type: InsightType
    statement: Texts
    severity: int = 3
    """From 1 (slight) to 5 (grave)."""
    evidence_ids: tuple[str, ...]
    step_ids: tuple[str, ...] = ()
    persona_ids: tuple[str, ...] = ()


@event("dk.samskab.evidence.recorded.v1", EvidenceState)
@dataclass(frozen=True)
class EvidenceRecorded:
    """Something that was seen or heard was written down."""

    at: datetime


@event("dk.samskab.evidence.changed.v1", EvidenceState)
@dataclass(frozen=True)
class EvidenceChanged:
    """Its words, or what it names, were changed."""

    at: datetime


@event("dk.samskab.evidence.published.v1", EvidenceState)
@dataclass(frozen=True)
class EvidencePublished:
    """Everyone may see it."""

    at: datetime


@event("dk.samskab.evidence.hidden.v1", EvidenceState)
@dataclass(frozen=True)
class EvidenceHidden:
    """What it quotes may not be seen any more; the link to it stays."""

    at: datetime


@event("dk.samskab.insight.found.v1", InsightState)
@dataclass(frozen=True)
class InsightFound:
    """Somebody saw a pattern in the evidence."""

    at: datetime


@event("dk.samskab.insight.changed.v1", InsightState)
@dataclass(frozen=True)
class InsightChanged:
    """Its words or what it builds on were changed."""

    at: datetime


@event("dk.samskab.insight.published.v1", InsightState)
@dataclass(frozen=True)
class InsightPublished:
    """Everyone may see it."""

    at: datetime


@event("dk.samskab.insight.retired.v1", InsightState)
@dataclass(frozen=True)
class InsightRetired:
    """It does not hold any more."""

    at: datetime

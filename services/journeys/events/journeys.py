"""A person's way through the municipality: stages, steps, touchpoints, hand-offs, feelings.

All parts have ids that last, so that ideas, evidence and initiatives can name them.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from chassis.changes import Text, Visibility
from chassis.events import event

Texts = tuple[Text, ...]


class JourneyType(StrEnum):
    """Whether it is as people live it now, or as it should be."""

    AS_IS = "as_is"
    TO_BE = "to_be"


class Period(StrEnum):
    """When a stage is, seen from what the municipality delivers."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class FeelingSource(StrEnum):
    """How we know how somebody feels."""

    SELF_REPORTED = "self_reported"
    OBSERVED = "observed"
    ASSUMED = "assumed"
    INTENDED = "intended"


class Channel(StrEnum):
    """How two meet."""

    IN_PERSON = "in_person"
    HOME_VISIT = "home_visit"
    PHONE = "phone"
    VIDEO = "video"
    LETTER = "letter"
    DIGITAL_POST = "digital_post"
    EMAIL = "email"
    SMS = "sms"
    WEB = "web"
    APP = "app"
    SELF_SERVICE = "self_service"
    SOCIAL_MEDIA = "social_media"
    INTERPRETER = "interpreter"
    SCHOOL_PLATFORM = "school_platform"
    OTHER = "other"


class HandoffWhat(StrEnum):
    """What goes from one to another."""

    CASE = "case"
    INFORMATION = "information"
    PERSON = "person"
    DECISION = "decision"


@dataclass(frozen=True, kw_only=True)
class Feeling:
    """How a persona feels at a step, from −2 to 2, and how we know."""

    persona_id: str
    value: int
    source: FeelingSource
    n: int | None = None
    """How many people said so."""


@dataclass(frozen=True, kw_only=True)
class Touchpoint:
    """Where somebody meets the municipality or another who helps."""

    id: str
    title: Texts
    channel: Channel
    owner_department_id: str
    backstage: Texts = ()
    """What has to happen out of sight for it."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that somebody does or lives through."""

    id: str
    title: Texts
    action: Texts = ()
    thought: Texts = ()
    moment_of_truth: bool = False
    feelings: tuple[Feeling, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A part of the way with a goal of its own."""

    id: str
    title: Texts
    goal: Texts = ()
    period: Period = Period.DURING
    duration: Texts = ()
    """How long it usually takes, in words."""
    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class Handoff:
    """One department lets go and another takes over, between two steps."""

    id: str
    from_step_id: str
    to_step_id: str
    from_department_id: str
    to_department_id: str
    what: HandoffWhat
    waiting_days: int | None = None
    information_lost: Texts = ()
    risk: Texts = ()


@dataclass(frozen=True, kw_only=True)
class JourneyState:
    """A journey as others may see it. Feelings that fewer than five have told are not in it."""

    id: str
    revision: int
    edition: int
    process_id: str
    owner_department_id: str
    visibility: Visibility
    status: Literal["draft", "validated", "published", "superseded"]
    since: int
    updated_at: datetime
    type: JourneyType
    title: Texts
    description: Texts = ()
    persona_ids: tuple[str, ...] = ()
    stages: tuple[Stage, ...]
    handoffs: tuple[Handoff, ...] = ()
    superseded_by: str | None = None


@event("dk.samskab.journey.drafted.v1", JourneyState)
@dataclass(frozen=True)
class JourneyDrafted:
    """A journey was mapped."""

    at: datetime


@event("dk.samskab.journey.changed.v1", JourneyState)
@dataclass(frozen=True)
class JourneyChanged:
    """Something other than a single step was changed: its words, a stage, a hand-off, the order."""

    at: datetime


@event("dk.samskab.step.changed.v1", JourneyState)
@dataclass(frozen=True)
class StepChanged:
    """One step was changed; a change in one place changes other places."""

    step_id: str
    at: datetime


@event("dk.samskab.journey.validated.v1", JourneyState)
@dataclass(frozen=True)
class JourneyValidated:
    """There is evidence for every feeling in it."""

    at: datetime


@event("dk.samskab.journey.published.v1", JourneyState)
@dataclass(frozen=True)
class JourneyPublished:
    """Everyone may see it."""

    at: datetime


@event("dk.samskab.journey.superseded.v1", JourneyState)
@dataclass(frozen=True)
class JourneySuperseded:
    """Another journey has taken its place."""

    by: str
    at: datetime

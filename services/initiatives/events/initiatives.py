"""An initiative, from a proposal to a measured effect: its public state, and what can happen."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chassis.changes import Visibility
from chassis.events import event
from initiatives.events.parts import (
    Commitment,
    Decision,
    Indicator,
    Match,
    Milestone,
    Need,
    Texts,
    Unit,
)


class Status(StrEnum):
    """Where an initiative stands."""

    PROPOSED = "proposed"
    PRIORITISED = "prioritised"
    APPROVED = "approved"
    TESTING = "testing"
    IMPLEMENTING = "implementing"
    IN_OPERATION = "in_operation"
    EVALUATED = "evaluated"
    SPREAD = "spread"
    STOPPED = "stopped"


@dataclass(frozen=True, kw_only=True)
class InitiativeState:
    """An initiative as others may see it, without values that fewer than five people are behind."""

    id: str
    revision: int
    edition: int
    process_id: str
    owner_department_id: str
    """The department that leads it."""
    visibility: Visibility
    status: Status
    since: int
    updated_at: datetime
    title: Texts
    problem: Texts = ()
    solution: Texts = ()
    contact: Texts = ()
    """Whom to ask, and whom givers of help are to contact: an office or a function, never a private
    person."""
    idea_ids: tuple[str, ...] = ()
    """The contributions that it grew from."""
    opportunity_ids: tuple[str, ...] = ()
    step_ids: tuple[str, ...] = ()
    goal_ids: tuple[str, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    needs: tuple[Need, ...] = ()
    matches: tuple[Match, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    decisions: tuple[Decision, ...] = ()
    operated_by: Texts = ()
    """The function that runs it once it is in operation."""
    review_on: date | None = None
    shared_with: tuple[str, ...] = ()
    """The departments that are asked to take part; they see it before it is public."""


@event("dk.samskab.initiative.proposed.v1", InitiativeState)
@dataclass(frozen=True)
class InitiativeProposed:
    """Somebody proposed to do something about it."""

    at: datetime


@event("dk.samskab.initiative.published.v1", InitiativeState)
@dataclass(frozen=True)
class InitiativePublished:
    """Everyone may see it; those whose contributions it grew from can be told."""

    at: datetime


@event("dk.samskab.initiative.changed.v1", InitiativeState)
@dataclass(frozen=True)
class InitiativeChanged:
    """Its words, or what it grew from, were changed."""

    at: datetime


@event("dk.samskab.initiative.advanced.v1", InitiativeState)
@dataclass(frozen=True)
class InitiativeAdvanced:
    """It came a step further, to the status told."""

    status: Status
    at: datetime


@event("dk.samskab.initiative.approved.v1", InitiativeState)
@dataclass(frozen=True)
class InitiativeApproved:
    """Every department that leads or contributes has accepted."""

    at: datetime


@event("dk.samskab.initiative.stopped.v1", InitiativeState)
@dataclass(frozen=True)
class InitiativeStopped:
    """It ends, for a reason that everyone concerned can read; the help it had asked for is free."""

    reason: Texts
    at: datetime


@event("dk.samskab.commitment.asked.v1", InitiativeState)
@dataclass(frozen=True)
class CommitmentAsked:
    """A department was asked to take part."""

    commitment_id: str
    department_id: str
    at: datetime


@event("dk.samskab.commitment.accepted.v1", InitiativeState)
@dataclass(frozen=True)
class CommitmentAccepted:
    """A department said yes."""

    commitment_id: str
    department_id: str
    at: datetime


@event("dk.samskab.commitment.declined.v1", InitiativeState)
@dataclass(frozen=True)
class CommitmentDeclined:
    """A department said no, and why."""

    commitment_id: str
    department_id: str
    reason: Texts
    at: datetime


@event("dk.samskab.milestone.set.v1", InitiativeState)
@dataclass(frozen=True)
class MilestoneSet:
    """Something is to be reached by a day."""

    milestone_id: str
    at: datetime


@event("dk.samskab.milestone.reached.v1", InitiativeState)
@dataclass(frozen=True)
class MilestoneReached:
    """It was reached."""

    milestone_id: str
    at: datetime


@event("dk.samskab.need.stated.v1", InitiativeState)
@dataclass(frozen=True)
class NeedStated:
    """The initiative says what it lacks."""

    need_id: str
    at: datetime


@event("dk.samskab.need.closed.v1", InitiativeState)
@dataclass(frozen=True)
class NeedClosed:
    """It is not lacking any more."""

    need_id: str
    at: datetime


@event("dk.samskab.match.asked.v1", InitiativeState)
@dataclass(frozen=True)
class MatchAsked:
    """The giver of an offer is asked to help; only they can say yes."""

    match_id: str
    idea_id: str
    at: datetime


@event("dk.samskab.match.used.v1", InitiativeState)
@dataclass(frozen=True)
class MatchUsed:
    """Help was given, counted and thanked for."""

    match_id: str
    idea_id: str
    amount: float
    unit: Unit
    at: datetime


@event("dk.samskab.match.freed.v1", InitiativeState)
@dataclass(frozen=True)
class MatchFreed:
    """The offer is not needed here any more and can be found by others again."""

    match_id: str
    idea_id: str
    at: datetime


@event("dk.samskab.indicator.set.v1", InitiativeState)
@dataclass(frozen=True)
class IndicatorSet:
    """It was said how an effect will show."""

    indicator_id: str
    at: datetime


@event("dk.samskab.measurement.taken.v1", InitiativeState)
@dataclass(frozen=True)
class MeasurementTaken:
    """An effect was measured. The value is in the state, unless fewer than five are behind it."""

    indicator_id: str
    measurement_id: str
    at: datetime

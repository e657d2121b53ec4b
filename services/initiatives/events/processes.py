"""A process: one co-creation, from a challenge to what was learnt."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from chassis.changes import Text, Visibility
from chassis.events import event

Texts = tuple[Text, ...]


class CocreationType(StrEnum):
    """Who steers, and whether the outcome is open (Ulrich's four kinds of co-creation)."""

    STEERED = "steered"
    RESPONSIBLE = "responsible"
    EQUAL = "equal"
    FACILITATED = "facilitated"


class Promise(StrEnum):
    """What participants may expect of the municipality (the IAP2 spectrum)."""

    INFORM = "inform"
    CONSULT = "consult"
    INVOLVE = "involve"
    COLLABORATE = "collaborate"
    EMPOWER = "empower"


@dataclass(frozen=True, kw_only=True)
class Goal:
    """What the process wants to reach for people."""

    id: str
    title: Texts


@dataclass(frozen=True, kw_only=True)
class Phase:
    """A part of the process: what is done from when to when."""

    key: str
    title: Texts
    opens_on: date | None = None
    closes_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Party:
    """A department that takes part."""

    department_id: str
    role: Literal["lead", "contributing", "informed"] = "contributing"


@dataclass(frozen=True, kw_only=True)
class ProcessState:
    """A process as everyone sees it."""

    id: str
    revision: int
    edition: int
    process_id: str
    owner_department_id: str
    visibility: Visibility
    status: Literal["open", "closed"]
    since: int
    title: Texts
    challenge: Texts
    type: CocreationType
    promise: Promise
    promise_text: Texts = ()
    target_groups: tuple[Texts, ...] = ()
    goals: tuple[Goal, ...] = ()
    phases: tuple[Phase, ...] = ()
    phase: str | None = None
    """The key of the phase that it is in."""
    parties: tuple[Party, ...] = ()
    languages: tuple[str, ...] = ()


@event("dk.samskab.process.opened.v1", ProcessState)
@dataclass(frozen=True)
class ProcessOpened:
    """The municipality invites to solve something together."""

    at: datetime


@event("dk.samskab.process.changed.v1", ProcessState)
@dataclass(frozen=True)
class ProcessChanged:
    """Its words, goals, parties or promise were changed."""

    at: datetime


@event("dk.samskab.process.phase_changed.v1", ProcessState)
@dataclass(frozen=True)
class PhaseChanged:
    """Another phase has begun."""

    phase: str
    at: datetime


@event("dk.samskab.process.closed.v1", ProcessState)
@dataclass(frozen=True)
class ProcessClosed:
    """It is over."""

    at: datetime

"""What an initiative is made of. Parts have ids that last."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from chassis.changes import Text

Texts = tuple[Text, ...]


class CommitmentRole(StrEnum):
    """What a department does in an initiative."""

    LEAD = "lead"
    CONTRIBUTING = "contributing"
    INFORMED = "informed"


class Answer(StrEnum):
    """What a department has said to being asked."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class ResourceType(StrEnum):
    """What kind of help is needed; the words of those who offer it."""

    TIME = "time"
    SKILL = "skill"
    LANGUAGE = "language"
    SPACE = "space"
    EQUIPMENT = "equipment"
    NETWORK = "network"
    FUNDING = "funding"
    LIVED_EXPERIENCE = "lived_experience"


class Unit(StrEnum):
    """What used help is counted in."""

    HOURS = "hours"
    THINGS = "things"


class Level(StrEnum):
    """What an indicator tells about."""

    ACTIVITY = "activity"
    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """What one department promises, in its own words to an answer."""

    id: str
    department_id: str
    role: CommitmentRole
    what: Texts = ()
    status: Answer = Answer.ASKED
    reason: Texts = ()
    asked_at: datetime
    answered_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """Something that is to be reached by a day."""

    id: str
    title: Texts
    department_id: str
    due: date
    done_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Need:
    """What an initiative lacks, said so that an offer of help can be found."""

    id: str
    title: Texts
    resource_type: ResourceType
    languages: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    """Parts of the week, such as `tuesday_evening`."""
    area: str | None = None
    closed: bool = False


@dataclass(frozen=True, kw_only=True)
class Match:
    """An offer of help that was asked for a need; what its giver says is the offer's own state."""

    id: str
    need_id: str
    idea_id: str
    status: Literal["asked", "used", "freed"] = "asked"
    asked_at: datetime
    amount: float = 0.0
    """How much was used so far, in the unit."""
    unit: Unit = Unit.HOURS
    thanks: Texts = ()
    """What the giver is thanked with."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """A value on a day; without its value where fewer than five people are behind it."""

    on: date
    value: float | None = None
    n: int | None = None


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """What an indicator was on a day; without its value where fewer than five are behind it."""

    id: str
    on: date
    value: float | None = None
    n: int | None = None
    note: Texts = ()


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """How it shows that something has become better, tied to steps and contributions."""

    id: str
    name: Texts
    level: Level = Level.OUTCOME
    unit: Texts
    direction: Direction = Direction.UP
    baseline: Point
    target: Point
    source: Texts = ()
    goal_id: str | None = None
    step_ids: tuple[str, ...] = ()
    idea_ids: tuple[str, ...] = ()
    measurements: tuple[Measurement, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided, by which role of which department, and why."""

    at: datetime
    what: str
    """The status that the initiative got."""
    why: Texts = ()
    role: str = ""
    department_id: str = ""

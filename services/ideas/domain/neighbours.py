"""What ideas relies on of its neighbours' public states: views of our own, never their code."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, TypeVar

from chassis.changes import Visibility
from chassis.codec import load
from ideas.events import Texts

V = TypeVar("V")


@dataclass(frozen=True)
class Evidence:
    """Something that was seen or heard, and where on the way it was."""

    id: str
    status: str
    type: str
    step_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Insight:
    """What evidence means."""

    id: str
    status: str
    statement: Texts


@dataclass(frozen=True)
class Opportunity:
    """A question that insights lead to."""

    id: str
    status: str
    question: Texts


@dataclass(frozen=True)
class Step:
    """One step of a journey."""

    id: str
    title: Texts


@dataclass(frozen=True)
class Stage:
    """A part of a journey."""

    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Journey:
    """A person's way through the municipality."""

    id: str
    status: str
    title: Texts
    stages: tuple[Stage, ...]


@dataclass(frozen=True)
class Need:
    """What an initiative lacks."""

    id: str
    title: Texts


@dataclass(frozen=True, kw_only=True)
class Match:
    """An offer that an initiative has asked for."""

    id: str
    need_id: str
    idea_id: str
    status: Literal["asked", "used", "freed"]
    asked_at: datetime
    amount: float = 0.0
    unit: Literal["hours", "things"] = "hours"
    thanks: Texts = ()


@dataclass(frozen=True)
class Point:
    """A value on a day; without its value where too few people are behind it."""

    on: date
    value: float | None = None


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """How an effect shows."""

    id: str
    name: Texts
    unit: Texts
    baseline: Point
    idea_ids: tuple[str, ...] = ()
    measurements: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Decision:
    """The status that an initiative got, and why."""

    what: str
    why: Texts = ()


@dataclass(frozen=True, kw_only=True)
class Initiative:
    """What departments do together."""

    id: str
    status: str
    title: Texts
    contact: Texts = ()
    needs: tuple[Need, ...] = ()
    matches: tuple[Match, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    decisions: tuple[Decision, ...] = ()


def seen(view: type[V], body: Mapping[str, Any]) -> V | None:
    """Return what everyone may see of a neighbour's thing; None where that is nothing."""
    if body.get("withheld") or body.get("visibility") != Visibility.PUBLIC:
        return None
    return load(view, dict(body))

"""Journeys and their parts as somebody hands them in, before they have ids."""

from collections.abc import Callable
from dataclasses import dataclass

from journeys.events.journeys import Channel, Feeling, HandoffWhat, JourneyType, Period, Texts

MOST_STAGES, MOST_STEPS, MOST_HANDOFFS = 30, 100, 200
"""So many a journey has at most; of steps, so many a stage."""
Ids = Callable[[str], str]
"""Gives the next id of a part of this kind."""


@dataclass(frozen=True, kw_only=True)
class NewTouchpoint:
    """Where somebody meets the municipality; with the id of one that is there it is kept."""

    id: str | None = None
    title: Texts
    channel: Channel
    owner_department_id: str
    backstage: Texts = ()


@dataclass(frozen=True, kw_only=True)
class NewStep:
    """One thing that somebody does; `key` is the sender's own word for it, for hand-offs."""

    key: str | None = None
    title: Texts
    action: Texts = ()
    thought: Texts = ()
    moment_of_truth: bool = False
    feelings: tuple[Feeling, ...] = ()
    touchpoints: tuple[NewTouchpoint, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NewStage:
    """A part of the way."""

    title: Texts
    goal: Texts = ()
    period: Period = Period.DURING
    duration: Texts = ()
    steps: tuple[NewStep, ...]


@dataclass(frozen=True, kw_only=True)
class NewHandoff:
    """One lets go and another takes over; the departments are those of the touchpoints if left."""

    from_step: str
    to_step: str
    what: HandoffWhat
    from_department_id: str | None = None
    to_department_id: str | None = None
    waiting_days: int | None = None
    information_lost: Texts = ()
    risk: Texts = ()


@dataclass(frozen=True, kw_only=True)
class NewJourney:
    """A whole journey in one piece."""

    type: JourneyType
    title: Texts
    description: Texts = ()
    persona_ids: tuple[str, ...] = ()
    stages: tuple[NewStage, ...]
    handoffs: tuple[NewHandoff, ...] = ()
    process_id: str | None = None

"""What came of a contribution, in the order in which one thing led to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ideas.domain.neighbours import Evidence, Indicator, Initiative, Insight, Journey, Opportunity
from ideas.events import Ask, Texts

Kind = Literal["evidence", "insight", "opportunity", "initiative"]
STOPPED = "stopped"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A step of a journey; without titles while its journey is not public."""

    step_id: str
    title: Texts = ()
    journey_id: str | None = None
    journey_title: Texts = ()


@dataclass(frozen=True, kw_only=True)
class Used:
    """Help that was given, and what its giver was thanked with."""

    amount: float
    unit: str
    thanks: Texts = ()


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What was measured before and now; without a value where too few people are behind it."""

    name: Texts
    unit: Texts
    before: float | None
    before_on: date
    now: float | None
    now_on: date


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One thing that came of it; without its contents while it is not public."""

    kind: Kind
    id: str
    seen: bool = True
    title: Texts = ()
    type: str | None = None
    status: str | None = None
    reason: Texts = ()
    places: tuple[Place, ...] = ()
    used: tuple[Used, ...] = ()
    measured: tuple[Measured, ...] = ()


def of_evidence(evidence: Evidence, journeys: Mapping[str, Journey]) -> Outcome:
    """Tell where on which way it is taken as evidence; the journeys are by step."""
    places = tuple(_place(step_id, journeys.get(step_id)) for step_id in evidence.step_ids)
    return Outcome(kind="evidence", id=evidence.id, type=evidence.type, places=places)


def _place(step_id: str, journey: Journey | None) -> Place:
    if journey is None:
        return Place(step_id=step_id)
    steps = [step for stage in journey.stages for step in stage.steps if step.id == step_id]
    title = steps[0].title if steps else ()
    return Place(step_id=step_id, title=title, journey_id=journey.id, journey_title=journey.title)


def of_insight(insight: Insight) -> Outcome:
    """Tell what was learnt."""
    return Outcome(kind="insight", id=insight.id, title=insight.statement)


def of_opportunity(opportunity: Opportunity) -> Outcome:
    """Tell which question it led to."""
    return Outcome(kind="opportunity", id=opportunity.id, title=opportunity.question)


def of_initiative(initiative: Initiative, idea_id: str) -> Outcome:
    """Tell how far it has come, how the help was used, and what has changed."""
    why = [each.why for each in initiative.decisions if each.what == STOPPED]
    given = [m for m in initiative.matches if m.idea_id == idea_id and m.amount > 0]
    return Outcome(
        kind="initiative",
        id=initiative.id,
        title=initiative.title,
        status=initiative.status,
        reason=why[-1] if why and initiative.status == STOPPED else (),
        used=tuple(Used(amount=m.amount, unit=m.unit, thanks=m.thanks) for m in given),
        measured=tuple(_measured(each) for each in initiative.indicators if each.measurements),
    )


def of_hidden(initiative_id: str, asks: list[Ask]) -> Outcome:
    """Tell how help was used by an initiative that is not public."""
    used = tuple(Used(amount=a.amount, unit=a.unit, thanks=a.thanks) for a in asks)
    return Outcome(kind="initiative", id=initiative_id, seen=False, used=used)


def _measured(indicator: Indicator) -> Measured:
    newest = max(indicator.measurements, key=lambda each: each.on)
    return Measured(
        name=indicator.name,
        unit=indicator.unit,
        before=indicator.baseline.value,
        before_on=indicator.baseline.on,
        now=newest.value,
        now_on=newest.on,
    )

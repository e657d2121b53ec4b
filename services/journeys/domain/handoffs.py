"""Hand-offs: where one department lets go and another takes over."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chassis.changes import Change
from chassis.errors import NotThere, Unfit
from journeys.domain.drafts import handed_over
from journeys.domain.given import MOST_HANDOFFS, Ids, NewHandoff
from journeys.domain.journeys import Journey, changed, check_most, check_open
from journeys.events.journeys import Handoff, JourneyChanged

LONGEST_FIRST, SHORTEST_FIRST = "-waitingDays", "waitingDays"


def add_handoff(journey: Journey, new: NewHandoff, ids: Ids, at: datetime) -> Change[Journey]:
    """Say that something is handed over between two steps."""
    steps = {step.id: step for step in journey.steps()}
    handoff = handed_over(new, steps, {}, ids, "")
    handoffs = (*journey.handoffs, handoff)
    check_most(handoffs, MOST_HANDOFFS)
    return _having(journey, handoffs, at)


def change_handoff(
    journey: Journey, id: str, given: Mapping[str, Any], at: datetime
) -> Change[Journey]:
    """Change what is said of a hand-off; only the fields that were given."""
    newer = replace(_one(journey, id), **given)
    there = {step.id for step in journey.steps()}
    for step_id, name in ((newer.from_step_id, "fromStep"), (newer.to_step_id, "toStep")):
        if step_id not in there:
            raise Unfit("This journey has no such step.", pointer=f"/{name}")
    if newer.from_step_id == newer.to_step_id:
        raise Unfit("A hand-off leads from one step to another.", pointer="/toStep")
    return _having(journey, tuple(newer if h.id == id else h for h in journey.handoffs), at)


def remove_handoff(journey: Journey, id: str, at: datetime) -> Change[Journey]:
    """Take a hand-off away."""
    gone = _one(journey, id)
    return _having(journey, tuple(each for each in journey.handoffs if each is not gone), at)


def crosses(handoff: Handoff) -> bool:
    """Tell whether it leads from one department to another."""
    return handoff.from_department_id != handoff.to_department_id


def listed(journey: Journey, across: bool | None = None, sort: str | None = None) -> list[Handoff]:
    """Return its hand-offs in the order of the journey, or by how long people wait.

    `across` asks for those between departments alone, or for the others. Where nobody knows how
    long people wait comes last.
    """
    wanted: Iterable[Handoff] = journey.handoffs
    if across is not None:
        wanted = [each for each in wanted if crosses(each) is across]
    place = {step.id: n for n, step in enumerate(journey.steps())}
    found = sorted(wanted, key=lambda h: (place[h.from_step_id], place[h.to_step_id]))
    if sort is None:
        return found
    sign = -1 if sort == LONGEST_FIRST else 1
    return sorted(found, key=lambda h: (h.waiting_days is None, sign * (h.waiting_days or 0)))


def _one(journey: Journey, id: str) -> Handoff:
    for handoff in journey.handoffs:
        if handoff.id == id:
            return handoff
    raise NotThere("This journey has no such hand-off.")


def _having(journey: Journey, handoffs: tuple[Handoff, ...], at: datetime) -> Change[Journey]:
    check_open(journey)
    return changed(journey, replace(journey, handoffs=handoffs), JourneyChanged(at))

"""A pin: a contribution pinned to a step. It holds ids alone, so it is always public."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chassis.changes import Aggregate, Change, Visibility, derived
from journeys.domain.journeys import Journey
from journeys.events.pins import PinPlaced, PinRemoved


class PinStatus(StrEnum):
    """Whether it is there."""

    PLACED = "placed"
    REMOVED = "removed"


@dataclass(frozen=True, kw_only=True)
class Pin(Aggregate):
    """Which contribution belongs to which step."""

    status: PinStatus
    idea_id: str
    journey_id: str
    step_id: str


def pin_id(idea_id: str, journey_id: str, step_id: str) -> str:
    """Return the id of the one pin of this contribution at this step."""
    return derived("pin", idea_id, journey_id, step_id)


def place(journey: Journey, idea_id: str, step_id: str, at: datetime) -> Change[Pin]:
    """Pin a contribution to a step for the first time."""
    pin = Pin(
        id=pin_id(idea_id, journey.id, step_id),
        process_id=journey.process_id,
        owner_department_id=journey.owner_department_id,
        visibility=Visibility.PUBLIC,
        created_at=at,
        updated_at=at,
        status=PinStatus.PLACED,
        idea_id=idea_id,
        journey_id=journey.id,
        step_id=step_id,
    )
    return Change(pin, (PinPlaced(at),))


def place_again(pin: Pin, at: datetime) -> Change[Pin]:
    """Pin it once more; nothing happens where it is pinned already."""
    if pin.status is PinStatus.PLACED:
        return Change(pin, ())
    return Change(replace(pin, status=PinStatus.PLACED), (PinPlaced(at),))


def remove(pin: Pin, at: datetime) -> Change[Pin]:
    """Take it off; nothing happens where it is off already."""
    if pin.status is PinStatus.REMOVED:
        return Change(pin, ())
    return Change(replace(pin, status=PinStatus.REMOVED), (PinRemoved(at),))

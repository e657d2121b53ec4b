"""A contribution pinned to a step of a journey. A pin holds ids alone, so it is always public."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from chassis.changes import Visibility
from chassis.events import event


@dataclass(frozen=True, kw_only=True)
class PinState:
    """Which contribution belongs to which step."""

    id: str
    revision: int
    edition: int
    process_id: str
    owner_department_id: str
    visibility: Visibility
    status: Literal["placed", "removed"]
    since: int
    idea_id: str
    journey_id: str
    step_id: str


@event("dk.samskab.pin.placed.v1", PinState)
@dataclass(frozen=True)
class PinPlaced:
    """A contribution was seen to be about this step."""

    at: datetime


@event("dk.samskab.pin.removed.v1", PinState)
@dataclass(frozen=True)
class PinRemoved:
    """It was taken off again."""

    at: datetime

"""What notifications says: that a message reached somebody or did not, and nothing of whom."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from chassis.changes import Visibility
from chassis.events import event


@dataclass(frozen=True, kw_only=True)
class DeliveryState:
    """A delivery as its department may see it; to everyone else its contents are withheld."""

    id: str
    revision: int
    edition: int
    process_id: str
    owner_department_id: str
    visibility: Visibility
    status: Literal["delivered", "bounced"]
    since: int
    message_id: str
    about: str
    template: str


@event("dk.samskab.message.delivered.v1", DeliveryState)
@dataclass(frozen=True)
class MessageDelivered:
    """The mail server has taken a message for one of those it concerns."""

    at: datetime


@event("dk.samskab.message.bounced.v1", DeliveryState)
@dataclass(frozen=True)
class MessageBounced:
    """A message cannot be delivered to one of those it concerns; the code is the mail server's."""

    code: int
    at: datetime

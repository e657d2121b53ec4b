"""A delivery: that a message reached an address, or did not. It says nothing of whose it is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chassis.changes import Aggregate, Change
from notifications.domain.messages import Message
from notifications.events import MessageBounced, MessageDelivered


class DeliveryStatus(StrEnum):
    """How it went."""

    DELIVERED = "delivered"
    BOUNCED = "bounced"


@dataclass(frozen=True, kw_only=True)
class Delivery(Aggregate):
    """What came of one letter with news."""

    status: DeliveryStatus
    message_id: str
    about: str
    template: str


def delivered(id: str, message: Message, at: datetime) -> Change[Delivery]:
    """Note that the mail server has taken it."""
    state = _delivery(id, message, DeliveryStatus.DELIVERED, at)
    return Change(state, (MessageDelivered(at),))


def bounced(id: str, message: Message, code: int, at: datetime) -> Change[Delivery]:
    """Note that it cannot be delivered there."""
    state = _delivery(id, message, DeliveryStatus.BOUNCED, at)
    return Change(state, (MessageBounced(code, at),))


def _delivery(id: str, message: Message, status: DeliveryStatus, at: datetime) -> Delivery:
    return Delivery(
        id=id,
        process_id=message.process_id,
        owner_department_id=message.owner_department_id,
        created_at=at,
        updated_at=at,
        status=status,
        message_id=message.id,
        about=message.about,
        template=message.template.value,
    )

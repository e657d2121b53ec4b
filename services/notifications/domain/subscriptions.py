"""A subscription: an address that news goes to, once its owner has said yes."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chassis.errors import NotOpen
from notifications.domain.documents import Document

CONFIRM_WITHIN = timedelta(hours=48)
MOST_BOUNCES = 3


class Standing(StrEnum):
    """Whether anything is sent there."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    ENDED = "ended"


class Why(StrEnum):
    """How a subscription came to its end."""

    UNSUBSCRIBED = "unsubscribed"
    EXPIRED = "expired"
    REPLACED = "replaced"
    BOUNCED = "bounced"
    LIMITED = "limited"


@dataclass(frozen=True, kw_only=True)
class Subscription(Document):
    """One address for one person. What has ended is a stub: it has no address any more."""

    person: str
    status: Standing
    asked_at: datetime
    until: datetime
    """A pending one vanishes then."""
    address: str = ""
    language: str = ""
    confirmed_at: datetime | None = None
    bounces: int = 0
    why: Why | None = None


def asked(
    before: Subscription | None,
    *,
    id: str,
    person: str,
    address: str,
    language: str,
    allowed: bool,
    at: datetime,
) -> Subscription:
    """Somebody asks for news at an address; nothing but one mail goes there until it is confirmed.

    Where no mail is allowed now, one that is there stays as it was and a new one is a stub.
    """
    if before and (before.status is Standing.CONFIRMED or not allowed):
        return before
    pending = Subscription(
        id=id,
        person=person,
        status=Standing.PENDING,
        asked_at=at,
        until=at + CONFIRM_WITHIN,
        address=address,
        language=language,
        version=before.version if before else 0,
    )
    return pending if allowed else ended(pending, Why.LIMITED)


def confirmed(subscription: Subscription, at: datetime) -> Subscription:
    """The owner of the address says yes. Saying it again changes nothing."""
    if subscription.status is Standing.CONFIRMED:
        return subscription
    if subscription.status is not Standing.PENDING or at >= subscription.until:
        raise NotOpen("This link does not work any more. Please ask for a new mail.")
    return replace(subscription, status=Standing.CONFIRMED, confirmed_at=at)


def ended(subscription: Subscription, why: Why) -> Subscription:
    """Send nothing there any more, and forget the address."""
    if subscription.status is Standing.ENDED:
        return subscription
    return replace(subscription, status=Standing.ENDED, why=why, address="", language="")


def expired(subscription: Subscription, at: datetime) -> Subscription:
    """Let go of what nobody has confirmed in time."""
    late = subscription.status is Standing.PENDING and at >= subscription.until
    return ended(subscription, Why.EXPIRED) if late else subscription


def bounced(subscription: Subscription) -> Subscription:
    """Count a mail that came back; after several in a row the address is given up."""
    if subscription.bounces + 1 >= MOST_BOUNCES:
        return ended(subscription, Why.BOUNCED)
    return replace(subscription, bounces=subscription.bounces + 1)


def arrived(subscription: Subscription) -> Subscription:
    """A mail was taken: what came back before is forgotten."""
    return replace(subscription, bounces=0)


def wants(subscription: Subscription, at: datetime) -> bool:
    """Tell whether news of this instant goes there: what was before the yes does not."""
    since = subscription.confirmed_at
    return subscription.status is Standing.CONFIRMED and since is not None and since <= at

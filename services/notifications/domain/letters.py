"""A letter: one mail that is to be posted, until it is known what came of it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chassis.changes import derived
from chassis.codec import instant
from notifications.domain.documents import Document
from notifications.domain.messages import Message
from notifications.domain.subscriptions import Subscription

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
GIVE_UP_AFTER = timedelta(days=4)
SHORTEST_HOLD = timedelta(seconds=2)
LONGEST_HOLD = timedelta(minutes=10)
MOST_FAULTS = 3


class Sort(StrEnum):
    """What a letter is for."""

    NEWS = "news"
    CONFIRMATION = "confirmation"


class Outcome(StrEnum):
    """What came of a letter."""

    DELIVERED = "delivered"
    BOUNCED = "bounced"
    DROPPED = "dropped"
    SHELVED = "shelved"
    """It could not be written; it waits until somebody has looked."""


@dataclass(frozen=True, kw_only=True)
class Letter(Document):
    """One mail to one address. It names the subscription and never the address itself."""

    sort: Sort
    subscription: str
    person: str
    at: datetime
    due: datetime
    line: str
    """Letters of one line are posted in order: those of one subscription about one thing."""
    revision: int
    message: str = ""
    traceparent: str = ""
    tries: int = 0
    faults: int = 0
    """How often it could not be written, since somebody looked."""
    open: bool = True
    outcome: Outcome | None = None
    reason: str = ""


def news(message: Message, subscription: Subscription, at: datetime) -> Letter:
    """Return the letter that brings a message to an address: always the same one."""
    return Letter(
        id=derived("message", message.fact, message.person, f"email/{subscription.id}"),
        sort=Sort.NEWS,
        subscription=subscription.id,
        person=message.person,
        at=at,
        due=at,
        line=f"{subscription.id}/{message.about}",
        revision=message.revision,
        message=message.id,
        traceparent=message.traceparent,
    )


def confirmation(subscription: Subscription, traceparent: str = "") -> Letter:
    """Return the letter that asks the owner of an address for a yes."""
    id = derived("confirmation", subscription.id, instant(subscription.asked_at))
    return Letter(
        id=id,
        sort=Sort.CONFIRMATION,
        subscription=subscription.id,
        person=subscription.person,
        at=subscription.asked_at,
        due=subscription.asked_at,
        line=id,
        revision=0,
        traceparent=traceparent,
    )


def tried(letter: Letter, at: datetime) -> Letter:
    """Begin a try: no other sender takes it up until a pause is over, and each pause is longer."""
    pause = min(FIRST_PAUSE * 2 ** min(letter.tries, 20), LONGEST_PAUSE)
    return replace(letter, tries=letter.tries + 1, due=at + pause)


def held(letter: Letter, at: datetime) -> Letter:
    """Wait for something that has yet to come; the longer it takes, the less often we look."""
    pause = min(max((at - letter.at) / 2, SHORTEST_HOLD), LONGEST_HOLD)
    return replace(letter, due=at + pause)


def behind(letter: Letter, first: Letter, at: datetime) -> Letter:
    """Wait for an earlier one of the same line."""
    return replace(letter, due=max(first.due, at + SHORTEST_HOLD))


def failed(letter: Letter, reason: str, at: datetime) -> Letter:
    """Note a try that came to nothing for now; after some days it is given up."""
    if at - letter.at >= GIVE_UP_AFTER:
        return closed(letter, Outcome.BOUNCED, reason)
    return replace(letter, reason=reason)


def faulty(letter: Letter, reason: str) -> Letter:
    """Note that it could not be written; after a few tries that is a fault for somebody to see."""
    noted = replace(letter, faults=letter.faults + 1, reason=reason)
    return closed(noted, Outcome.SHELVED, reason) if noted.faults >= MOST_FAULTS else noted


def reopened(letter: Letter, at: datetime) -> Letter:
    """Try a letter once more that was given up as faulty; any other stays as it is."""
    if letter.outcome is not Outcome.SHELVED:
        return letter
    return replace(letter, open=True, outcome=None, reason="", faults=0, due=at)


def closed(letter: Letter, outcome: Outcome, reason: str = "") -> Letter:
    """Note what came of it: it is not posted again."""
    return replace(letter, open=False, outcome=outcome, reason=reason)

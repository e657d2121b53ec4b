"""What the public states of calls and contributions are made of."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from chassis.changes import Text

Texts = tuple[Text, ...]


@dataclass(frozen=True)
class Tally:
    """How many think what of a contribution."""

    agree: int = 0
    disagree: int = 0
    pass_: int = 0


class ResourceType(StrEnum):
    """What kind of help is offered."""

    TIME = "time"
    SKILL = "skill"
    LANGUAGE = "language"
    SPACE = "space"
    EQUIPMENT = "equipment"
    NETWORK = "network"
    FUNDING = "funding"
    LIVED_EXPERIENCE = "lived_experience"


class OfferStatus(StrEnum):
    """Where an offer of help stands."""

    OFFERED = "offered"
    ASKED = "asked"
    CONFIRMED = "confirmed"
    USED = "used"
    EXPIRED = "expired"


class AskStatus(StrEnum):
    """What has become of one question to the giver."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    USED = "used"
    RELEASED = "released"
    TAKEN = "taken"
    """Another initiative was first, or it is not to be had any more; the giver is not bothered."""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """An initiative asks the giver for help; `id` is that of its match."""

    id: str
    initiative_id: str
    need_id: str
    status: AskStatus = AskStatus.ASKED
    asked_at: datetime
    answered_at: datetime | None = None
    amount: float = 0.0
    unit: Literal["hours", "things"] = "hours"
    thanks: Texts = ()


@dataclass(frozen=True)
class Offer:
    """What a resource is, so that it can be found; and who has asked for it."""

    resource_type: ResourceType
    languages: tuple[str, ...] = ()
    area: str | None = None
    availability: str | None = None
    times: tuple[str, ...] = ()
    """Parts of the week, such as `tuesday_evening`."""
    valid_from: date | None = None
    valid_to: date | None = None
    status: OfferStatus = OfferStatus.OFFERED
    asks: tuple[Ask, ...] = ()
    """The newest last, at most twenty."""

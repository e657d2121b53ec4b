"""What can happen to calls and contributions, and the public state that travels with it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from chassis.changes import Text, Visibility
from chassis.events import event

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
    """Another initiative was first; the giver is not bothered."""


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


@dataclass(frozen=True, kw_only=True)
class IdeaState:
    """A contribution as others may see it, once it is public."""

    id: str
    revision: int
    edition: int
    process_id: str
    owner_department_id: str
    visibility: Visibility
    status: Literal[
        "submitted", "published", "rejected", "declined", "withdrawn", "quarantined", "archived"
    ]
    since: int
    participant_id: str
    tracking_hash: str
    kind: Literal["idea", "knowledge", "resource", "need", "experience"]
    title: Texts
    body: Texts
    language: str
    channel: str
    submitted_at: datetime
    updated_at: datetime
    tally: Tally
    reason: Texts
    call_id: str | None = None
    offer: Offer | None = None
    links: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class CallState:
    """A call as everyone sees it."""

    id: str
    revision: int
    edition: int
    process_id: str
    owner_department_id: str
    visibility: Visibility
    status: Literal["open", "closed"]
    since: int
    title: Texts
    body: Texts
    promise: Texts
    kinds: tuple[str, ...]
    stances: Literal["agree", "all"]
    closes_at: datetime | None = None


@event("dk.samskab.idea.submitted.v1", IdeaState)
@dataclass(frozen=True)
class IdeaSubmitted:
    """Somebody brought something; nobody outside sees it yet."""

    at: datetime


@event("dk.samskab.idea.published.v1", IdeaState)
@dataclass(frozen=True)
class IdeaPublished:
    """A moderator let everyone see it."""

    at: datetime


@event("dk.samskab.idea.rejected.v1", IdeaState)
@dataclass(frozen=True)
class IdeaRejected:
    """It will not be shown, and its giver can read why."""

    reason: Texts
    at: datetime


@event("dk.samskab.idea.declined.v1", IdeaState)
@dataclass(frozen=True)
class IdeaDeclined:
    """The municipality will not carry it out, and says why."""

    reason: Texts
    at: datetime


@event("dk.samskab.idea.withdrawn.v1", IdeaState)
@dataclass(frozen=True)
class IdeaWithdrawn:
    """Its giver took it back."""

    at: datetime


@event("dk.samskab.idea.quarantined.v1", IdeaState)
@dataclass(frozen=True)
class IdeaQuarantined:
    """It was put aside until a person has looked at it."""

    at: datetime


@event("dk.samskab.idea.corrected.v1", IdeaState)
@dataclass(frozen=True)
class IdeaCorrected:
    """Its giver changed the words; it waits for a moderator."""

    at: datetime


@event("dk.samskab.idea.supported.v1", IdeaState)
@dataclass(frozen=True)
class IdeaSupported:
    """The tally of those who think something of it has changed."""

    tally: Tally


@event("dk.samskab.call.opened.v1", CallState)
@dataclass(frozen=True)
class CallOpened:
    """A department asks for contributions."""

    at: datetime


@event("dk.samskab.call.closed.v1", CallState)
@dataclass(frozen=True)
class CallClosed:
    """No more contributions are taken."""

    at: datetime


@event("dk.samskab.call.reopened.v1", CallState)
@dataclass(frozen=True)
class CallReopened:
    """Contributions are taken again."""

    at: datetime


@event("dk.samskab.offer.asked.v1", IdeaState)
@dataclass(frozen=True)
class OfferAsked:
    """An initiative asks the giver for help; only the giver can say yes."""

    match_id: str
    initiative_id: str
    at: datetime


@event("dk.samskab.offer.taken.v1", IdeaState)
@dataclass(frozen=True)
class OfferTaken:
    """An initiative asked for what another has asked for already; its giver is not bothered."""

    match_id: str
    initiative_id: str
    at: datetime


@event("dk.samskab.offer.confirmed.v1", IdeaState)
@dataclass(frozen=True)
class OfferConfirmed:
    """The giver said yes."""

    match_id: str
    initiative_id: str
    at: datetime


@event("dk.samskab.offer.refused.v1", IdeaState)
@dataclass(frozen=True)
class OfferRefused:
    """The giver said no this time; others may ask."""

    match_id: str
    initiative_id: str
    at: datetime


@event("dk.samskab.offer.used.v1", IdeaState)
@dataclass(frozen=True)
class OfferUsed:
    """Help was given, counted and thanked for."""

    match_id: str
    initiative_id: str
    amount: float
    unit: str
    at: datetime


@event("dk.samskab.offer.released.v1", IdeaState)
@dataclass(frozen=True)
class OfferReleased:
    """It is not needed there any more and can be found by others again."""

    match_id: str
    initiative_id: str
    at: datetime


@event("dk.samskab.offer.expired.v1", IdeaState)
@dataclass(frozen=True)
class OfferExpired:
    """The day until which it was offered has passed."""

    at: datetime

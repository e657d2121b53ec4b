"""What givers hand in: contributions before anything has happened to them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from chassis.errors import Unfit
from ideas.events import Offer, OfferStatus, ResourceType, Texts

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PARTS = ("morning", "afternoon", "evening")
TIMES = tuple(f"{weekday}_{part}" for weekday in WEEKDAYS for part in PARTS)
"""The parts of a week in which help can be given."""
PLAIN = Offer(ResourceType.TIME)
"""What a resource is when its giver has not said."""


class Kind(StrEnum):
    """What somebody brings."""

    IDEA = "idea"
    KNOWLEDGE = "knowledge"
    RESOURCE = "resource"
    NEED = "need"
    EXPERIENCE = "experience"


class Channel(StrEnum):
    """How it reached the municipality."""

    WEB = "web"
    WORKSHOP = "workshop"
    PAPER = "paper"
    PHONE = "phone"
    SMS = "sms"
    ASSISTED = "assisted"
    API = "api"


class AgeBand(StrEnum):
    """How old the giver is; unknown is treated as under 15 (databeskyttelsesloven § 6)."""

    UNKNOWN = "unknown"
    UNDER_15 = "under_15"
    FROM_15 = "15_to_17"
    ADULT = "18_or_more"


@dataclass(frozen=True)
class Consent:
    """What the giver agreed to, in which words and when."""

    purpose: str
    text_version: str
    lang: str
    at: datetime


@dataclass(frozen=True)
class OnBehalfOf:
    """For whom somebody else wrote it down."""

    relation: str
    consent: str


@dataclass(frozen=True)
class Reply:
    """What a giver wrote back to a no, for the municipality alone."""

    body: Texts
    at: datetime


@dataclass(frozen=True, kw_only=True)
class NewIdea:
    """What a giver hands in, whichever way it comes."""

    title: Texts
    body: Texts
    language: str
    kind: Kind = Kind.IDEA
    call_id: str | None = None
    process_id: str | None = None
    channel: Channel = Channel.WEB
    age_band: AgeBand = AgeBand.UNKNOWN
    consents: tuple[Consent, ...] = ()
    on_behalf_of: OnBehalfOf | None = None
    offer: Offer | None = None
    reference: str | None = None
    tracking_hash: str | None = None


def offered(new: NewIdea, today: date) -> Offer | None:
    """Return what is offered as it is kept; only a resource offers something."""
    if new.kind is not Kind.RESOURCE:
        if new.offer:
            raise Unfit("Only an offer of help can say this.", pointer="/offer")
        return None
    offer = new.offer or PLAIN
    if offer.valid_to and offer.valid_to < (offer.valid_from or offer.valid_to):
        raise Unfit("It cannot end before it begins.", pointer="/offer/validTo")
    if offer.valid_to and offer.valid_to < today:
        raise Unfit("This day has passed.", pointer="/offer/validTo")
    given = set(offer.times)
    return replace(
        offer,
        languages=_spoken(offer.languages),
        times=tuple(each for each in TIMES if each in given),
        status=OfferStatus.OFFERED,
        asks=(),
    )


def _spoken(languages: Sequence[str]) -> tuple[str, ...]:
    """Whoever speaks a language of one country is found by the language alone as well."""
    every = [tag for lang in languages for tag in (lang, lang.partition("-")[0])]
    return tuple(dict.fromkeys(every))

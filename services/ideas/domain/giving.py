"""What givers hand in: contributions before anything has happened to them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ideas.events import Offer, Texts


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

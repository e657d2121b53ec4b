"""What can happen to an offer of help: facts of the contribution that it is."""

from dataclasses import dataclass
from datetime import datetime

from chassis.events import event
from ideas.events.ideas import IdeaState


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
    """An initiative asked for what another has, or nobody can have; its giver is not bothered."""

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
    """Help was given, counted and thanked for; `amount` is all of it so far."""

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

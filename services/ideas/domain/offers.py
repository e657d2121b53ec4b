"""An offer of help: who has asked for it, what its giver said, and what was used.

What initiatives do is read off the newest state of each, so that hearing of it twice, late or
out of turn ends in the same offer. Only the giver's own answers come from here.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from chassis.errors import NotOpen, NotThere
from ideas.domain.neighbours import Match
from ideas.events import (
    Ask,
    AskStatus,
    Offer,
    OfferAsked,
    OfferConfirmed,
    OfferExpired,
    OfferRefused,
    OfferReleased,
    OfferStatus,
    OfferTaken,
    OfferUsed,
)

OPEN = (AskStatus.USED, AskStatus.CONFIRMED, AskStatus.ASKED)
"""What keeps an offer from others, the strongest first."""
EXPIRES = (OfferStatus.OFFERED, OfferStatus.ASKED)
MOST_ASKS = 20


@dataclass(frozen=True)
class Told:
    """An offer after something has happened, and the facts that tell of it."""

    offer: Offer
    facts: tuple[object, ...] = ()

    def then(self, offer: Offer, *facts: object) -> "Told":
        """Return what is told when this happens as well."""
        return Told(_standing(offer), self.facts + facts)


def lasts(offer: Offer, today: date) -> bool:
    """Tell whether it can be had today."""
    within = offer.valid_to is None or today <= offer.valid_to
    return within and offer.status is not OfferStatus.EXPIRED


def open_asks(offer: Offer, initiative_id: str = "") -> list[Ask]:
    """Return the questions that keep it from others; those of one initiative where one is named."""
    every = [ask for ask in offer.asks if ask.status in OPEN]
    return [ask for ask in every if initiative_id in ("", ask.initiative_id)]


def follow(offer: Offer, initiative_id: str, match: Match, can_be_had: bool, at: datetime) -> Told:
    """Do what follows from what an initiative says of one match; nothing where it is known."""
    told, ask = Told(offer), _find(offer, match.id)
    if ask is None:
        free = can_be_had and len(open_asks(offer)) == len(open_asks(offer, initiative_id))
        ask = _new(initiative_id, match, free)
        fact = OfferAsked if free else OfferTaken
        told = told.then(_put(offer, ask), fact(ask.id, initiative_id, at))
    if _is_news(ask, match):
        ask = _used(ask, match)
        used = OfferUsed(ask.id, initiative_id, ask.amount, ask.unit, at)
        told = told.then(_put(told.offer, ask), used)
    if match.status == "freed" and ask.status in OPEN:
        told = _released(told, ask, at)
    return told


def _new(initiative_id: str, match: Match, free: bool) -> Ask:
    return Ask(
        id=match.id,
        initiative_id=initiative_id,
        need_id=match.need_id,
        status=AskStatus.ASKED if free else AskStatus.TAKEN,
        asked_at=match.asked_at,
    )


def _used(ask: Ask, match: Match) -> Ask:
    counted = replace(ask, amount=match.amount, unit=match.unit, thanks=match.thanks)
    return replace(counted, status=AskStatus.USED)


def _is_news(ask: Ask, match: Match) -> bool:
    """Help counts only after the giver's yes."""
    counted = (match.amount, match.unit, match.thanks)
    said_yes = ask.status in (AskStatus.CONFIRMED, AskStatus.USED)
    return said_yes and match.amount > 0 and counted != (ask.amount, ask.unit, ask.thanks)


def let_go(offer: Offer, at: datetime, initiative_id: str = "") -> Told:
    """Release the questions that are open; those of one initiative where one is named."""
    told = Told(offer)
    for ask in open_asks(offer, initiative_id):
        told = _released(told, ask, at)
    return told


def _released(told: Told, ask: Ask, at: datetime) -> Told:
    free = _put(told.offer, replace(ask, status=AskStatus.RELEASED))
    return told.then(free, OfferReleased(ask.id, ask.initiative_id, at))


def confirm(offer: Offer, match_id: str, at: datetime) -> Told:
    """Say yes to one question, which is as good as it was said."""
    ask = _asked(offer, match_id)
    if ask.status in (AskStatus.CONFIRMED, AskStatus.USED):
        return Told(offer)
    if ask.status is not AskStatus.ASKED:
        raise NotOpen("Your help is not asked for there any more.")
    yes = replace(ask, status=AskStatus.CONFIRMED, answered_at=at)
    return Told(offer).then(_put(offer, yes), OfferConfirmed(ask.id, ask.initiative_id, at))


def refuse(offer: Offer, match_id: str, at: datetime) -> Told:
    """Say no to one question, also after a yes as long as no help was given; others may ask."""
    ask = _asked(offer, match_id)
    if ask.status is AskStatus.REFUSED:
        return Told(offer)
    if ask.status not in (AskStatus.ASKED, AskStatus.CONFIRMED):
        raise NotOpen("Your help is not asked for there any more.")
    no = replace(ask, status=AskStatus.REFUSED, answered_at=at)
    return Told(offer).then(_put(offer, no), OfferRefused(ask.id, ask.initiative_id, at))


def expire(offer: Offer, at: datetime, today: date) -> Told:
    """Let it go after its last day, unless its giver has said yes to somebody."""
    if offer.status not in EXPIRES or lasts(offer, today):
        return Told(offer)
    told = let_go(offer, at)
    gone = replace(told.offer, status=OfferStatus.EXPIRED)
    return told.then(gone, OfferExpired(at))


def shortened(offer: Offer) -> tuple[Offer, datetime | None]:
    """Return it with the newest questions alone, and when the last was asked that is let go of."""
    asks, past = list(offer.asks), None
    while len(asks) > MOST_ASKS:
        oldest = next((ask for ask in asks if ask.status not in OPEN), None)
        if oldest is None:
            break
        asks.remove(oldest)
        past = oldest.asked_at
    return replace(offer, asks=tuple(asks)), past


def _asked(offer: Offer, match_id: str) -> Ask:
    ask = _find(offer, match_id)
    if ask is None or ask.status is AskStatus.TAKEN:
        raise NotThere("Nobody has asked you this.")
    return ask


def _find(offer: Offer, match_id: str) -> Ask | None:
    return next((ask for ask in offer.asks if ask.id == match_id), None)


def _put(offer: Offer, ask: Ask) -> Offer:
    others = [each for each in offer.asks if each.id != ask.id]
    every = sorted([*others, ask], key=lambda each: (each.asked_at, each.id))
    return replace(offer, asks=tuple(every))


def _standing(offer: Offer) -> Offer:
    """Its status follows from the questions: the strongest that is open, else it is free."""
    if offer.status is OfferStatus.EXPIRED:
        return offer
    there = {ask.status for ask in offer.asks}
    strongest = next((status for status in OPEN if status in there), None)
    return replace(offer, status=OfferStatus(strongest) if strongest else OfferStatus.OFFERED)

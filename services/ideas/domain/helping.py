"""What happens to an offer of help, as changes of the contribution that it is."""

from dataclasses import replace
from datetime import datetime

from chassis.changes import Change
from chassis.clock import day
from ideas.domain import offers
from ideas.domain.giving import PLAIN, Kind
from ideas.domain.ideas import Idea, Status
from ideas.domain.neighbours import Initiative
from ideas.domain.offers import Told
from ideas.events import Offer

STOPPED = "stopped"
TO_BE_HAD = (Status.SUBMITTED, Status.PUBLISHED)
"""One whose words were corrected waits for a moderator and is still offered."""


def follow(idea: Idea, initiative: Initiative, at: datetime) -> Change[Idea]:
    """Do what follows from the newest state of an initiative; nothing where it is known."""
    told = Told(_of(idea))
    if idea.kind is not Kind.RESOURCE:
        return Change(idea, ())
    can_be_had = idea.status in TO_BE_HAD and offers.lasts(told.offer, day(at))
    known = {ask.id for ask in told.offer.asks}
    for match in sorted(initiative.matches, key=lambda each: (each.asked_at, each.id)):
        long_past = idea.asks_past is not None and match.asked_at <= idea.asks_past
        if match.idea_id == idea.id and (match.id in known or not long_past):
            more = offers.follow(told.offer, initiative.id, match, can_be_had, at)
            told = told.then(more.offer, *more.facts)
    if initiative.status == STOPPED:
        more = offers.let_go(told.offer, at, initiative.id)
        told = told.then(more.offer, *more.facts)
    return _change(idea, told)


def let_go(idea: Idea, initiative_id: str, at: datetime) -> Change[Idea]:
    """Be free of an initiative that has stopped and does not show more of itself."""
    return _change(idea, offers.let_go(_of(idea), at, initiative_id))


def confirm(idea: Idea, match_id: str, at: datetime) -> Change[Idea]:
    """Say yes to an initiative that asks; only the giver can."""
    return _change(idea, offers.confirm(_of(idea), match_id, at))


def refuse(idea: Idea, match_id: str, at: datetime) -> Change[Idea]:
    """Say no to an initiative that asks; only the giver can."""
    return _change(idea, offers.refuse(_of(idea), match_id, at))


def expire(idea: Idea, at: datetime) -> Change[Idea]:
    """Let the offer go if its last day has passed and nobody counts on it."""
    return _change(idea, offers.expire(_of(idea), at, day(at)))


def _of(idea: Idea) -> Offer:
    return idea.offer or PLAIN


def _change(idea: Idea, told: Told) -> Change[Idea]:
    if not told.facts:
        return Change(idea, ())
    offer, past = offers.shortened(told.offer)
    known = [each for each in (past, idea.asks_past) if each]  # one asked long ago may go last
    return Change(replace(idea, offer=offer, asks_past=max(known, default=None)), told.facts)

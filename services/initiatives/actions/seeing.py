"""Initiatives as a caller sees them: with what few are behind only for those who work with them,
and with what the givers of help have said, read from our copies of their offers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chassis.changes import Text
from chassis.clock import day
from chassis.codec import load, moment
from chassis.identity import Caller
from chassis.stores import Body, Store
from initiatives.domain.indicators import opened
from initiatives.domain.initiatives import Initiative
from initiatives.domain.matches import Said
from initiatives.domain.milestones import overdue
from initiatives.events.parts import Match, Milestone, Texts


@dataclass(frozen=True)
class Given:
    """An offer of help that was asked for: what its giver said, and what it is."""

    match: Match
    said: Said
    answered_at: datetime | None = None
    title: Texts = ()
    """Nothing where the offer may not be seen any more."""
    offer: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Seen:
    """One initiative as one caller sees it."""

    initiative: Initiative
    inside: bool
    """Whether the caller works with it, and sees what few people are behind."""
    given: tuple[Given, ...]
    overdue: tuple[Milestone, ...]


def works_with(caller: Caller, initiative: Initiative) -> bool:
    """Tell whether a caller is of a department that owns it or has a part in it.

    One that said no still sees the initiative, and no longer what few people are behind.
    """
    own = {initiative.owner_department_id, *initiative.parties}
    return caller.may("read") and not own.isdisjoint(caller.departments)


@dataclass(frozen=True)
class Seeing:
    """What initiatives look like, with what we keep of others beside them."""

    store: Store
    now: Callable[[], datetime]

    def of(self, caller: Caller, several: Sequence[Initiative]) -> list[Seen]:
        """Return them as this caller sees them, in one look at the copies."""
        ids = dict.fromkeys(match.idea_id for each in several for match in each.matches)
        copies = self.copies(list(ids))
        today = day(self.now())
        found = []
        for each in several:
            inside = works_with(caller, each)
            given = tuple(given_of(m, copies.get(m.idea_id)) for m in each.matches)
            shown = opened(each) if inside else each
            found.append(Seen(shown, inside, given, overdue(each, today)))
        return found

    def copies(self, ids: Sequence[str]) -> dict[str, Body]:
        """Return what is known of these contributions, by id."""
        docs = self.store.get_many("copy_idea", ids) if ids else {}
        return {id: doc.body for id, doc in docs.items()}


def given_of(match: Match, copy: Body | None) -> Given:
    """Return what the giver of an offer has said to being asked, as far as we have heard."""
    if copy is None:
        return Given(match, Said.ON_ITS_WAY)
    if not public(copy):
        return Given(match, Said.GONE)
    title = tuple(load(Text, text) for text in copy.get("title", ()))
    offer = copy.get("offer") or {}
    ask = next((each for each in offer.get("asks", ()) if each["id"] == match.id), None)
    if ask is None:
        return Given(match, Said.ON_ITS_WAY, None, title, offer)
    at = moment(ask["answeredAt"]) if ask.get("answeredAt") else None
    return Given(match, said_by(ask["status"]), at, title, offer)


def said_by(status: str) -> Said:
    """Return what a giver has said; a word of a later version counts as still on its way."""
    return Said(status) if status in set(Said) else Said.ON_ITS_WAY


def on_offer(copy: Body) -> bool:
    """Tell whether what a copy offers may be asked for: not where the answer to it was a no."""
    return public(copy) and copy.get("status") == "published"


def public(copy: Body) -> bool:
    """Tell whether everyone may see what we know of a neighbour's thing."""
    return not copy.get("withheld") and copy.get("visibility") == "public"

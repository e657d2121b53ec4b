"""Offers of help that are asked for a need. What the giver says is the offer's own state."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from chassis.changes import Change
from chassis.errors import NotOpen, Unfit
from initiatives.domain.initiatives import Initiative
from initiatives.domain.parts import added, exchanged, part
from initiatives.events.initiatives import MatchAsked, MatchFreed, MatchUsed
from initiatives.events.parts import Match, Texts, Unit

MOST = 200


class Said(StrEnum):
    """What the giver of an offer has said to being asked, as far as we have heard."""

    ON_ITS_WAY = "on_its_way"
    ASKED = "asked"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    USED = "used"
    RELEASED = "released"
    TAKEN = "taken"
    GONE = "gone"
    """The giver has taken the offer back, or it may not be seen any more."""


def ask(
    initiative: Initiative, need_id: str, idea_id: str, id: str, *, offered: bool, at: datetime
) -> Change[Initiative]:
    """Ask the giver of an offer for help; they are told whom to contact, never the other way."""
    if initiative.ended:
        raise NotOpen("It has ended already.")
    if not initiative.public:
        raise NotOpen("Publish the initiative first, so that the giver can read about it.")
    if not initiative.contact:
        raise NotOpen("Say first whom the giver is to contact: an office or a function.")
    need = next((each for each in initiative.needs if each.id == need_id), None)
    if need is None:
        raise Unfit("This initiative has no need with this id.", pointer="/needId")
    if need.closed:
        raise NotOpen("This need is closed already.")
    if any(each.idea_id == idea_id and each.status != "freed" for each in initiative.matches):
        raise NotOpen("This offer was asked for here already.")
    if not offered:
        raise NotOpen("This offer cannot be asked for now; perhaps another was first.")
    match = Match(id=id, need_id=need_id, idea_id=idea_id, asked_at=at)
    matches = added(initiative.matches, match, MOST)
    return Change(replace(initiative, matches=matches), (MatchAsked(id, idea_id, at),))


def use(
    initiative: Initiative,
    id: str,
    amount: float,
    unit: Unit,
    thanks: Texts,
    *,
    said: Said,
    at: datetime,
) -> Change[Initiative]:
    """Count help that was given, on top of what was given before, and thank for it."""
    match = _open(initiative, id)
    if said not in (Said.CONFIRMED, Said.USED):
        raise NotOpen("Its giver has not said yes.")
    amount = round(amount, 2)
    if amount <= 0:
        raise Unfit("Say how much was given.", pointer="/amount")
    if match.amount and unit is not match.unit:
        raise Unfit(
            "What this giver gives is counted in hours."
            if match.unit is Unit.HOURS
            else "What this giver gives is counted in things.",
            pointer="/unit",
        )
    used = replace(
        match,
        status="used",
        amount=round(match.amount + amount, 2),
        unit=unit,
        thanks=thanks or match.thanks,
    )
    fact = MatchUsed(id, match.idea_id, amount, unit, at)
    return Change(_with(initiative, used), (fact,))


def free(initiative: Initiative, id: str, at: datetime) -> Change[Initiative]:
    """Let an offer go, so that others can find it."""
    match = _open(initiative, id)
    fact = MatchFreed(id, match.idea_id, at)
    return Change(_with(initiative, replace(match, status="freed")), (fact,))


def freed(
    matches: tuple[Match, ...], at: datetime
) -> tuple[tuple[Match, ...], tuple[MatchFreed, ...]]:
    """Return all matches let go, and the facts that tell of those that were not before."""
    facts = [MatchFreed(each.id, each.idea_id, at) for each in matches if each.status != "freed"]
    return tuple(replace(each, status="freed") for each in matches), tuple(facts)


def _open(initiative: Initiative, id: str) -> Match:
    match = part(initiative.matches, id)
    if match.status == "freed":
        raise NotOpen("This offer was let go already.")
    return match


def _with(initiative: Initiative, match: Match) -> Initiative:
    return replace(initiative, matches=exchanged(initiative.matches, match))

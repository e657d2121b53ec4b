"""What somebody thinks of a contribution: once for each participant, and it can be changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chassis.errors import NotOpen, Unfit
from ideas.domain.calls import Call, Stances
from ideas.domain.giving import Kind
from ideas.domain.ideas import Idea, Status
from ideas.events import Tally


class Stance(StrEnum):
    """What somebody thinks of it; `none` is what is left when a support is taken back."""

    AGREE = "agree"
    DISAGREE = "disagree"
    PASS = "pass"
    NONE = "none"


class Counted(StrEnum):
    """Whether a support is in the tally yet; `waiting` for an idea that has not arrived."""

    NOT_YET = "not_yet"
    DONE = "done"
    WAITING = "waiting"


@dataclass(frozen=True, kw_only=True)
class Support:
    """One participant's stance on one contribution."""

    idea_id: str
    participant_id: str
    process_id: str
    stance: Stance
    at: datetime
    counted: Counted = Counted.NOT_YET


def allowed(idea: Idea, call: Call | None) -> frozenset[Stance]:
    """Return the stances that count: nobody votes against an experience or an offer."""
    if idea.kind is Kind.IDEA and call is not None and call.stances is Stances.ALL:
        return frozenset((Stance.AGREE, Stance.DISAGREE, Stance.PASS))
    return frozenset((Stance.AGREE,))


def check_support(idea: Idea, call: Call | None, stance: Stance) -> None:
    """Refuse a stance that would not count."""
    if idea.status is not Status.PUBLISHED:
        raise NotOpen("Only what is published and not yet answered can be supported.")
    if stance is not Stance.NONE and stance not in allowed(idea, call):
        raise Unfit("Here people can only agree.", pointer="/stance")


def counted(idea: Idea, call: Call | None, found: Mapping[str, int]) -> Tally:
    """Return the tally of what may count."""
    may = allowed(idea, call)
    n = {stance: found.get(stance.value, 0) for stance in may}
    return Tally(n.get(Stance.AGREE, 0), n.get(Stance.DISAGREE, 0), n.get(Stance.PASS, 0))

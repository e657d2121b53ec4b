"""Offers of help: found by everyone, asked for by initiatives, answered by their givers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chassis.aggregates import Aggregates
from chassis.changes import Cause, Change
from chassis.clock import day
from chassis.errors import Forbidden, NotThere, Unknown
from chassis.identity import NOBODY, Caller, visible_to
from chassis.stores import Condition, Op, Order, Where
from ideas.actions.ideas import participant_of
from ideas.domain import helping
from ideas.domain.giving import Kind
from ideas.domain.ideas import Idea, Status
from ideas.domain.neighbours import Initiative, seen
from ideas.domain.offers import EXPIRES
from ideas.events import Ask, AskStatus

ORDER: Order = (("submittedAt", -1),)
SOONEST: Order = (("offer.validTo", 1),)
AT_ONCE = 500
ASKED_FOR: dict[str, tuple[str, Op]] = {
    "language": ("offer.languages", "has"),
    "time": ("offer.times", "has"),
    "area": ("offer.area", "text"),
    "type": ("offer.resourceType", "eq"),
    "status": ("offer.status", "eq"),
    "statuses": ("offer.status", "in"),
    "q": ("*", "text"),
}


@dataclass(frozen=True)
class Asked:
    """A question to the giver, and who asks as far as that is public."""

    ask: Ask
    initiative: Initiative | None


@dataclass(frozen=True)
class Offers:
    """All offers of help in this instance: contributions of the kind `resource`."""

    kept: Aggregates[Idea]
    now: Callable[[], datetime]

    def page(
        self, wanted: dict[str, Any], limit: int, after: str | None
    ) -> tuple[list[Idea], str | None]:
        """Return a page of public offers, the newest first; they are the same for everyone."""
        return self.kept.find(_where(wanted), ORDER, limit, after, visible_to(NOBODY))

    def count(self, wanted: dict[str, Any]) -> int:
        """Return how many of them there are."""
        return self.kept.store.count("idea", (*visible_to(NOBODY).where, *_where(wanted)))

    def get(self, caller: Caller, id: str) -> Idea:
        """Return one, or raise `NotThere`."""
        idea = self.kept.get(id, visible_to(caller))
        if idea.kind is not Kind.RESOURCE:
            raise NotThere("There is no offer of help with this id.")
        return idea

    def asked(self, idea: Idea) -> list[Asked]:
        """Return what its giver was asked, the newest first."""
        asks = [a for a in idea.offer.asks if a.status is not AskStatus.TAKEN] if idea.offer else []
        there = self.kept.store.get_many("copy_initiative", [ask.initiative_id for ask in asks])
        known = {id: seen(Initiative, copy.body) for id, copy in there.items()}
        return [Asked(ask, known.get(ask.initiative_id)) for ask in reversed(asks)]

    def answer(self, cause: Cause, id: str, match_id: str, yes: bool) -> Idea:
        """Let the giver, who has shown the tracking code, say yes or no."""
        decide = helping.confirm if yes else helping.refuse
        return self.kept.change(id, cause, lambda idea: decide(idea, match_id, self.now()))

    def answer_as(
        self, caller: Caller, who: str, cause: Cause, id: str, match_id: str, yes: bool
    ) -> Idea:
        """Let the giver, who has signed in, say yes or no."""
        idea = self.kept.get(id)
        if not _gave(caller, who, idea):
            self.get(caller, id)
            if caller.kind == "nobody":
                raise Unknown("Sign in, or answer with your tracking code.")
            raise Forbidden("Only whoever offered this help can answer.")
        return self.answer(cause, id, match_id, yes)

    def hear(self, cause: Cause, initiative_id: str) -> None:
        """Do what follows from the newest that is known of an initiative, for all its offers."""
        try:
            body = self.kept.store.get("copy_initiative", initiative_id).body
        except NotThere:
            return
        initiative = seen(Initiative, body)
        if initiative:
            for id in dict.fromkeys(match.idea_id for match in initiative.matches):
                self._follow(id, cause, initiative)
        elif body["status"] == helping.STOPPED:
            self._let_go(initiative_id, cause)

    def _follow(self, id: str, cause: Cause, initiative: Initiative) -> None:
        def decide(idea: Idea) -> Change[Idea]:
            return helping.follow(idea, initiative, self.now())

        try:
            self.kept.change(id, cause, decide)
        except NotThere:
            return  # another instance's

    def _let_go(self, initiative_id: str, cause: Cause) -> None:
        """Free the offers of an initiative that shows nothing more of itself."""

        def decide(idea: Idea) -> Change[Idea]:
            return helping.let_go(idea, initiative_id, self.now())

        asked: Where = [("offer.asks.initiativeId", "has", initiative_id)]
        after: str | None = None
        while True:
            page = self.kept.store.find("idea", asked, (), AT_ONCE, after)
            for doc in page.items:
                self.kept.change(doc.id, cause, decide)
            after = page.next
            if after is None:
                return

    def expire(self) -> int:
        """Let go of offers whose last day has passed; tell how many were looked at."""
        today = day(self.now()).isoformat()
        due: Where = [
            ("status", "in", [each.value for each in helping.TO_BE_HAD]),
            ("offer.status", "in", [each.value for each in EXPIRES]),
            ("offer.validTo", "lt", today),
        ]
        found = self.kept.store.find("idea", due, SOONEST, AT_ONCE).items
        for doc in found:
            cause = Cause(id=f"expiry/{doc.id}", by_people=False)
            self.kept.change(doc.id, cause, lambda idea: helping.expire(idea, self.now()))
        return len(found)


def _where(wanted: dict[str, Any]) -> list[Condition]:
    told = [(*ASKED_FOR[name], value) for name, value in wanted.items() if value]
    shown: Condition = ("status", "eq", Status.PUBLISHED.value)
    return [("kind", "eq", Kind.RESOURCE.value), shown, *told]


def _gave(caller: Caller, who: str, idea: Idea) -> bool:
    """Tell whether this is the person who gave it; whoever wrote it down for another is not."""
    mine = participant_of("", None, idea.process_id, who) if who else ""
    return caller.kind == "person" and idea.on_behalf_of is None and mine == idea.participant_id

"""What came of a contribution, walked forward through the copies of what others have published."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from chassis.stores import Store, Where
from ideas.domain import outcomes
from ideas.domain.ideas import Idea
from ideas.domain.neighbours import Evidence, Initiative, Insight, Journey, Opportunity, seen
from ideas.domain.outcomes import Outcome
from ideas.events import Ask

V = TypeVar("V")
MOST = 50
"""So many things of one kind are told of at most."""


@dataclass(frozen=True)
class Outcomes:
    """The red thread as the giver of a contribution reads it. Nothing of it is stored."""

    store: Store

    def of(self, idea: Idea) -> list[Outcome]:
        """Return what came of it, as far as it is public."""
        quoting = self._found(Evidence, "evidence", [("ideaId", "eq", idea.id)])
        quoting = [each for each in quoting if each.status == "published"]
        learnt = self._behind(Insight, "insight", "evidenceIds", [e.id for e in quoting])
        learnt = [each for each in learnt if each.status == "published"]
        asked = self._behind(Opportunity, "opportunity", "insightIds", [i.id for i in learnt])
        journeys = self._journeys({step for each in quoting for step in each.step_ids})
        return [
            *(outcomes.of_evidence(each, journeys) for each in quoting),
            *map(outcomes.of_insight, learnt),
            *map(outcomes.of_opportunity, asked),
            *self._initiatives(idea, asked),
        ]

    def any(self, idea: Idea) -> bool:
        """Tell whether anything came of it that everyone may see."""
        return any(outcome.seen for outcome in self.of(idea))

    def _initiatives(self, idea: Idea, asked: list[Opportunity]) -> list[Outcome]:
        used = _by_initiative(idea.offer.asks if idea.offer else ())
        found = {i.id: i for i in self._behind(Initiative, "initiative", "ideaIds", [idea.id])}
        answering = [each.id for each in asked]
        for each in self._behind(Initiative, "initiative", "opportunityIds", answering):
            found[each.id] = each
        hidden = []
        there = self.store.get_many("copy_initiative", list(used))
        for id, asks in used.items():
            copy = there.get(id)
            shown = seen(Initiative, copy.body) if copy else None
            if shown:
                found[id] = shown
            else:
                hidden.append(outcomes.of_hidden(id, asks))
        return [*(outcomes.of_initiative(each, idea.id) for each in found.values()), *hidden]

    def _journeys(self, steps: set[str]) -> dict[str, Journey]:
        """Return public journeys by their steps; a step is in one journey."""
        found = self._behind(Journey, "journey", "stages.steps.id", sorted(steps))
        every = [(step.id, j) for j in found for stage in j.stages for step in stage.steps]
        return {id: journey for id, journey in every if id in steps}

    def _behind(self, view: type[V], kind: str, list_: str, ids: list[str]) -> list[V]:
        return self._found(view, kind, [(list_, "any", ids)]) if ids else []

    def _found(self, view: type[V], kind: str, where: Where) -> list[V]:
        docs = self.store.find(f"copy_{kind}", where, (), MOST).items
        return [shown for doc in docs if (shown := seen(view, doc.body))]


def _by_initiative(asks: Iterable[Ask]) -> dict[str, list[Ask]]:
    found: dict[str, list[Ask]] = {}
    for ask in asks:
        if ask.amount > 0:
            found.setdefault(ask.initiative_id, []).append(ask)
    return found

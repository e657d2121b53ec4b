"""What initiatives lack, and which offers of help suit it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chassis.changes import Cause, Text
from chassis.clock import day
from chassis.codec import load
from chassis.identity import Caller
from chassis.stores import Condition, Doc, Order, Store
from initiatives.actions.initiatives import Initiatives
from initiatives.actions.processes import part_ids
from initiatives.actions.seeing import on_offer
from initiatives.domain import needs as domain
from initiatives.domain.initiatives import Initiative
from initiatives.domain.needs import Code, NewNeed, Offered, Reason
from initiatives.domain.parts import part
from initiatives.events.parts import Need, Texts

NEWEST: Order = (("submittedAt", -1),)
LOOK_AT = 100
"""How many offers are looked at for each thing that is wished for."""


@dataclass(frozen=True)
class Suggestion:
    """An offer of help that suits a need, and why."""

    idea_id: str
    title: Texts
    body: Texts
    language: str
    offer: Mapping[str, Any]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Needs:
    """The needs of all initiatives."""

    initiatives: Initiatives
    store: Store
    now: Callable[[], datetime]

    def state(self, caller: Caller, cause: Cause, id: str, new: NewNeed) -> tuple[Initiative, str]:
        """Say what is lacking; gives the need's id."""
        made = part_ids(cause, "need", id)()
        return self.initiatives.steer(
            caller, cause, id, lambda i: domain.state_need(i, new, made, self.now())
        ), made

    def close(self, caller: Caller, cause: Cause, id: str, need_id: str) -> Initiative:
        """Say that it is not lacking any more."""
        return self.initiatives.steer(
            caller, cause, id, lambda i: domain.close_need(i, need_id, self.now())
        )

    def suggestions(
        self, caller: Caller, id: str, need_id: str, limit: int = 20
    ) -> list[Suggestion]:
        """Return offers that suit a need and can be asked for, with the reasons; best first."""
        initiative = self.initiatives.get(caller, id)
        need = part(initiative.needs, need_id)
        asked = {match.idea_id for match in initiative.matches if match.status != "freed"}
        found: dict[str, Suggestion] = {}
        for codes in domain.wishes(need):
            best = sum(_weight(each) >= domain.weight(codes) for each in found.values())
            if best >= limit:
                break
            for doc in self._looked_up(need, codes):
                if doc.id not in found and doc.id not in asked:
                    found |= self._suited(need, doc)
        return sorted(found.values(), key=_rank, reverse=True)[:limit]

    def _looked_up(self, need: Need, codes: tuple[Code, ...]) -> Iterator[Doc]:
        where: list[Condition] = [("offer.status", "eq", "offered")]
        wishes: dict[Code, Condition] = {
            "language": ("offer.languages", "any", list(need.languages)),
            "time": ("offer.times", "any", list(need.times)),
            "area": ("offer.area", "text", need.area),
            "type": ("offer.resourceType", "eq", need.resource_type.value),
        }
        where += [wishes[code] for code in codes]
        yield from self.store.find("copy_idea", where, NEWEST, LOOK_AT).items

    def _suited(self, need: Need, doc: Doc) -> dict[str, Suggestion]:
        """Return the offer as a suggestion, or nothing where it is over or does not suit."""
        body, offered = doc.body, load(Offered, doc.body["offer"])
        why = domain.reasons(need, offered)
        if not on_offer(body) or not domain.holds(offered, day(self.now())) or not why:
            return {}
        title, words = _texts(body, "title"), _texts(body, "body")
        return {
            doc.id: Suggestion(doc.id, title, words, body.get("language", ""), body["offer"], why)
        }


def _texts(body: Mapping[str, Any], field: str) -> Texts:
    return tuple(load(Text, text) for text in body.get(field, ()))


def _weight(suggestion: Suggestion) -> int:
    return domain.score(suggestion.reasons)[0]


def _rank(suggestion: Suggestion) -> tuple[int, int]:
    return domain.score(suggestion.reasons)

"""Evidence: what was seen and heard."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from chassis.changes import Cause, Change
from chassis.identity import Caller
from chassis.stores import Op, Where
from journeys.actions.journeys import Journeys
from journeys.actions.neighbours import every
from journeys.actions.owned import COMMON, Owned
from journeys.domain import evidence as domain
from journeys.domain.evidence import Evidence, EvidenceStatus, NewEvidence
from journeys.events.findings import EvidenceType


@dataclass(frozen=True)
class Evidences(Owned[Evidence]):
    """All evidence of this instance."""

    journeys: Journeys

    filters: ClassVar[dict[str, tuple[str, Op]]] = COMMON | {
        "type": ("type", "eq"),
        "idea": ("ideaId", "eq"),
        "step": ("stepIds", "has"),
        "persona": ("personaIds", "has"),
    }

    def record(self, caller: Caller, cause: Cause, new: NewEvidence) -> Evidence:
        """Write down what was seen or heard."""

        def decide(id: str, process: str, owner: str) -> Change[Evidence]:
            self._check(caller, vars(new))
            return domain.record(
                new, id=id, process_id=process, owner_department_id=owner, at=self.now()
            )

        return self._make(caller, cause, new.process_id, decide)

    def change(self, caller: Caller, cause: Cause, id: str, given: Mapping[str, Any]) -> Evidence:
        """Change it; only the fields that were given."""

        def decide(evidence: Evidence) -> Change[Evidence]:
            self._check(caller, given)
            return domain.change(evidence, given, self._public, self.now())

        return self.edit(caller, cause, id, decide)

    def publish(self, caller: Caller, cause: Cause, id: str) -> Evidence:
        """Let everyone see it."""
        return self.edit(caller, cause, id, lambda e: domain.publish(e, self._public, self.now()))

    def hide(self, cause: Cause, id: str) -> Evidence:
        """Keep a quote from others if what it quotes may not be seen."""
        return self.kept.change(id, cause, lambda e: domain.hide(e, self._public, self.now()))

    def hide_quotes(self, cause: Cause, idea_id: str) -> None:
        """Keep all quotes of a contribution from others if it may not be seen."""
        if self._public(idea_id):
            return
        where: Where = [
            ("ideaId", "eq", idea_id),
            ("type", "eq", EvidenceType.QUOTE.value),
            ("status", "eq", EvidenceStatus.PUBLISHED.value),
        ]
        for doc in every(self.kept.store, self.kept.kind, where):
            self.hide(cause, doc.id)

    def _public(self, idea_id: str) -> bool:
        return self.journeys.neighbours.is_public(idea_id)

    def _check(self, caller: Caller, named: Mapping[str, Any]) -> None:
        self.journeys.check_steps(caller, named.get("step_ids", ()), "/stepIds")
        self.journeys.personas.check(caller, named.get("persona_ids", ()), "/personaIds")

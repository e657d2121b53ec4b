"""Insights: what the evidence means."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from chassis.changes import Cause, Change
from chassis.identity import Caller
from chassis.stores import Op
from journeys.actions.evidence import Evidences
from journeys.actions.owned import COMMON, Owned
from journeys.domain import insights as domain
from journeys.domain.insights import Insight, NewInsight


@dataclass(frozen=True)
class Insights(Owned[Insight]):
    """All insights of this instance."""

    evidence: Evidences

    filters: ClassVar[dict[str, tuple[str, Op]]] = COMMON | {
        "type": ("type", "eq"),
        "evidence": ("evidenceIds", "has"),
        "step": ("stepIds", "has"),
        "persona": ("personaIds", "has"),
    }

    def find(self, caller: Caller, cause: Cause, new: NewInsight) -> Insight:
        """Write down a pattern in the evidence."""

        def decide(id: str, process: str, owner: str) -> Change[Insight]:
            self._check(caller, vars(new))
            return domain.find(
                new, id=id, process_id=process, owner_department_id=owner, at=self.now()
            )

        return self._make(caller, cause, new.process_id or self._process(caller, new), decide)

    def change(self, caller: Caller, cause: Cause, id: str, given: Mapping[str, Any]) -> Insight:
        """Change its words or what it builds on; only the fields that were given."""

        def decide(insight: Insight) -> Change[Insight]:
            self._check(caller, given)
            return domain.change(insight, given, self.now())

        return self.edit(caller, cause, id, decide)

    def publish(self, caller: Caller, cause: Cause, id: str) -> Insight:
        """Let everyone see it."""
        return self.edit(caller, cause, id, lambda i: domain.publish(i, self.now()))

    def retire(self, caller: Caller, cause: Cause, id: str) -> Insight:
        """Say that it does not hold any more."""
        return self.edit(caller, cause, id, lambda i: domain.retire(i, self.now()))

    def _process(self, caller: Caller, new: NewInsight) -> str | None:
        """Return the process of the first evidence: what follows from it belongs there too."""
        there = self.evidence.seen(caller, new.evidence_ids[:1])
        return next((each.process_id for each in there.values()), None)

    def _check(self, caller: Caller, named: Mapping[str, Any]) -> None:
        self.evidence.check(caller, named.get("evidence_ids", ()), "/evidenceIds")
        journeys = self.evidence.journeys
        journeys.check_steps(caller, named.get("step_ids", ()), "/stepIds")
        journeys.personas.check(caller, named.get("persona_ids", ()), "/personaIds")

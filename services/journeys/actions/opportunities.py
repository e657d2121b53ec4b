"""Opportunities, and what they come from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from chassis.changes import Cause, Change
from chassis.identity import Caller
from chassis.stores import Op
from journeys.actions.insights import Insights
from journeys.actions.owned import COMMON, Owned
from journeys.domain import opportunities as domain
from journeys.domain.evidence import Evidence
from journeys.domain.insights import Insight
from journeys.domain.journeys import Journey
from journeys.domain.opportunities import NewOpportunity, Opportunity
from journeys.domain.personas import Persona


@dataclass(frozen=True)
class Origins:
    """What an opportunity comes from, by id; None where this caller may not see it."""

    insights: dict[str, Insight | None]
    evidence: dict[str, Evidence | None]
    steps: dict[str, Journey | None]
    """The journey that each step is in."""
    personas: dict[str, Persona | None]


@dataclass(frozen=True)
class Opportunities(Owned[Opportunity]):
    """All opportunities of this instance."""

    insights: Insights

    filters: ClassVar[dict[str, tuple[str, Op]]] = COMMON | {
        "insight": ("insightIds", "has"),
        "step": ("stepIds", "has"),
    }

    def draft(self, caller: Caller, cause: Cause, new: NewOpportunity) -> Opportunity:
        """Ask a question that insights lead to."""

        def decide(id: str, process: str, owner: str) -> Change[Opportunity]:
            self._check(caller, vars(new))
            return domain.draft(
                new, id=id, process_id=process, owner_department_id=owner, at=self.now()
            )

        return self._make(caller, cause, new.process_id or self._process(caller, new), decide)

    def change(
        self, caller: Caller, cause: Cause, id: str, given: Mapping[str, Any]
    ) -> Opportunity:
        """Change its words, insights or weight; only the fields that were given."""

        def decide(opportunity: Opportunity) -> Change[Opportunity]:
            self._check(caller, given)
            return domain.change(opportunity, given, self.now())

        return self.edit(caller, cause, id, decide)

    def publish(self, caller: Caller, cause: Cause, id: str) -> Opportunity:
        """Let everyone see it and answer it."""
        return self.edit(caller, cause, id, lambda o: domain.publish(o, self.now()))

    def close(self, caller: Caller, cause: Cause, id: str) -> Opportunity:
        """Look for no more answers."""
        return self.edit(caller, cause, id, lambda o: domain.close(o, self.now()))

    def origins(self, caller: Caller, opportunity: Opportunity) -> Origins:
        """Return what it comes from: only what this caller may see leads further."""
        evidences = self.insights.evidence
        journeys = evidences.journeys
        insights = self.insights.seen(caller, opportunity.insight_ids)
        evidence_ids = [id for each in insights.values() for id in each.evidence_ids]
        evidence = evidences.seen(caller, evidence_ids)
        found: list[Insight | Evidence] = [*insights.values(), *evidence.values()]
        step_ids = [*opportunity.step_ids, *(id for each in found for id in each.step_ids)]
        steps = journeys.of_steps(caller, step_ids)
        persona_ids = [id for each in found for id in each.persona_ids]
        for id, journey in steps.items():
            felt = journeys.as_seen_by(caller, journey).step(id).feelings
            persona_ids += [feeling.persona_id for feeling in felt]
        personas = journeys.personas.seen(caller, persona_ids)
        return Origins(
            {id: insights.get(id) for id in opportunity.insight_ids},
            {id: evidence.get(id) for id in evidence_ids},
            {id: steps.get(id) for id in step_ids},
            {id: personas.get(id) for id in persona_ids},
        )

    def _process(self, caller: Caller, new: NewOpportunity) -> str | None:
        """Return the process of the first insight: what follows from it belongs there too."""
        there = self.insights.seen(caller, new.insight_ids[:1])
        return next((each.process_id for each in there.values()), None)

    def _check(self, caller: Caller, named: Mapping[str, Any]) -> None:
        self.insights.check(caller, named.get("insight_ids", ()), "/insightIds")
        journeys = self.insights.evidence.journeys
        journeys.check_steps(caller, named.get("step_ids", ()), "/stepIds")

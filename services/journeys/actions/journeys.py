"""Journeys as a whole, and what stands on a map beside them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from chassis.changes import Cause, Change
from chassis.errors import NotThere, Unfit
from chassis.identity import Caller, visible_to
from chassis.stores import Op, Where
from journeys.actions.neighbours import InitiativeCopy, Neighbours, every
from journeys.actions.owned import COMMON, Owned, insider, part_ids
from journeys.actions.personas import Personas
from journeys.domain import drafts, feelings
from journeys.domain import journeys as domain
from journeys.domain.given import NewJourney
from journeys.domain.journeys import Journey, JourneyStatus
from journeys.domain.personas import Persona
from journeys.events.journeys import Texts

NOT_HIDDEN: Where = [("status", "in", ["recorded", "published"])]


@dataclass(frozen=True)
class Journeys(Owned[Journey]):
    """All journeys of this instance."""

    personas: Personas
    neighbours: Neighbours

    filters: ClassVar[dict[str, tuple[str, Op]]] = COMMON | {
        "type": ("type", "eq"),
        "persona": ("personaIds", "has"),
        "step": ("stages.steps.id", "has"),
    }

    def draft(self, caller: Caller, cause: Cause, new: NewJourney) -> Journey:
        """Map a whole journey."""

        def decide(id: str, process: str, owner: str) -> Change[Journey]:
            self.personas.check(caller, new.persona_ids, "/personaIds")
            return drafts.draft(
                new,
                id=id,
                process_id=process,
                owner_department_id=owner,
                ids=part_ids(cause, id),
                at=self.now(),
            )

        return self._make(caller, cause, new.process_id, decide)

    def steps_made(self, cause: Cause, id: str, new: NewJourney) -> list[str]:
        """Return the ids of the steps of the journey that this cause has made, in order."""
        ids = part_ids(cause, id)
        stages = [drafts.laid(s, new.type, new.persona_ids, ids, "") for s in new.stages]
        return [step.id for stage in stages for step in stage.steps]

    def change(self, caller: Caller, cause: Cause, id: str, given: Mapping[str, Any]) -> Journey:
        """Change its title, description or personas; only the fields that were given."""

        def decide(journey: Journey) -> Change[Journey]:
            self.personas.check(caller, given.get("persona_ids", ()), "/personaIds")
            return domain.change(journey, given, self.now())

        return self.edit(caller, cause, id, decide)

    def validate(self, caller: Caller, cause: Cause, id: str) -> Journey:
        """Say that there is evidence for every feeling in it."""
        return self.edit(
            caller,
            cause,
            id,
            lambda j: domain.validate(j, self.step_evidence(j).keys(), self.now()),
        )

    def publish(self, caller: Caller, cause: Cause, id: str) -> Journey:
        """Let everyone see it."""
        return self.edit(caller, cause, id, lambda j: domain.publish(j, self.now()))

    def supersede(self, caller: Caller, cause: Cause, id: str, by: str) -> Journey:
        """Let another journey take its place."""

        def decide(journey: Journey) -> Change[Journey]:
            successor = self.seen(caller, [by]).get(by)
            if successor is None:
                raise Unfit("There is nothing with this id.", pointer="/by")
            if successor.status is JourneyStatus.SUPERSEDED:
                raise Unfit("Another journey has taken the place of that one.", pointer="/by")
            return domain.supersede(journey, by, self.now())

        return self.edit(caller, cause, id, decide)

    def as_seen_by(self, caller: Caller, journey: Journey) -> Journey:
        """Return it with all feelings for its own department, for others without those of few."""
        return feelings.whole(journey) if insider(caller, journey) else journey

    def step_evidence(self, journey: Journey) -> dict[str, int]:
        """Return how much evidence that is not hidden names each step, where there is any."""
        steps = {step.id for step in journey.steps()}
        found: dict[str, int] = {}
        where: Where = [("stepIds", "any", sorted(steps)), *NOT_HIDDEN]
        for doc in every(self.kept.store, "evidence", where):
            for step_id in steps & set(doc.body["stepIds"]):
                found[step_id] = found.get(step_id, 0) + 1
        return found

    def initiatives_at(self, journey: Journey) -> dict[str, list[InitiativeCopy]]:
        """Return the public initiatives that name its steps, by step."""
        return self.neighbours.initiatives_at(step.id for step in journey.steps())

    def people(self, caller: Caller, journey: Journey) -> dict[str, Persona]:
        """Return those of its personas that this caller may see, by id."""
        return self.personas.seen(caller, journey.persona_ids)

    def departments(self, journey: Journey) -> dict[str, Texts]:
        """Return the names of all departments in it, in the order in which they come up."""
        ids = [t.owner_department_id for step in journey.steps() for t in step.touchpoints]
        for handoff in journey.handoffs:
            ids += [handoff.from_department_id, handoff.to_department_id]
        return self.neighbours.departments([*ids, journey.owner_department_id])

    def of_steps(self, caller: Caller, step_ids: Iterable[str]) -> dict[str, Journey]:
        """Return the journey that each of these steps is in, where this caller may see it."""
        wanted = sorted(set(step_ids))
        if not wanted:
            return {}
        where = [*visible_to(caller).where, ("stages.steps.id", "any", wanted)]
        found: dict[str, Journey] = {}
        for doc in every(self.kept.store, self.kept.kind, where):
            journey = self.kept.read(doc)
            found |= {step.id: journey for step in journey.steps() if step.id in wanted}
        return found

    def of_step(self, caller: Caller, step_id: str) -> Journey:
        """Return the journey that a step is in, or raise `NotThere`."""
        try:
            return self.of_steps(caller, [step_id])[step_id]
        except KeyError:
            raise NotThere("There is nothing with this id.") from None

    def check_steps(self, caller: Caller, step_ids: Sequence[str], pointer: str) -> None:
        """Refuse steps that are in no journey that this caller may see."""
        there = self.of_steps(caller, step_ids)
        for n, id in enumerate(step_ids):
            if id not in there:
                raise Unfit("There is nothing with this id.", pointer=f"{pointer}/{n}")

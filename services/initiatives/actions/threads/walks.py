"""The two walks: back from an initiative, and forward from a contribution.

They differ in how they find what lies on a thread, not in what they tell of it: so the same
thread is seen from either end.
"""

from dataclasses import dataclass

from chassis.errors import NotThere
from chassis.identity import Caller, visible_to
from chassis.stores import Store
from initiatives.actions.threads.gathered import Gathered, ids, inside
from initiatives.actions.threads.made import Thread
from initiatives.actions.threads.weaving import Weaver, departments_of


@dataclass(frozen=True)
class Threads:
    """The red thread, told from what initiatives keeps, whatever else is away."""

    store: Store

    def of_initiative(self, caller: Caller, id: str) -> Thread:
        """Return all that an initiative came from and led to; raises `NotThere`."""
        doc = self.store.get("initiative", id)
        if not visible_to(caller).allows(doc.body):
            raise NotThere("There is nothing with this id.")
        found = Gathered(self.store, {"initiative": {id: doc.body}})
        whole = [doc.body]
        opportunities = found.named("opportunity", ids(whole, "opportunityIds"))
        insights = found.named("insight", ids(opportunities, "insightIds"))
        evidence = found.named("evidence", ids(insights, "evidenceIds"))
        helped = ids(inside(whole, "matches"), "ideaId")
        measured = ids(inside(whole, "indicators"), "ideaIds")
        heard = ids(evidence, "ideaId")
        found.named("idea", [*ids(whole, "ideaIds"), *helped, *measured, *heard])
        return self._told(caller, found, ("initiative", id))

    def of_idea(self, caller: Caller, id: str) -> Thread:
        """Return all that a contribution led to; raises `NotThere` where nothing can be told."""
        found = Gathered(self.store)
        found.named("idea", [id])
        evidence = found.naming("evidence", ("ideaId", "eq", id))
        insights = opportunities = []
        if evidence:
            insights = found.naming("insight", ("evidenceIds", "any", ids(evidence, "id")))
        if insights:
            opportunities = found.naming("opportunity", ("insightIds", "any", ids(insights, "id")))
        found.own(
            visible_to(caller),
            ("linkedIdeas", "has", id),
            ("opportunityIds", "any", ids(opportunities, "id")),
        )
        thread = self._told(caller, found, ("idea", id))
        if len(thread.things) == 1 and not thread.things[0].seen:
            raise NotThere("There is nothing with this id.")
        return thread

    def _told(self, caller: Caller, found: Gathered, about: tuple[str, str]) -> Thread:
        """Add what the things found are about: steps, journeys, personas; and tie all together."""
        named = found.naming("pin", ("ideaId", "any", list(found.all("idea"))))
        pins = [pin for pin in named if pin.get("status") != "removed"]
        own = found.open("initiative")
        learnt = [b for kind in ("evidence", "insight", "opportunity") for b in found.open(kind)]
        about_steps = ids([*own, *learnt, *inside(own, "indicators")], "stepIds")
        steps = found.only("step", [*about_steps, *ids(pins, "stepId")])
        journeys = found.naming("journey", ("stages.steps.id", "any", steps)) if steps else []
        found.named("persona", ids([*journeys, *found.open("insight")], "personaIds"))
        departments = departments_of(own)
        names = self.store.get_many("copy_department", departments)
        weaver = Weaver(caller, found, {id: doc.body["names"] for id, doc in names.items()})
        return weaver.woven(steps, pins, about)

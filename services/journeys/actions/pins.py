"""Pins: contributions pinned to steps. Placing and removing twice is doing it once."""

from dataclasses import dataclass
from typing import ClassVar

from chassis.changes import Cause
from chassis.errors import Conflict, NotThere, Unfit
from chassis.identity import Caller
from chassis.stores import Op
from journeys.actions.journeys import Journeys
from journeys.actions.neighbours import IdeaCopy, every
from journeys.actions.owned import COMMON, Owned
from journeys.domain import pins as domain
from journeys.domain.journeys import Journey
from journeys.domain.pins import Pin, PinStatus


@dataclass(frozen=True)
class Pinned:
    """A pin, with the contribution where everyone may see it."""

    pin: Pin
    idea: IdeaCopy | None


@dataclass(frozen=True)
class Pins(Owned[Pin]):
    """All pins of this instance."""

    journeys: Journeys

    filters: ClassVar[dict[str, tuple[str, Op]]] = COMMON | {
        "idea": ("ideaId", "eq"),
        "journey": ("journeyId", "eq"),
        "step": ("stepId", "eq"),
    }

    def place(
        self, caller: Caller, cause: Cause, journey_id: str, idea_id: str, step_id: str
    ) -> Pin:
        """Pin a contribution to a step."""
        journey = self._mine(caller, journey_id)
        try:
            journey.step(step_id)
        except NotThere:
            raise Unfit("This journey has no such step.", pointer="/stepId") from None
        try:
            return self._again(cause, domain.pin_id(idea_id, journey_id, step_id))
        except NotThere:
            change = domain.place(journey, idea_id, step_id, self.now())
        try:
            return self.kept.save(None, change, cause)
        except Conflict:  # somebody else has just done the same
            return self._again(cause, change.state.id)

    def remove(self, caller: Caller, cause: Cause, journey_id: str, id: str) -> Pin:
        """Take a contribution off a step."""
        self._mine(caller, journey_id)
        if self.kept.get(id).journey_id != journey_id:
            raise NotThere("There is nothing with this id.")
        return self.kept.change(id, cause, lambda pin: domain.remove(pin, self.now()))

    def pinned(self, journey: Journey) -> list[Pinned]:
        """Return what is pinned to a journey's steps, in the order of the steps."""
        docs = every(
            self.kept.store,
            self.kept.kind,
            [("journeyId", "eq", journey.id), ("status", "eq", PinStatus.PLACED.value)],
        )
        pins = [self.kept.read(doc) for doc in docs]
        ideas = self.journeys.neighbours.ideas(pin.idea_id for pin in pins)
        place = {step.id: n for n, step in enumerate(journey.steps())}
        there = sorted(
            (pin for pin in pins if pin.step_id in place),
            key=lambda pin: (place[pin.step_id], pin.created_at, pin.id),
        )
        return [Pinned(pin, ideas.get(pin.idea_id)) for pin in there]

    def of(self, caller: Caller, journey_id: str) -> list[Pinned]:
        """Return what is pinned to a journey that this caller may see."""
        return self.pinned(self.journeys.get(caller, journey_id))

    def _mine(self, caller: Caller, journey_id: str) -> Journey:
        caller.must("map")
        journey = self.journeys.get(caller, journey_id)
        caller.must("map", journey.owner_department_id)
        return journey

    def _again(self, cause: Cause, id: str) -> Pin:
        return self.kept.change(id, cause, lambda pin: domain.place_again(pin, self.now()))

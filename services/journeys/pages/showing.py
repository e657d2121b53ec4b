"""What the pages of a journey show: its steps with all that belongs to each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chassis.web import caller
from journeys.actions import InitiativeCopy, Nouns, Pinned
from journeys.domain.feelings import few_at
from journeys.domain.handoffs import crosses
from journeys.domain.journeys import Journey
from journeys.domain.personas import Persona
from journeys.events.journeys import Handoff, Stage, Step, Texts
from journeys.routes.map import levels


@dataclass(frozen=True)
class StepShown:
    """A step with all that belongs to it."""

    number: int
    step: Step
    stage: Stage
    evidence: str
    too_few: bool
    """Fewer than five have told how they feel, and this caller is not shown it."""
    pins: Sequence[Pinned]
    initiatives: Sequence[InitiativeCopy]


@dataclass(frozen=True)
class Passed:
    """A hand-off with its steps."""

    handoff: Handoff
    before: StepShown
    after: StepShown
    across: bool


@dataclass(frozen=True)
class Shown:
    """A journey as this caller sees it, and all that stands round it."""

    journey: Journey
    steps: Sequence[StepShown]
    handoffs: Sequence[Passed]
    personas: Mapping[str, Persona]
    departments: Mapping[str, Texts]
    may_change: bool

    def stages(self) -> list[tuple[Stage, list[StepShown]]]:
        """Return the stages with their steps."""
        return [
            (stage, [s for s in self.steps if s.stage is stage]) for stage in self.journey.stages
        ]

    def step(self, id: str) -> StepShown:
        """Return one step; raises `NotThere`."""
        self.journey.step(id)
        return next(each for each in self.steps if each.step.id == id)

    def beside(self, shown: StepShown) -> tuple[StepShown | None, StepShown | None]:
        """Return the steps before and after one."""
        place = self.steps.index(shown)
        after = self.steps[place + 1] if place + 1 < len(self.steps) else None
        return self.steps[place - 1] if place else None, after

    def passed_at(self, step_id: str) -> list[Passed]:
        """Return the hand-offs from and to a step."""
        return [p for p in self.handoffs if step_id in (p.before.step.id, p.after.step.id)]


def shown(nouns: Nouns, journey_id: str) -> Shown:
    """Return a journey as it is shown to whoever asks; raises `NotThere`."""
    who, journeys = caller(), nouns.journeys
    kept = journeys.get(who, journey_id)
    journey = journeys.as_seen_by(who, kept)
    steps = _steps(nouns, kept, journey)
    by_id = {each.step.id: each for each in steps}
    return Shown(
        journey,
        steps,
        [
            Passed(h, by_id[h.from_step_id], by_id[h.to_step_id], crosses(h))
            for h in journey.handoffs
        ],
        journeys.people(who, kept),
        journeys.departments(kept),
        journeys.may_change(who, kept),
    )


def _steps(nouns: Nouns, kept: Journey, seen: Journey) -> list[StepShown]:
    pins: dict[str, list[Pinned]] = {}
    for pinned in nouns.pins.pinned(kept):
        pins.setdefault(pinned.pin.step_id, []).append(pinned)
    few = few_at(seen)
    evidence, initiatives = levels(nouns, kept), nouns.journeys.initiatives_at(kept)
    places = [(stage, step) for stage in seen.stages for step in stage.steps]
    return [
        StepShown(
            number,
            step,
            stage,
            evidence[step.id],
            step.id in few,
            pins.get(step.id, ()),
            initiatives.get(step.id, ()),
        )
        for number, (stage, step) in enumerate(places, start=1)
    ]

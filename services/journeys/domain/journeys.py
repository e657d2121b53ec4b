"""A journey as a whole, from a draft to what takes its place. Time and ids come in as arguments."""

from collections.abc import Container, Iterator, Mapping, Sized
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from chassis.changes import Aggregate, Change, Visibility
from chassis.errors import NotOpen, NotThere, Unfit
from journeys.events.journeys import (
    Feeling,
    FeelingSource,
    Handoff,
    JourneyChanged,
    JourneyPublished,
    JourneySuperseded,
    JourneyType,
    JourneyValidated,
    Stage,
    Step,
    Texts,
)


class JourneyStatus(StrEnum):
    """Where a journey stands."""

    DRAFT = "draft"
    VALIDATED = "validated"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class FewFelt:
    """A feeling that fewer than five have told: it stays in the department."""

    step_id: str
    feeling: Feeling


@dataclass(frozen=True, kw_only=True)
class Journey(Aggregate):
    """A person's way through the municipality.

    `few` are the feelings that too few have told: they are kept apart and do not travel.
    """

    status: JourneyStatus
    type: JourneyType
    title: Texts
    description: Texts = ()
    persona_ids: tuple[str, ...] = ()
    stages: tuple[Stage, ...]
    handoffs: tuple[Handoff, ...] = ()
    superseded_by: str | None = None
    few: tuple[FewFelt, ...] = ()

    def steps(self) -> Iterator[Step]:
        """Give all its steps in order."""
        for stage in self.stages:
            yield from stage.steps

    def stage(self, id: str) -> Stage:
        """Return one stage, or raise `NotThere`."""
        for stage in self.stages:
            if stage.id == id:
                return stage
        raise NotThere("This journey has no such stage.")

    def step(self, id: str) -> Step:
        """Return one step, or raise `NotThere`."""
        for step in self.steps():
            if step.id == id:
                return step
        raise NotThere("This journey has no such step.")

    def stage_of(self, step_id: str) -> Stage:
        """Return the stage that a step is in, or raise `NotThere`."""
        self.step(step_id)
        return next(s for s in self.stages if any(step.id == step_id for step in s.steps))


def felt(journey: Journey) -> tuple[str, ...]:
    """Return the steps of which it is said how people really feel, not how they should."""
    few = {each.step_id for each in journey.few}
    return tuple(
        step.id
        for step in journey.steps()
        if step.id in few or any(f.source is not FeelingSource.INTENDED for f in step.feelings)
    )


def check_open(journey: Journey) -> None:
    """Refuse to change what another journey has taken the place of."""
    if journey.status is JourneyStatus.SUPERSEDED:
        raise NotOpen("Another journey has taken its place; change that one.")


def check_most(parts: Sized, most: int) -> None:
    """Refuse more parts than a whole journey may be handed in with."""
    if len(parts) > most:
        raise Unfit("There are {most} of these already, and no more fit in.", most=most)


def changed(before: Journey, after: Journey, fact: object) -> Change[Journey]:
    """Return the change, if there is one; new feelings take back what was said of evidence."""
    if after == before:
        return Change(before, ())
    if before.status is JourneyStatus.VALIDATED and set(felt(after)) - set(felt(before)):
        after = replace(after, status=JourneyStatus.DRAFT)
    return Change(after, (fact,))


def change(journey: Journey, given: Mapping[str, Any], at: datetime) -> Change[Journey]:
    """Change its title, description or personas; only the fields that were given."""
    check_open(journey)
    after = replace(journey, **given)
    named = {f.persona_id for step in after.steps() for f in step.feelings}
    named |= {each.feeling.persona_id for each in after.few}
    if not named <= set(after.persona_ids):
        raise Unfit(
            "The feelings of this persona are still in the journey; take them away first.",
            pointer="/personaIds",
        )
    return changed(journey, after, JourneyChanged(at))


def validate(journey: Journey, evidenced: Container[str], at: datetime) -> Change[Journey]:
    """Say that there is evidence for every feeling; refuse with the steps that lack it."""
    if journey.status is not JourneyStatus.DRAFT:
        raise NotOpen("Only a draft can be validated.")
    bare = [id for id in felt(journey) if id not in evidenced]
    if bare:
        raise NotOpen(
            "There is no evidence for how people feel at {n} of the steps.", n=len(bare)
        ).beside(steps=bare)
    return Change(replace(journey, status=JourneyStatus.VALIDATED), (JourneyValidated(at),))


def publish(journey: Journey, at: datetime) -> Change[Journey]:
    """Let everyone see it."""
    if journey.status is not JourneyStatus.VALIDATED:
        raise NotOpen("Only a validated journey can be published.")
    shown = replace(journey, status=JourneyStatus.PUBLISHED, visibility=Visibility.PUBLIC)
    return Change(shown, (JourneyPublished(at),))


def supersede(journey: Journey, by: str, at: datetime) -> Change[Journey]:
    """Let another journey take its place; it can still be read."""
    if by == journey.id:
        raise Unfit("A journey cannot take its own place.", pointer="/by")
    if journey.status is not JourneyStatus.PUBLISHED:
        raise NotOpen("Only what was published can be superseded.")
    old = replace(journey, status=JourneyStatus.SUPERSEDED, superseded_by=by)
    return Change(old, (JourneySuperseded(by, at),))

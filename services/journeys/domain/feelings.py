"""Feelings: how we know them, whose they are, and which of them stay in the department."""

from collections.abc import Callable, Collection
from dataclasses import replace

from chassis.errors import Unfit
from journeys.domain.fewness import too_few
from journeys.domain.journeys import FewFelt, Journey
from journeys.events.journeys import Feeling, FeelingSource, JourneyType, Stage, Step

Feelings = tuple[Feeling, ...]


def taken(feelings: Feelings, type: JourneyType, personas: Collection[str], at: str) -> Feelings:
    """Return feelings as they are kept in a journey of this type; `at` is where they were given.

    In a journey as it should be they are all intended, whatever was said.
    """
    kept: list[Feeling] = []
    for n, feeling in enumerate(feelings):
        if feeling.persona_id not in personas:
            raise Unfit("This persona is not in the journey.", pointer=f"{at}/{n}/personaId")
        kept.append(_of(type, feeling, f"{at}/{n}"))
        if [(f.persona_id, f.source) for f in kept[:-1]].count(_key(kept[-1])):
            raise Unfit(
                "This persona has a feeling from this source here already.", pointer=f"{at}/{n}"
            )
    return tuple(kept)


def _key(feeling: Feeling) -> tuple[str, FeelingSource]:
    return feeling.persona_id, feeling.source


def _of(type: JourneyType, feeling: Feeling, at: str) -> Feeling:
    if type is JourneyType.TO_BE:
        return replace(feeling, source=FeelingSource.INTENDED, n=None)
    if feeling.source is FeelingSource.INTENDED:
        raise Unfit(
            "In a journey as it is now nothing is intended; say how you know.",
            pointer=f"{at}/source",
        )
    return feeling


def is_few(feeling: Feeling) -> bool:
    """Tell whether so few have told of it that it stays in the department."""
    return feeling.source is FeelingSource.SELF_REPORTED and too_few(feeling.n)


def apart(journey: Journey) -> Journey:
    """Return a whole journey as it is kept: what too few have told apart from what may travel."""
    few = [FewFelt(s.id, f) for s in journey.steps() for f in s.feelings if is_few(f)]
    stages = tuple(_stage(stage, _without) for stage in journey.stages)
    return replace(journey, stages=stages, few=tuple(few))


def whole(journey: Journey) -> Journey:
    """Return a journey as its own department sees it, with what few have told in its steps."""
    if not journey.few:
        return journey

    def told(step: Step) -> Step:
        few = tuple(each.feeling for each in journey.few if each.step_id == step.id)
        return replace(step, feelings=step.feelings + few)

    return replace(journey, stages=tuple(_stage(stage, told) for stage in journey.stages), few=())


def few_at(journey: Journey) -> frozenset[str]:
    """Return the steps at which too few have told how they feel for everyone to see it."""
    return frozenset(each.step_id for each in journey.few)


def _without(step: Step) -> Step:
    return replace(step, feelings=tuple(f for f in step.feelings if not is_few(f)))


def _stage(stage: Stage, change: Callable[[Step], Step]) -> Stage:
    return replace(stage, steps=tuple(change(step) for step in stage.steps))

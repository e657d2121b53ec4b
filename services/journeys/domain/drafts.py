"""A journey, or a part of it, as it is handed in: checked, and given ids that last."""

from collections.abc import Collection, Mapping
from datetime import datetime

from chassis.changes import Change
from chassis.errors import Unfit
from journeys.domain import feelings
from journeys.domain.given import Ids, NewHandoff, NewJourney, NewStage, NewStep, NewTouchpoint
from journeys.domain.journeys import Journey, JourneyStatus
from journeys.events.journeys import (
    Handoff,
    JourneyDrafted,
    JourneyType,
    Stage,
    Step,
    Touchpoint,
)


def draft(
    new: NewJourney,
    *,
    id: str,
    process_id: str,
    owner_department_id: str,
    ids: Ids,
    at: datetime,
) -> Change[Journey]:
    """Map a journey; only the department that owns it sees it until it is published."""
    personas = new.persona_ids
    stages = tuple(
        laid(stage, new.type, personas, ids, f"/stages/{n}") for n, stage in enumerate(new.stages)
    )
    steps = {step.id: step for stage in stages for step in stage.steps}
    named = keys(new, list(steps))
    journey = Journey(
        id=id,
        process_id=process_id,
        owner_department_id=owner_department_id,
        created_at=at,
        updated_at=at,
        status=JourneyStatus.DRAFT,
        type=new.type,
        title=new.title,
        description=new.description,
        persona_ids=personas,
        stages=stages,
        handoffs=tuple(
            handed_over(each, steps, named, ids, f"/handoffs/{n}")
            for n, each in enumerate(new.handoffs)
        ),
    )
    return Change(feelings.apart(journey), (JourneyDrafted(at),))


def laid(new: NewStage, type: JourneyType, personas: Collection[str], ids: Ids, at: str) -> Stage:
    """Return a stage with its steps as it is kept; `at` is where it was given."""
    if not new.steps:
        raise Unfit("A stage needs at least one step.", pointer=f"{at}/steps")
    return Stage(
        id=ids("stage"),
        title=new.title,
        goal=new.goal,
        period=new.period,
        duration=new.duration,
        steps=tuple(
            stepped(step, type, personas, ids, f"{at}/steps/{n}")
            for n, step in enumerate(new.steps)
        ),
    )


def stepped(new: NewStep, type: JourneyType, personas: Collection[str], ids: Ids, at: str) -> Step:
    """Return a step as it is kept; `at` is where it was given."""
    return Step(
        id=ids("step"),
        title=new.title,
        action=new.action,
        thought=new.thought,
        moment_of_truth=new.moment_of_truth,
        feelings=feelings.taken(new.feelings, type, personas, f"{at}/feelings"),
        touchpoints=met(new.touchpoints, (), ids, f"{at}/touchpoints"),
    )


def met(
    new: tuple[NewTouchpoint, ...], before: tuple[Touchpoint, ...], ids: Ids, at: str
) -> tuple[Touchpoint, ...]:
    """Return touchpoints as they are kept: those that were there before keep their ids."""
    left = {each.id for each in before}
    kept = []
    for n, each in enumerate(new):
        if each.id is not None and each.id not in left:
            raise Unfit("This step has no such touchpoint.", pointer=f"{at}/{n}/id")
        left.discard(each.id or "")
        kept.append(
            Touchpoint(
                id=each.id or ids("touchpoint"),
                title=each.title,
                channel=each.channel,
                owner_department_id=each.owner_department_id,
                backstage=each.backstage,
            )
        )
    return tuple(kept)


def keys(new: NewJourney, ids: list[str]) -> dict[str, str]:
    """Return the ids of the steps by the sender's own words for them; raises `Unfit`."""
    named: dict[str, str] = {}
    left = iter(ids)
    for s, stage in enumerate(new.stages):
        for n, (step, id) in enumerate(zip(stage.steps, left, strict=False)):
            if step.key in named:
                raise Unfit(
                    "Another step has this key already.", pointer=f"/stages/{s}/steps/{n}/key"
                )
            if step.key is not None:
                named[step.key] = id
    return named


def handed_over(
    new: NewHandoff, steps: Mapping[str, Step], named: Mapping[str, str], ids: Ids, at: str
) -> Handoff:
    """Return a hand-off as it is kept; steps are named by key or by id."""
    from_, to = (
        _step(steps, named, key, f"{at}/{name}")
        for key, name in ((new.from_step, "fromStep"), (new.to_step, "toStep"))
    )
    if from_.id == to.id:
        raise Unfit("A hand-off leads from one step to another.", pointer=f"{at}/toStep")
    return Handoff(
        id=ids("handoff"),
        from_step_id=from_.id,
        to_step_id=to.id,
        from_department_id=new.from_department_id or _owner(from_, -1, f"{at}/fromDepartmentId"),
        to_department_id=new.to_department_id or _owner(to, 0, f"{at}/toDepartmentId"),
        what=new.what,
        waiting_days=new.waiting_days,
        information_lost=new.information_lost,
        risk=new.risk,
    )


def _step(steps: Mapping[str, Step], named: Mapping[str, str], key: str, at: str) -> Step:
    try:
        return steps[named.get(key, key)]
    except KeyError:
        raise Unfit("This journey has no such step.", pointer=at) from None


def _owner(step: Step, which: int, at: str) -> str:
    if not step.touchpoints:
        raise Unfit("Say which department; the step has no touchpoint that would tell.", pointer=at)
    return step.touchpoints[which].owner_department_id

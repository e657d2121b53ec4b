"""A process from the invitation to the end. It is public from the first moment."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from chassis.changes import Aggregate, Change, Visibility
from chassis.errors import NotOpen, Unfit
from initiatives.domain.proposals import NewGoal, NewProcess, ProcessEdit
from initiatives.events.processes import (
    CocreationType,
    Goal,
    Party,
    Phase,
    PhaseChanged,
    ProcessChanged,
    ProcessClosed,
    ProcessOpened,
    Promise,
    Texts,
)

T = TypeVar("T")


class ProcessStatus(StrEnum):
    """Whether people still take part."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Process(Aggregate):
    """One co-creation."""

    status: ProcessStatus
    title: Texts
    challenge: Texts
    type: CocreationType
    promise: Promise
    promise_text: Texts = ()
    target_groups: tuple[Texts, ...] = ()
    goals: tuple[Goal, ...] = ()
    phases: tuple[Phase, ...] = ()
    phase: str | None = None
    parties: tuple[Party, ...] = ()
    languages: tuple[str, ...] = ()


Ids = Callable[[], str]
"""Gives the next id, the same ones for the same cause."""


def open_process(
    new: NewProcess, *, id: str, owner_department_id: str, ids: Ids, at: datetime
) -> Change[Process]:
    """Invite in public; it begins in its first phase, and the department that opens it leads."""
    process = Process(
        id=id,
        process_id=id,
        owner_department_id=owner_department_id,
        visibility=Visibility.PUBLIC,
        created_at=at,
        updated_at=at,
        status=ProcessStatus.OPEN,
        title=new.title,
        challenge=new.challenge,
        type=new.type,
        promise=new.promise,
        promise_text=new.promise_text,
        target_groups=new.target_groups,
        goals=_goals(new.goals, ids),
        phases=_proper(new.phases),
        phase=new.phases[0].key if new.phases else None,
        parties=_led(new.parties, owner_department_id),
        languages=new.languages,
    )
    return Change(process, (ProcessOpened(at),))


def change_process(process: Process, edit: ProcessEdit, ids: Ids, at: datetime) -> Change[Process]:
    """Change what is said of it; nothing happened if it is as before."""
    _must_be_open(process)
    changed = replace(
        process,
        title=_or(edit.title, process.title),
        challenge=_or(edit.challenge, process.challenge),
        type=edit.type or process.type,
        promise=edit.promise or process.promise,
        promise_text=_or(edit.promise_text, process.promise_text),
        target_groups=_or(edit.target_groups, process.target_groups),
        goals=process.goals if edit.goals is None else _goals(edit.goals, ids, process.goals),
        phases=process.phases if edit.phases is None else _proper(edit.phases),
        parties=_led(_or(edit.parties, process.parties), process.owner_department_id),
        languages=_or(edit.languages, process.languages),
    )
    if process.phase and process.phase not in _keys(changed.phases):
        raise Unfit("The phase that it is in must stay among the phases.", pointer="/phases")
    if changed == process:
        return Change(process, ())
    return Change(changed, (ProcessChanged(at),))


def begin_phase(process: Process, phase: str, at: datetime) -> Change[Process]:
    """Go on to another phase, or back to an earlier one."""
    _must_be_open(process)
    if phase not in _keys(process.phases):
        raise Unfit("This process has no phase with this key.", pointer="/phase")
    if phase == process.phase:
        return Change(process, ())
    return Change(replace(process, phase=phase), (PhaseChanged(phase, at),))


def close_process(process: Process, at: datetime) -> Change[Process]:
    """End it; its initiatives go on."""
    _must_be_open(process)
    return Change(replace(process, status=ProcessStatus.CLOSED), (ProcessClosed(at),))


def check_takes(process: Process, goal_ids: tuple[str, ...]) -> None:
    """Refuse a new initiative in a process that is over, or for a goal that it has not."""
    _must_be_open(process)
    check_goals(process, goal_ids, "/goalIds")


def check_goals(process: Process, goal_ids: Collection[str], pointer: str) -> None:
    """Refuse goals that the process has not."""
    if not set(goal_ids) <= {goal.id for goal in process.goals}:
        raise Unfit("This process has no goal with this id.", pointer=pointer)


def _must_be_open(process: Process) -> None:
    if process.status is ProcessStatus.CLOSED:
        raise NotOpen("This process is closed.")


def _or(new: T | None, old: T) -> T:
    return old if new is None else new


def _goals(new: tuple[NewGoal, ...], ids: Ids, old: tuple[Goal, ...] = ()) -> tuple[Goal, ...]:
    known = {goal.id for goal in old}
    named = [goal.id for goal in new if goal.id]
    if not set(named) <= known or len(named) != len(set(named)):
        raise Unfit("This process has no goal with this id.", pointer="/goals")
    return tuple(Goal(id=goal.id or ids(), title=goal.title) for goal in new)


def _keys(phases: tuple[Phase, ...]) -> list[str]:
    return [phase.key for phase in phases]


def _proper(phases: tuple[Phase, ...]) -> tuple[Phase, ...]:
    if len(set(_keys(phases))) < len(phases):
        raise Unfit("Two phases cannot have the same key.", pointer="/phases")
    for number, phase in enumerate(phases):
        opens, closes = phase.opens_on or date.min, phase.closes_on or date.max
        if closes < opens:
            raise Unfit(
                "A phase cannot end before it begins.", pointer=f"/phases/{number}/closesOn"
            )
    return phases


def _led(parties: tuple[Party, ...], owner: str) -> tuple[Party, ...]:
    """Return the departments that take part: the owner leads, and each is there once."""
    others = tuple(each for each in parties if each.department_id != owner)
    if len({each.department_id for each in others}) < len(others):
        raise Unfit("This department is there twice.", pointer="/parties")
    if any(each.role == "lead" for each in others):
        raise Unfit("Only the department that opens a process leads it.", pointer="/parties")
    return (Party(department_id=owner, role="lead"), *others)

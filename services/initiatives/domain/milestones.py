"""What is to be reached by a day, by a department that has a part in it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from chassis.changes import Change
from chassis.errors import NotOpen, Unfit
from initiatives.domain.commitments import standing
from initiatives.domain.initiatives import Initiative, must_go_on
from initiatives.domain.parts import added, exchanged, part
from initiatives.events.initiatives import MilestoneReached, MilestoneSet
from initiatives.events.parts import Answer, Milestone, Texts

MOST = 100


@dataclass(frozen=True, kw_only=True)
class NewMilestone:
    """What is to be reached, by when, by whom; the department that leads unless it says so."""

    title: Texts
    due: date
    department_id: str | None = None


def set_milestone(
    initiative: Initiative, new: NewMilestone, id: str, at: datetime
) -> Change[Initiative]:
    """Say what is to be reached by when."""
    must_go_on(initiative)
    department = new.department_id or initiative.owner_department_id
    promised = standing(initiative).get(department)
    if promised is None or promised.status is Answer.DECLINED:
        raise Unfit("Ask this department to take part first.", pointer="/departmentId")
    milestone = Milestone(id=id, title=new.title, department_id=department, due=new.due)
    milestones = added(initiative.milestones, milestone, MOST)
    return Change(replace(initiative, milestones=milestones), (MilestoneSet(id, at),))


def reach(initiative: Initiative, id: str, at: datetime) -> Change[Initiative]:
    """Say that it was reached."""
    milestone = part(initiative.milestones, id)
    must_go_on(initiative)
    if milestone.done_at:
        raise NotOpen("This was reached already.")
    reached = exchanged(initiative.milestones, replace(milestone, done_at=at))
    return Change(replace(initiative, milestones=reached), (MilestoneReached(id, at),))


def overdue(initiative: Initiative, today: date) -> tuple[Milestone, ...]:
    """Return what should have been reached before today, the longest overdue first."""
    if initiative.ended:
        return ()
    late = [each for each in initiative.milestones if not each.done_at and each.due < today]
    return tuple(sorted(late, key=lambda each: each.due))

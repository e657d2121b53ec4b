"""The rules of milestones."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chassis.changes import Text
from chassis.errors import NotOpen, NotThere, Unfit
from initiatives.domain import milestones
from initiatives.domain.filing import filed
from initiatives.domain.initiatives import NEVER
from initiatives.domain.milestones import NewMilestone
from initiatives.domain.proposals import NewCommitment
from initiatives.events.parts import CommitmentRole

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FAR = date(2027, 1, 1)


def da(text):
    return (Text("da", text),)


def asked(department, role=CommitmentRole.CONTRIBUTING):
    return NewCommitment(department_id=department, role=role)


def test_a_milestone_is_of_a_department_that_has_a_part_in_it(proposed):
    made = proposed(asked("skole"))
    new = NewMilestone(title=da("Første café"), due=date(2026, 3, 1), department_id="skole")
    late = filed(milestones.set_milestone(made, new, "m", NOON)).state
    assert late.next_due == date(2026, 3, 1)
    assert [m.id for m in milestones.overdue(late, date(2026, 3, 2))] == ["m"]
    assert milestones.overdue(late, date(2026, 3, 1)) == ()
    done = filed(milestones.reach(late, "m", NOON)).state
    assert (done.next_due, milestones.overdue(done, FAR)) == (NEVER, ())
    with pytest.raises(NotOpen):
        milestones.reach(done, "m", NOON)
    with pytest.raises(Unfit):
        milestones.set_milestone(made, replace(new, department_id="by"), "m", NOON)
    with pytest.raises(NotThere):
        milestones.reach(made, "nothing", NOON)


def test_nothing_grows_without_end(proposed):
    made = proposed()
    for n in range(milestones.MOST):
        new = NewMilestone(title=da("x"), due=FAR)
        made = milestones.set_milestone(made, new, f"m{n}", NOON).state
    with pytest.raises(Unfit):
        milestones.set_milestone(made, NewMilestone(title=da("x"), due=FAR), "m", NOON)

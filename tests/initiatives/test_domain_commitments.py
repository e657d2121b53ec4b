"""The rules of commitments: who is asked, who says yes, and what that decides."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chassis.changes import Text
from chassis.errors import NotOpen, Unfit
from initiatives.domain import commitments
from initiatives.domain.initiatives import Decider
from initiatives.domain.proposals import NewCommitment
from initiatives.events.initiatives import InitiativeApproved, Status
from initiatives.events.parts import CommitmentRole

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WHY = (Text("da", "Vi har ingen folk."),)
LEAD = Decider("leader", "integration", NOON)


def asked(department, role=CommitmentRole.CONTRIBUTING):
    return NewCommitment(department_id=department, role=role)


def accepted(initiative, *departments):
    for department in departments or ("integration",):
        id = commitments.standing(initiative)[department].id
        decider = replace(LEAD, department_id=department)
        initiative = commitments.accept(initiative, id, decider).state
    return initiative


def test_the_department_that_proposes_is_asked_to_lead_and_comes_once(proposed):
    made = proposed(asked("integration", CommitmentRole.LEAD), asked("skole"))
    assert [(c.department_id, c.role) for c in made.commitments] == [
        ("integration", "lead"),
        ("skole", "contributing"),
    ]
    assert made.visibility == "department"
    assert made.shared_with == ("integration", "skole")


def test_it_is_approved_only_with_the_last_yes_of_those_who_carry_it_out(proposed):
    made = proposed(asked("skole"), asked("kultur", CommitmentRole.INFORMED))
    assert accepted(made, "integration", "kultur").status is Status.PROPOSED
    assert accepted(made, "integration", "skole").status is Status.APPROVED
    last = commitments.accept(accepted(made, "skole"), "c0", LEAD)
    assert [type(fact).__name__ for fact in last.facts][-1] == InitiativeApproved.__name__


def test_what_is_approved_stays_so_when_another_is_asked_later(proposed):
    made = accepted(proposed())
    later = commitments.ask(made, asked("skole"), "c9", NOON).state
    assert later.status is Status.APPROVED
    assert accepted(later, "skole").status is Status.APPROVED


def test_a_no_is_never_a_yes_until_the_one_who_leads_says_so(proposed):
    made = proposed(asked("skole"))
    no = commitments.decline(made, "c1", replace(LEAD, department_id="skole", why=WHY)).state
    agreed = accepted(no)
    assert agreed.status is Status.PROPOSED
    assert commitments.approve(agreed, LEAD).state.status is Status.APPROVED
    with pytest.raises(NotOpen):
        commitments.approve(no, LEAD)
    with pytest.raises(Unfit):
        commitments.decline(made, "c1", LEAD)


def test_nobody_else_leads_and_the_owner_does_nothing_less(proposed):
    with pytest.raises(Unfit):
        commitments.ask(proposed(), asked("skole", CommitmentRole.LEAD), "c9", NOON)
    no = commitments.decline(proposed(), "c0", replace(LEAD, why=WHY)).state
    with pytest.raises(Unfit):
        commitments.ask(no, asked("integration"), "c9", NOON)
    again = commitments.ask(no, asked("integration", CommitmentRole.LEAD), "c9", NOON).state
    assert accepted(again).status is Status.APPROVED

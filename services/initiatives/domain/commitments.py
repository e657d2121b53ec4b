"""What departments promise: asked, then accepted or declined by the department itself alone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from chassis.changes import Change
from chassis.errors import NotOpen, Unfit
from initiatives.domain.initiatives import (
    Decider,
    Initiative,
    asked_for,
    check_role,
    must_go_on,
)
from initiatives.domain.parts import added, exchanged, part
from initiatives.domain.proposals import NewCommitment
from initiatives.events.initiatives import (
    CommitmentAccepted,
    CommitmentAsked,
    CommitmentDeclined,
    InitiativeApproved,
    Status,
)
from initiatives.events.parts import Answer, Commitment, CommitmentRole

MOST = 60
CARRYING = (CommitmentRole.LEAD, CommitmentRole.CONTRIBUTING)


def ask(initiative: Initiative, new: NewCommitment, id: str, at: datetime) -> Change[Initiative]:
    """Ask a department to take part; one that said no can be asked once more."""
    must_go_on(initiative)
    check_role(new.department_id, new.role, initiative.owner_department_id)
    before = standing(initiative).get(new.department_id)
    if before and before.status is not Answer.DECLINED:
        raise Unfit("This department has been asked already.", pointer="/departmentId")
    commitments = added(initiative.commitments, asked_for(new, id=id, at=at), MOST)
    fact = CommitmentAsked(id, new.department_id, at)
    return Change(replace(initiative, commitments=commitments), (fact,))


def accept(initiative: Initiative, id: str, decider: Decider) -> Change[Initiative]:
    """Say yes; the last yes that was waited for approves the initiative."""
    commitment, at = _asked(initiative, id), decider.at
    said = replace(commitment, status=Answer.ACCEPTED, answered_at=at)
    accepted = replace(initiative, commitments=exchanged(initiative.commitments, said))
    fact = CommitmentAccepted(id, commitment.department_id, at)
    answers = {each.status for each in _carrying(accepted)}
    if _undecided(accepted) and answers == {Answer.ACCEPTED}:
        return Change(_approved(accepted, decider), (fact, InitiativeApproved(at)))
    return Change(accepted, (fact,))


def decline(initiative: Initiative, id: str, decider: Decider) -> Change[Initiative]:
    """Say no, for a reason that the department that leads can read."""
    commitment, at = _asked(initiative, id), decider.at
    if not decider.why:
        raise Unfit("Say why; those who asked need to know.", pointer="/reason")
    said = replace(commitment, status=Answer.DECLINED, reason=decider.why, answered_at=at)
    declined = replace(initiative, commitments=exchanged(initiative.commitments, said))
    fact = CommitmentDeclined(id, commitment.department_id, decider.why, at)
    return Change(declined, (fact,))


def approve(initiative: Initiative, decider: Decider) -> Change[Initiative]:
    """Go on without those who said no; everyone else must have said yes."""
    if not _undecided(initiative):
        raise NotOpen("Only what is proposed or prioritised can be approved.")
    carrying = _carrying(initiative)
    if any(each.status is Answer.ASKED for each in carrying):
        raise NotOpen("Some departments have not answered yet.")
    if not any(_leads(each) and each.status is Answer.ACCEPTED for each in carrying):
        raise NotOpen("The department that is to lead has not accepted.")
    return Change(_approved(initiative, decider), (InitiativeApproved(decider.at),))


def can_go_on(initiative: Initiative) -> bool:
    """Tell whether all have answered, and it can be approved without those who said no."""
    carrying = _carrying(initiative)
    answered = all(each.status is not Answer.ASKED for each in carrying)
    led = any(_leads(each) and each.status is Answer.ACCEPTED for each in carrying)
    return _undecided(initiative) and answered and led


def standing(initiative: Initiative) -> Mapping[str, Commitment]:
    """Return the newest commitment of each department; an earlier no is history."""
    return {each.department_id: each for each in initiative.commitments}


def carries_out(initiative: Initiative, departments: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of these departments that have promised to carry it out."""
    promised = {
        each.department_id for each in _carrying(initiative) if each.status is Answer.ACCEPTED
    }
    return tuple(each for each in departments if each in promised)


def _carrying(initiative: Initiative) -> list[Commitment]:
    return [each for each in standing(initiative).values() if each.role in CARRYING]


def _leads(commitment: Commitment) -> bool:
    return commitment.role is CommitmentRole.LEAD


def _undecided(initiative: Initiative) -> bool:
    return initiative.status in (Status.PROPOSED, Status.PRIORITISED)


def _asked(initiative: Initiative, id: str) -> Commitment:
    commitment = part(initiative.commitments, id)
    must_go_on(initiative)
    if commitment.status is not Answer.ASKED:
        raise NotOpen("This was answered already.")
    return commitment


def _approved(initiative: Initiative, decider: Decider) -> Initiative:
    decisions = (*initiative.decisions, decider.on(Status.APPROVED))
    return replace(initiative, status=Status.APPROVED, decisions=decisions)

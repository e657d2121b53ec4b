"""An initiative: how it begins, who sees it, and how its words change."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from chassis.changes import Aggregate, Change, Visibility
from chassis.errors import NotOpen, Unfit
from initiatives.domain.proposals import InitiativeEdit, NewCommitment, NewInitiative
from initiatives.events.initiatives import (
    CommitmentAsked,
    InitiativeChanged,
    InitiativeProposed,
    InitiativePublished,
    Status,
)
from initiatives.events.parts import (
    Commitment,
    CommitmentRole,
    Decision,
    Indicator,
    Match,
    Milestone,
    Need,
    Texts,
)

NEVER = date.max
ENDED = (Status.SPREAD, Status.STOPPED)
ACTIVE = tuple(status for status in Status if status not in ENDED)
"""What is still being decided on, carried out or looked at."""


@dataclass(frozen=True)
class Decider:
    """Who decides (a role of a department, never a name), when, and why."""

    role: str
    department_id: str
    at: datetime
    why: Texts = ()

    def on(self, status: Status) -> Decision:
        """Return the decision that gives an initiative this status."""
        return Decision(
            at=self.at,
            what=status.value,
            why=self.why,
            role=self.role,
            department_id=self.department_id,
        )


@dataclass(frozen=True, kw_only=True)
class Few:
    """What fewer than five people are behind: kept here and told nobody outside.

    `id` is that of the measurement, or of the indicator for its baseline.
    """

    id: str
    value: float
    n: int
    note: Texts = ()


@dataclass(frozen=True, kw_only=True)
class Initiative(Aggregate):
    """An initiative. What follows from the rest, so that lists find it, is set by `filed`."""

    status: Status
    title: Texts
    problem: Texts = ()
    solution: Texts = ()
    contact: Texts = ()
    idea_ids: tuple[str, ...] = ()
    opportunity_ids: tuple[str, ...] = ()
    step_ids: tuple[str, ...] = ()
    goal_ids: tuple[str, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    needs: tuple[Need, ...] = ()
    matches: tuple[Match, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    decisions: tuple[Decision, ...] = ()
    operated_by: Texts = ()
    review_on: date | None = None
    few: tuple[Few, ...] = ()
    shared_with: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    linked_ideas: tuple[str, ...] = ()
    linked_steps: tuple[str, ...] = ()
    next_due: date = NEVER

    @property
    def public(self) -> bool:
        """Tell whether everyone may see it."""
        return self.visibility is Visibility.PUBLIC

    @property
    def ended(self) -> bool:
        """Tell whether nothing more is decided about it."""
        return self.status in ENDED


def propose(
    new: NewInitiative,
    *,
    id: str,
    process_id: str,
    decider: Decider,
    ids: Callable[[], str],
) -> Change[Initiative]:
    """Propose to do something; the department that proposes it is asked to lead.

    Only departments that are asked see it until it is published.
    """
    owner, at = decider.department_id, decider.at
    wanted = _with_lead(new.commitments, owner)
    commitments = tuple(asked_for(each, id=ids(), at=at) for each in wanted)
    initiative = Initiative(
        id=id,
        process_id=process_id,
        owner_department_id=owner,
        created_at=at,
        updated_at=at,
        status=Status.PROPOSED,
        title=new.title,
        problem=new.problem,
        solution=new.solution,
        contact=new.contact,
        idea_ids=once(new.idea_ids),
        opportunity_ids=once(new.opportunity_ids),
        step_ids=once(new.step_ids),
        goal_ids=once(new.goal_ids),
        commitments=commitments,
        decisions=(decider.on(Status.PROPOSED),),
    )
    asked = tuple(CommitmentAsked(each.id, each.department_id, at) for each in commitments)
    return Change(initiative, (InitiativeProposed(at), *asked))


def _with_lead(asked: tuple[NewCommitment, ...], owner: str) -> tuple[NewCommitment, ...]:
    for number, each in enumerate(asked):
        check_role(each.department_id, each.role, owner, f"/commitments/{number}")
    if len({each.department_id for each in asked}) < len(asked):
        raise Unfit("This department is there twice.", pointer="/commitments")
    if any(each.department_id == owner for each in asked):
        return asked
    return (NewCommitment(department_id=owner, role=CommitmentRole.LEAD), *asked)


def publish(initiative: Initiative, at: datetime) -> Change[Initiative]:
    """Let everyone see it."""
    if initiative.public:
        raise NotOpen("It is public already.")
    if initiative.status is Status.STOPPED:
        raise NotOpen("This initiative was stopped.")
    shown = replace(initiative, visibility=Visibility.PUBLIC)
    return Change(shown, (InitiativePublished(at),))


def change(initiative: Initiative, edit: InitiativeEdit, at: datetime) -> Change[Initiative]:
    """Change its words and what it grew from; nothing happened if all is as before."""
    must_go_on(initiative)
    said = {name: value for name, value in vars(edit).items() if value is not None}
    said |= {name: once(value) for name, value in said.items() if name.endswith("_ids")}
    changed = replace(initiative, **said)
    if changed == initiative:
        return Change(initiative, ())
    return Change(changed, (InitiativeChanged(at),))


def must_go_on(initiative: Initiative) -> None:
    """Refuse to change what was stopped."""
    if initiative.status is Status.STOPPED:
        raise NotOpen("This initiative was stopped.")


def asked_for(new: NewCommitment, *, id: str, at: datetime) -> Commitment:
    """Return the commitment that a department is asked for."""
    return Commitment(
        id=id, department_id=new.department_id, role=new.role, what=new.what, asked_at=at
    )


def check_role(department: str, role: CommitmentRole, owner: str, pointer: str = "") -> None:
    """Let the owner lead, and nobody else."""
    if (role is CommitmentRole.LEAD) is not (department == owner):
        raise Unfit(
            "The department that owns it leads; others contribute or are informed.",
            pointer=f"{pointer}/role",
        )


def once(ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return each id once, in the order in which it came first."""
    return tuple(dict.fromkeys(ids))

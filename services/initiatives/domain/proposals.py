"""What is proposed, opened or to be otherwise, before anything has been decided."""

from dataclasses import dataclass

from initiatives.events.parts import CommitmentRole, Texts
from initiatives.events.processes import CocreationType, Party, Phase, Promise


@dataclass(frozen=True)
class NewGoal:
    """A goal; with the id of one that is there, it is that one in new words."""

    title: Texts
    id: str | None = None


@dataclass(frozen=True, kw_only=True)
class NewProcess:
    """What a department invites others to."""

    title: Texts
    challenge: Texts
    type: CocreationType
    promise: Promise
    promise_text: Texts = ()
    target_groups: tuple[Texts, ...] = ()
    goals: tuple[NewGoal, ...] = ()
    phases: tuple[Phase, ...] = ()
    parties: tuple[Party, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProcessEdit:
    """What is to be otherwise; None leaves it as it is."""

    title: Texts | None = None
    challenge: Texts | None = None
    type: CocreationType | None = None
    promise: Promise | None = None
    promise_text: Texts | None = None
    target_groups: tuple[Texts, ...] | None = None
    goals: tuple[NewGoal, ...] | None = None
    phases: tuple[Phase, ...] | None = None
    parties: tuple[Party, ...] | None = None
    languages: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class NewCommitment:
    """What a department is asked for."""

    department_id: str
    role: CommitmentRole = CommitmentRole.CONTRIBUTING
    what: Texts = ()


@dataclass(frozen=True, kw_only=True)
class NewInitiative:
    """What somebody proposes."""

    title: Texts
    problem: Texts = ()
    solution: Texts = ()
    contact: Texts = ()
    idea_ids: tuple[str, ...] = ()
    opportunity_ids: tuple[str, ...] = ()
    step_ids: tuple[str, ...] = ()
    goal_ids: tuple[str, ...] = ()
    commitments: tuple[NewCommitment, ...] = ()
    """Those asked besides the department that leads."""
    process_id: str | None = None
    department_id: str | None = None
    """The department that is to lead, one of the caller's."""


@dataclass(frozen=True, kw_only=True)
class InitiativeEdit:
    """What is to be otherwise; None leaves it as it is."""

    title: Texts | None = None
    problem: Texts | None = None
    solution: Texts | None = None
    contact: Texts | None = None
    idea_ids: tuple[str, ...] | None = None
    opportunity_ids: tuple[str, ...] | None = None
    step_ids: tuple[str, ...] | None = None
    goal_ids: tuple[str, ...] | None = None

"""What departments are asked for, and what they promise; only a department itself answers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from chassis.changes import Cause, Change
from chassis.errors import NotThere
from chassis.identity import Caller
from initiatives.actions.finding import Wanted
from initiatives.actions.initiatives import Initiatives
from initiatives.actions.processes import part_ids
from initiatives.actions.seeing import Seen
from initiatives.domain import commitments as domain
from initiatives.domain.initiatives import ACTIVE, Decider, Initiative
from initiatives.domain.parts import part
from initiatives.domain.proposals import NewCommitment
from initiatives.events.parts import Answer, Commitment, Milestone, Texts


@dataclass(frozen=True)
class Promised:
    """What one department is asked for in one initiative."""

    commitment: Commitment
    seen: Seen

    @property
    def overdue(self) -> tuple[Milestone, ...]:
        """What the department itself should have reached before today."""
        own = self.commitment.department_id
        return tuple(each for each in self.seen.overdue if each.department_id == own)


@dataclass(frozen=True)
class Commitments:
    """The commitments in all initiatives."""

    initiatives: Initiatives
    now: Callable[[], datetime]

    def ask(
        self, caller: Caller, cause: Cause, id: str, new: NewCommitment
    ) -> tuple[Initiative, str]:
        """Ask a department to take part; gives the id of what it is asked for."""
        made = part_ids(cause, "commitment", id)()
        return self.initiatives.steer(
            caller, cause, id, lambda i: domain.ask(i, new, made, self.now())
        ), made

    def accept(self, caller: Caller, cause: Cause, id: str, commitment_id: str) -> Initiative:
        """Say yes for one's own department."""
        return self._answer(caller, cause, id, commitment_id, domain.accept)

    def decline(
        self, caller: Caller, cause: Cause, id: str, commitment_id: str, reason: Texts
    ) -> Initiative:
        """Say no for one's own department, with a reason."""
        return self._answer(caller, cause, id, commitment_id, domain.decline, reason)

    def _answer(
        self,
        caller: Caller,
        cause: Cause,
        id: str,
        commitment_id: str,
        say: Callable[[Initiative, str, Decider], Change[Initiative]],
        why: Texts = (),
    ) -> Initiative:
        caller.must("commit")
        initiative = self.initiatives.get(caller, id)
        department = part(initiative.commitments, commitment_id).department_id
        caller.must("commit", department)
        decider = self.initiatives.decider(caller, department, why)
        cause = replace(cause, department=department)  # they may be of several
        return self.initiatives.save(caller, cause, id, lambda i: say(i, commitment_id, decider))

    def page(
        self, caller: Caller, department: str, answer: Answer, limit: int, after: str | None = None
    ) -> tuple[list[Promised], str | None]:
        """Return what a department has answered so, with its initiatives; overdue first.

        Only those that have not ended.
        """
        found, more = self.initiatives.page(caller, of(department, answer), limit, after)
        seen = self.initiatives.seen(caller, found)
        return [Promised(_standing(each.initiative, department), each) for each in seen], more

    def count(self, caller: Caller, department: str, answer: Answer) -> int:
        """Return how many of them there are."""
        return sum(self.initiatives.count(caller, of(department, answer)).values())


def of(department: str, answer: Answer) -> Wanted:
    """Return what is looked for when a department's commitments are."""
    return Wanted(department=department, answer=answer, statuses=ACTIVE)


def _standing(initiative: Initiative, department: str) -> Commitment:
    found = domain.standing(initiative).get(department)
    if found is None:
        raise NotThere("There is nothing with this id.")
    return found

"""Initiatives: proposed, published, carried through their statuses, and found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from chassis.aggregates import Aggregates
from chassis.changes import Cause, Change
from chassis.errors import Forbidden
from chassis.identity import Caller, visible_to
from chassis.stores import Entry
from initiatives.actions.finding import Wanted
from initiatives.actions.fitting import check_room
from initiatives.actions.processes import Processes, own_department, part_ids
from initiatives.actions.seeing import Seeing, Seen
from initiatives.domain import commitments, initiatives, statuses
from initiatives.domain.filing import filed
from initiatives.domain.initiatives import Decider, Initiative
from initiatives.domain.proposals import InitiativeEdit, NewInitiative
from initiatives.events.initiatives import Status
from initiatives.events.parts import Texts

Decide = Callable[[Initiative], Change[Initiative]]
Step = Callable[[Initiative, Decider], Change[Initiative]]
STEPS: dict[Status, Step] = {
    Status.PRIORITISED: statuses.prioritise,
    Status.APPROVED: commitments.approve,
    Status.TESTING: statuses.test,
    Status.IMPLEMENTING: statuses.implement,
    Status.EVALUATED: statuses.evaluate,
    Status.SPREAD: statuses.spread,
    Status.STOPPED: statuses.stop,
}


@dataclass(frozen=True)
class Initiatives:
    """All initiatives of this instance."""

    kept: Aggregates[Initiative]
    processes: Processes
    seeing: Seeing
    now: Callable[[], datetime]

    def propose(self, caller: Caller, cause: Cause, new: NewInitiative) -> Initiative:
        """Propose to do something; only departments that are asked see it so far."""
        owner = own_department(caller, new.department_id, self.processes.instance)
        caller.must("steer", owner)
        process_id = new.process_id or self.processes.standing
        id = cause.new_id("initiative")
        ids = part_ids(cause, "commitment", id)

        def decide() -> Change[Initiative]:
            self.processes.check_takes(process_id, new.goal_ids)
            return filed(
                initiatives.propose(
                    new,
                    id=id,
                    process_id=process_id,
                    decider=self.decider(caller, owner),
                    ids=ids,
                )
            )

        return self.kept.make(replace(cause, department=owner), id, decide)

    def publish(self, caller: Caller, cause: Cause, id: str) -> Initiative:
        """Let everyone see it."""
        return self.steer(caller, cause, id, lambda i: initiatives.publish(i, self.now()))

    def change(self, caller: Caller, cause: Cause, id: str, edit: InitiativeEdit) -> Initiative:
        """Change its words and what it grew from."""

        def decide(initiative: Initiative) -> Change[Initiative]:
            new = set(edit.goal_ids or ()) - set(initiative.goal_ids)
            self.processes.check_goals(initiative.process_id, new, "/goalIds")
            return initiatives.change(initiative, edit, self.now())

        return self.steer(caller, cause, id, decide)

    def advance(
        self, caller: Caller, cause: Cause, id: str, status: Status, why: Texts = ()
    ) -> Initiative:
        """Decide that it comes a step further, or ends."""
        step = STEPS[status]
        return self.steer(
            caller,
            cause,
            id,
            lambda i: step(i, self.decider(caller, i.owner_department_id, why)),
        )

    def operate(
        self,
        caller: Caller,
        cause: Cause,
        id: str,
        operated_by: Texts,
        review_on: date,
        why: Texts = (),
    ) -> Initiative:
        """Hand it to a function that runs it from now on."""

        def decide(initiative: Initiative) -> Change[Initiative]:
            decider = self.decider(caller, initiative.owner_department_id, why)
            return statuses.operate(initiative, operated_by, review_on, decider)

        return self.steer(caller, cause, id, decide)

    def steer(self, caller: Caller, cause: Cause, id: str, decide: Decide) -> Initiative:
        """Change it as the department that owns it."""
        caller.must("steer")
        owner = self.get(caller, id).owner_department_id
        caller.must("steer", owner)
        return self.save(caller, replace(cause, department=owner), id, decide)

    def carry_out(self, caller: Caller, cause: Cause, id: str, decide: Decide) -> Initiative:
        """Change it as the department that owns it, or as one that has promised to take part."""
        if not (caller.may("steer") or caller.may("commit")):
            caller.must("commit")
        initiative = self.get(caller, id)
        if not self._carries_out(caller, initiative):
            raise Forbidden("This is for the departments that carry the initiative out.")
        return self.save(caller, cause, id, decide)

    def _carries_out(self, caller: Caller, initiative: Initiative) -> bool:
        if caller.may("steer", initiative.owner_department_id):
            return True
        promised = commitments.carries_out(initiative, caller.departments)
        return caller.may("commit") and bool(promised)

    def save(self, caller: Caller, cause: Cause, id: str, decide: Decide) -> Initiative:
        """Keep what is decided, filed where lists find it; whoever asks must have been checked."""

        def decided(initiative: Initiative) -> Change[Initiative]:
            change = filed(decide(initiative))
            check_room(initiative, change)
            return change

        return self.kept.change(id, cause, decided, visible_to(caller))

    def decider(self, caller: Caller, department: str, why: Texts = ()) -> Decider:
        """Return who decides now, as it is kept: a role of a department."""
        return Decider(caller.role, department, self.now(), why)

    def get(self, caller: Caller, id: str) -> Initiative:
        """Return one, or raise `NotThere`: it is not there, or not for this caller."""
        return self.kept.get(id, visible_to(caller))

    def seen(self, caller: Caller, several: Iterable[Initiative]) -> list[Seen]:
        """Return them as this caller sees them."""
        return self.seeing.of(caller, list(several))

    def page(
        self, caller: Caller, wanted: Wanted, limit: int, after: str | None
    ) -> tuple[list[Initiative], str | None]:
        """Return a page: a department's own with what is overdue first, else the newest first."""
        where, order = wanted.where(), wanted.order()
        return self.kept.find(where, order, limit, after, visible_to(caller))

    def count(self, caller: Caller, wanted: Wanted) -> dict[Status, int]:
        """Return how many of them there are, by status."""
        where = (*visible_to(caller).where, *wanted.where())
        found = self.kept.store.count_by("initiative", "status", where)
        return {status: found[status] for status in Status if found.get(status)}

    def history(self, caller: Caller, id: str, after: int, limit: int) -> list[Entry]:
        """Return what happened to it, in order."""
        self.get(caller, id)
        return self.kept.store.history("initiative", id, after, limit)

"""Processes: what a department invites others to solve together."""

import uuid
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from chassis.aggregates import Aggregates
from chassis.changes import Cause, Change, derived
from chassis.errors import NotThere, Unfit
from chassis.identity import Caller, visible_to
from chassis.stores import Condition, Entry, Order
from initiatives.domain import processes as domain
from initiatives.domain.processes import Process
from initiatives.domain.proposals import NewProcess, ProcessEdit

ORDER: Order = (("createdAt", -1),)


def part_ids(cause: Cause, kind: str, of: str) -> Callable[[], str]:
    """Return what gives ids to parts of one thing: the same again for a cause that comes again.

    A key that is used for several things gives each of them parts of their own.
    """
    numbers: Iterator[int] = iter(range(10_000))

    def next_id() -> str:
        number = next(numbers)
        return derived(kind, of, cause.id, str(number)) if cause.keyed else str(uuid.uuid4())

    return next_id


def own_department(caller: Caller, wanted: str | None, instance: str) -> str:
    """Return the department that somebody acts for: the one they say, else their first."""
    return wanted or (caller.departments[0] if caller.departments else instance)


@dataclass(frozen=True)
class Processes:
    """All processes of this instance."""

    kept: Aggregates[Process]
    instance: str
    now: Callable[[], datetime]

    @property
    def standing(self) -> str:
        """The id of the process that all belongs to which belongs to no other."""
        return derived("process", self.instance)

    def open(
        self, caller: Caller, cause: Cause, new: NewProcess, department: str | None = None
    ) -> Process:
        """Invite to solve something together, in public."""
        owner = own_department(caller, department, self.instance)
        caller.must("steer", owner)
        id = cause.new_id("process")
        ids = part_ids(cause, "goal", id)
        return self.kept.make(
            cause,
            id,
            lambda: domain.open_process(
                new, id=id, owner_department_id=owner, ids=ids, at=self.now()
            ),
        )

    def change(self, caller: Caller, cause: Cause, id: str, edit: ProcessEdit) -> Process:
        """Change what is said of it."""
        return self._steer(
            caller,
            cause,
            id,
            lambda p: domain.change_process(p, edit, part_ids(cause, "goal", id), self.now()),
        )

    def begin_phase(self, caller: Caller, cause: Cause, id: str, phase: str) -> Process:
        """Go on to another phase."""
        return self._steer(caller, cause, id, lambda p: domain.begin_phase(p, phase, self.now()))

    def close(self, caller: Caller, cause: Cause, id: str) -> Process:
        """End it."""
        return self._steer(caller, cause, id, lambda p: domain.close_process(p, self.now()))

    def _steer(
        self,
        caller: Caller,
        cause: Cause,
        id: str,
        decide: Callable[[Process], Change[Process]],
    ) -> Process:
        caller.must("steer")
        caller.must("steer", self.get(caller, id).owner_department_id)
        return self.kept.change(id, cause, decide, visible_to(caller))

    def get(self, caller: Caller, id: str) -> Process:
        """Return one, or raise `NotThere`."""
        return self.kept.get(id, visible_to(caller))

    def page(
        self, caller: Caller, limit: int, after: str | None, status: str | None = None
    ) -> tuple[list[Process], str | None]:
        """Return a page of processes, the newest first."""
        where: list[Condition] = [("status", "eq", status)] if status else []
        return self.kept.find(where, ORDER, limit, after, visible_to(caller))

    def history(self, caller: Caller, id: str, after: int, limit: int) -> list[Entry]:
        """Return what happened to it, in order."""
        self.get(caller, id)
        return self.kept.store.history("process", id, after, limit)

    def check_takes(self, id: str, goal_ids: tuple[str, ...]) -> None:
        """Refuse a new initiative where there is no such process, or it is over."""
        try:
            domain.check_takes(self.kept.get(id), goal_ids)
        except NotThere:
            if id != self.standing:
                raise Unfit("There is no process with this id.", pointer="/processId") from None

    def check_goals(self, id: str, goal_ids: Collection[str], pointer: str) -> None:
        """Refuse goals that a process has not; one that nobody has opened takes any."""
        try:
            domain.check_goals(self.kept.get(id), goal_ids, pointer)
        except NotThere:
            return

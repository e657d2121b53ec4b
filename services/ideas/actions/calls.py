"""Calls for contributions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chassis.aggregates import Aggregates
from chassis.changes import Cause, derived
from chassis.errors import NotThere, Unfit
from chassis.identity import Caller, visible_to
from chassis.stores import Condition, Order
from ideas.domain import calls as domain
from ideas.domain.calls import Call, NewCall

ORDER: Order = (("createdAt", -1),)


@dataclass(frozen=True)
class Calls:
    """All calls of this instance."""

    kept: Aggregates[Call]
    instance: str
    now: Callable[[], datetime]

    def open(self, caller: Caller, cause: Cause, new: NewCall) -> Call:
        """Ask citizens for something, in public; the department that asks owns what comes."""
        department = caller.departments[0] if caller.departments else self.instance
        caller.must("steer", department)
        process_id = new.process_id or derived("process", self.instance)
        id = cause.new_id("call")
        return self.kept.make(
            cause,
            id,
            lambda: domain.open_call(
                new,
                id=id,
                process_id=process_id,
                owner_department_id=department,
                at=self.now(),
            ),
        )

    def close(self, caller: Caller, cause: Cause, id: str) -> Call:
        """Take no more contributions."""
        self._must_own(caller, id)
        return self.kept.change(id, cause, lambda call: domain.close_call(call, self.now()))

    def reopen(self, caller: Caller, cause: Cause, id: str) -> Call:
        """Take contributions again."""
        self._must_own(caller, id)
        return self.kept.change(id, cause, lambda call: domain.reopen_call(call, self.now()))

    def get(self, caller: Caller, id: str) -> Call:
        """Return one, or raise `NotThere`."""
        return self.kept.get(id, visible_to(caller))

    def page(
        self, caller: Caller, limit: int, after: str | None, status: str | None = None
    ) -> tuple[list[Call], str | None]:
        """Return a page of calls, the newest first."""
        where: list[Condition] = [("status", "eq", status)] if status else []
        return self.kept.find(where, ORDER, limit, after, visible_to(caller))

    def of(self, id: str | None) -> Call | None:
        """Return the call that a contribution names, if there is such a one."""
        try:
            return self.kept.get(id) if id else None
        except NotThere:
            return None

    def named(self, id: str | None) -> Call | None:
        """Return the call that somebody names, or refuse a name that nobody knows."""
        call = self.of(id)
        if id and call is None:
            raise Unfit("There is no call with this id.", pointer="/callId")
        return call

    def _must_own(self, caller: Caller, id: str) -> None:
        caller.must("steer", self.get(caller, id).owner_department_id)

"""What all things that departments own here have in common: who sees, changes and finds them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Any, ClassVar, Generic, TypeVar

from chassis.aggregates import Aggregates
from chassis.changes import Aggregate, Cause, Change, derived
from chassis.errors import Unfit
from chassis.identity import Caller, visible_to
from chassis.stores import Condition, Entry, Op, Order
from journeys.actions.neighbours import every

A = TypeVar("A", bound=Aggregate)
ORDER: Order = (("createdAt", -1),)
COMMON: dict[str, tuple[str, Op]] = {
    "status": ("status", "eq"),
    "process": ("processId", "eq"),
    "department": ("ownerDepartmentId", "eq"),
}
"""What every list can be asked for, and which field that asks."""


@dataclass(frozen=True)
class Owned(Generic[A]):
    """All things of one kind in this instance."""

    kept: Aggregates[A]
    instance: str
    now: Callable[[], datetime]

    filters: ClassVar[dict[str, tuple[str, Op]]] = COMMON

    def get(self, caller: Caller, id: str) -> A:
        """Return one, or raise `NotThere`: it is not there, or not for this caller."""
        return self.kept.get(id, visible_to(caller))

    def page(
        self,
        caller: Caller,
        wanted: dict[str, Any],
        words: str | None = None,
        limit: int = 20,
        after: str | None = None,
    ) -> tuple[list[A], str | None]:
        """Return a page of what this caller may see, the newest first.

        `wanted` has the filters of the list by their names in a query.
        """
        return self.kept.find(self._where(wanted, words), ORDER, limit, after, visible_to(caller))

    def at(self, caller: Caller, step_ids: Sequence[str]) -> list[A]:
        """Return all that name one of these steps and that this caller may see, oldest first."""
        where = [*visible_to(caller).where, ("stepIds", "any", sorted(set(step_ids)))]
        found = [self.kept.read(doc) for doc in every(self.kept.store, self.kept.kind, where)]
        return sorted(found, key=lambda thing: (thing.created_at, thing.id))

    def count(self, caller: Caller, wanted: dict[str, Any], words: str | None = None) -> int:
        """Return how many of them there are."""
        where = (*visible_to(caller).where, *self._where(wanted, words))
        return self.kept.store.count(self.kept.kind, where)

    def seen(self, caller: Caller, ids: Sequence[str]) -> dict[str, A]:
        """Return those of these that are there and that this caller may see, in their order."""
        allows, wanted = visible_to(caller).allows, list(dict.fromkeys(ids))
        there = self.kept.store.get_many(self.kept.kind, wanted)
        allowed = [id for id in wanted if id in there and allows(there[id].body)]
        return {id: self.kept.read(there[id]) for id in allowed}

    def history(self, caller: Caller, id: str, after: int = 0, limit: int = 100) -> list[Entry]:
        """Return what happened to one, in order."""
        self.get(caller, id)
        return self.kept.store.history(self.kept.kind, id, after, limit)

    def may_change(self, caller: Caller, thing: A) -> bool:
        """Tell whether this caller may change it."""
        return caller.may("map", thing.owner_department_id)

    def check(self, caller: Caller, ids: Sequence[str], pointer: str) -> None:
        """Refuse ids of what is not there for this caller; `pointer` is where they were given."""
        there = self.seen(caller, ids)
        for n, id in enumerate(ids):
            if id not in there:
                raise Unfit("There is nothing with this id.", pointer=f"{pointer}/{n}")

    def _where(self, wanted: dict[str, Any], words: str | None) -> list[Condition]:
        where: list[Condition] = [
            (*self.filters[name], str(value)) for name, value in wanted.items() if value is not None
        ]
        return [*where, ("*", "text", words)] if words else where

    def _make(
        self, caller: Caller, cause: Cause, process_id: str | None, decide: "Beginning[A]"
    ) -> A:
        """Keep what the caller's department begins, in the process named or the standing one."""
        department = caller.departments[0] if caller.departments else self.instance
        caller.must("map", department)
        process_id = process_id or derived("process", self.instance)
        id = cause.new_id(self.kept.kind)
        return self.kept.make(cause, id, lambda: decide(id, process_id, department))

    def edit(self, caller: Caller, cause: Cause, id: str, decide: Callable[[A], Change[A]]) -> A:
        """Decide on one, for those who may `map` in the department that owns it."""
        visible = visible_to(caller)
        caller.must("map")
        owner = self.kept.get(id, visible).owner_department_id
        caller.must("map", owner)
        return self.kept.change(id, replace(cause, department=owner), decide, visible)


Beginning = Callable[[str, str, str], Change[A]]
"""How something begins, with its id, its process and the department that owns it."""


def insider(caller: Caller, thing: Aggregate) -> bool:
    """Tell whether this caller may see what few people are behind, of a thing they may see."""
    return caller.may("read", thing.owner_department_id)


def part_ids(cause: Cause, of: str) -> Callable[[str], str]:
    """Return what gives ids to parts of a thing: the same when the same cause comes again."""
    numbers = count()
    return lambda kind: derived(kind, of, cause.id, str(next(numbers)))

"""Departments as they are asked for, and as the manifests make them."""

from collections.abc import Mapping
from dataclasses import dataclass

from chassis.aggregates import Aggregates
from chassis.changes import Cause, Text, derived
from chassis.identity import EVERYTHING, Caller, visible_to
from chassis.stores import Where
from gateway import domain
from gateway.domain import Department, Status

Names = tuple[Text, ...]


@dataclass(frozen=True)
class Departments:
    """All departments, whichever way they are reached."""

    kept: Aggregates[Department]
    instance: str

    def get(self, caller: Caller, id: str) -> Department:
        """Return a department; raises `NotThere`."""
        return self.kept.get(id, visible_to(caller))

    def page(
        self, caller: Caller, status: str | None, limit: int, after: str | None
    ) -> tuple[list[Department], str | None]:
        """Return a page of departments by id, and the place to go on from."""
        where: Where = [("status", "eq", status)] if status else []
        return self.kept.find(where, [("id", 1)], limit, after, visible_to(caller))

    def follow(self, wanted: Mapping[str, Names]) -> int:
        """Make the departments those of the manifests; return how many changed."""
        there = {department.id: department for department in self._all()}
        changed = [id for id, names in wanted.items() if self._keep_up(there.get(id), id, names)]
        gone = [d for d in there.values() if d.id not in wanted and d.status is Status.OPEN]
        for department in gone:
            self.kept.change(department.id, _cause("closed", department), domain.close)
        return len(changed) + len(gone)

    def _all(self) -> list[Department]:
        found, after = self.kept.find([], [("id", 1)], 100, None, EVERYTHING)
        while after:
            more, after = self.kept.find([], [("id", 1)], 100, after, EVERYTHING)
            found += more
        return found

    def _keep_up(self, department: Department | None, id: str, names: Names) -> bool:
        if department is None:
            process, at = derived("process", self.instance), self.kept.now()
            cause = Cause(id=f"manifest/{id}/registered", keyed=True, by_people=False)
            self.kept.make(cause, id, lambda: domain.register(id, names, process, at))
            return True
        if not domain.keep_up(department, names).facts:
            return False
        cause = _cause("kept up", department)
        self.kept.change(id, cause, lambda now: domain.keep_up(now, names))
        return True


def _cause(what: str, department: Department) -> Cause:
    """Each step from a revision is done once, however many follow the same manifests."""
    step = f"manifest/{department.id}/{what}/{department.revision}"
    return Cause(id=step, keyed=True, by_people=False)

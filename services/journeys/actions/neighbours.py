"""What is known here of others, as copies: contributions, initiatives, processes, departments."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from chassis.changes import Text
from chassis.codec import load
from chassis.stores import Doc, Store, Where
from journeys.events.journeys import Texts

V = TypeVar("V")
AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class IdeaCopy:
    """A public contribution, as far as it is needed here."""

    id: str
    kind: str
    title: Texts
    body: Texts = ()
    language: str = ""
    status: str = ""


@dataclass(frozen=True, kw_only=True)
class InitiativeCopy:
    """A public initiative, as far as it is needed here."""

    id: str
    title: Texts
    status: str
    owner_department_id: str
    step_ids: tuple[str, ...] = ()
    opportunity_ids: tuple[str, ...] = ()

    @property
    def stopped(self) -> bool:
        """Tell whether nobody goes on with it."""
        return self.status == "stopped"


@dataclass(frozen=True, kw_only=True)
class ProcessCopy:
    """A public process, as far as it is needed here."""

    id: str
    title: Texts
    status: str = ""


@dataclass(frozen=True)
class Neighbours:
    """The copies kept of others' aggregates. What is not public is as if it were not there."""

    store: Store

    def ideas(self, ids: Iterable[str]) -> dict[str, IdeaCopy]:
        """Return those of these contributions that are public, by id."""
        return self._seen("copy_idea", ids, IdeaCopy)

    def is_public(self, idea_id: str) -> bool:
        """Tell whether everyone may see a contribution, as far as it is known here."""
        return idea_id in self.ideas([idea_id])

    def processes(self, ids: Iterable[str]) -> dict[str, ProcessCopy]:
        """Return those of these processes that are public, by id."""
        return self._seen("copy_process", ids, ProcessCopy)

    def initiatives_at(self, step_ids: Iterable[str]) -> dict[str, list[InitiativeCopy]]:
        """Return the public initiatives that name these steps, by step; stopped ones are last."""
        steps = list(step_ids)
        found: dict[str, list[InitiativeCopy]] = {}
        for initiative in self._initiatives("stepIds", steps) if steps else ():
            for step_id in set(initiative.step_ids) & set(steps):
                found.setdefault(step_id, []).append(initiative)
        return found

    def initiatives_for(self, opportunity_id: str) -> list[InitiativeCopy]:
        """Return the public initiatives that answer a question; stopped ones are last."""
        return self._initiatives("opportunityIds", [opportunity_id])

    def departments(self, ids: Iterable[str]) -> dict[str, Texts]:
        """Return the names of these departments; of one not known here its id is the name."""
        wanted = list(dict.fromkeys(ids))
        there = self.store.get_many("copy_department", wanted)
        return {id: _name(there.get(id), id) for id in wanted}

    def all_departments(self) -> dict[str, Texts]:
        """Return the names of all departments that take part."""
        docs = self.store.find("copy_department", (), (("id", 1),), AT_ONCE).items
        return {doc.id: _name(doc, doc.id) for doc in docs if doc.body["status"] != "closed"}

    def _initiatives(self, field: str, ids: list[str]) -> list[InitiativeCopy]:
        where: Where = [(field, "any", ids), ("visibility", "eq", "public")]
        docs = every(self.store, "copy_initiative", where)
        found = [copy for doc in docs if (copy := _open(doc, InitiativeCopy))]
        return sorted(found, key=lambda initiative: initiative.stopped)

    def _seen(self, kind: str, ids: Iterable[str], view: type[V]) -> dict[str, V]:
        wanted = list(dict.fromkeys(ids))
        there = self.store.get_many(kind, wanted)
        opened = {id: _open(there[id], view) for id in wanted if id in there}
        return {id: copy for id, copy in opened.items() if copy}


def every(store: Store, kind: str, where: Where) -> list[Doc]:
    """Return all documents that fit, page after page."""
    found: list[Doc] = []
    after: str | None = None
    while True:
        page = store.find(kind, where, (("id", 1),), AT_ONCE, after)
        found += page.items
        after = page.next
        if after is None:
            return found


def _open(doc: Doc, view: type[V]) -> V | None:
    body: dict[str, Any] = doc.body
    if body["visibility"] != "public" or body.get("withheld"):
        return None
    return load(view, body)


def _name(doc: Doc | None, id: str) -> Texts:
    names = doc.body.get("names") if doc else None
    return tuple(load(Text, name) for name in names) if names else (Text("und", id),)

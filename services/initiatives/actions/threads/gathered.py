"""What lies on a thread, read in a few batches from what is kept here; bounded, and saying so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from chassis.identity import Visible
from chassis.stores import Body, Condition, Store

MOST = {
    "idea": 100,
    "evidence": 200,
    "insight": 100,
    "opportunity": 50,
    "initiative": 20,
    "pin": 200,
    "step": 200,
    "journey": 20,
    "persona": 50,
}
"""How many of a kind are told at most."""
Some = dict[str, Body | None]
"""Bodies by id; None stands for what is not public, or was not heard of yet."""


@dataclass
class Gathered:
    """The documents of one thread, by kind and id."""

    store: Store
    found: dict[str, Some] = field(default_factory=dict)
    more: dict[str, None] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    """The ids of what is known not to be public."""

    def all(self, kind: str) -> Some:
        """Return what was found of a kind."""
        return self.found.setdefault(kind, {})

    def open(self, kind: str) -> list[Body]:
        """Return what was found of a kind and may be shown."""
        return [body for body in self.all(kind).values() if body is not None]

    def named(self, kind: str, ids: Iterable[str]) -> list[Body]:
        """Fetch the copies with these ids; gives those that may be shown."""
        wanted = self._cut(kind, list(dict.fromkeys(ids)))
        there = self.store.get_many(f"copy_{kind}", wanted) if wanted else {}
        some = {id: public(there[id].body) if id in there else None for id in wanted}
        self.all(kind).update(some)
        self.closed |= {id for id in there if some[id] is None}
        return [body for body in some.values() if body is not None]

    def naming(self, kind: str, *where: Condition) -> list[Body]:
        """Find the copies that fit; gives those that may be shown."""
        docs = self.store.find(f"copy_{kind}", where, limit=MOST[kind] + 1).items
        bodies = {doc.id: body for doc in docs if (body := public(doc.body)) is not None}
        kept = self._cut(kind, list(bodies))
        self.all(kind).update({id: bodies[id] for id in kept})
        return [bodies[id] for id in kept]

    def own(self, visible: Visible, *ways: Condition) -> None:
        """Find the initiatives that fit in one of these ways, as far as the caller may see them."""
        limit = MOST["initiative"]
        found: dict[str, Body | None] = {}
        for way in ways:
            where = (*visible.where, way)
            for doc in self.store.find("initiative", where, limit=limit + 1).items:
                found[doc.id] = doc.body
        self.all("initiative").update({id: found[id] for id in self._cut("initiative", [*found])})

    def only(self, kind: str, ids: Iterable[str]) -> list[str]:
        """Return as many of these ids as are told of a kind that has no documents of its own."""
        return self._cut(kind, list(dict.fromkeys(ids)))

    def _cut(self, kind: str, ids: Sequence[str]) -> list[str]:
        if len(ids) > MOST[kind]:
            self.more[kind] = None
        return list(ids[: MOST[kind]])


def public(body: Body) -> Body | None:
    """Return what a copy says, or None where its contents are withheld."""
    return None if body.get("withheld") or body.get("visibility") != "public" else body


def ids(bodies: Iterable[Mapping[str, Any]], *names: str) -> list[str]:
    """Return the ids that these bodies name, in lists or alone."""
    found = chain.from_iterable(_listed(body.get(name)) for body in bodies for name in names)
    return list(dict.fromkeys(found))


def inside(bodies: Iterable[Mapping[str, Any]], name: str) -> list[Mapping[str, Any]]:
    """Return the parts of these bodies under a name."""
    return [part for body in bodies for part in body.get(name) or ()]


def _listed(value: Any) -> Sequence[str]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else list(value)

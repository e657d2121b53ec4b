"""The thread between what was given and what came of it, walked along our own copies.

Copies that are withheld name nothing, so no way leads through what is not public.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chassis.stores import Condition, Doc, Order, Store
from chassis.stores.bodies import reach

LINKS = (
    ("initiative", "ideaIds", "idea"),
    ("initiative", "indicators.ideaIds", "idea"),
    ("initiative", "opportunityIds", "opportunity"),
    ("opportunity", "insightIds", "insight"),
    ("insight", "evidenceIds", "evidence"),
    ("evidence", "ideaId", "idea"),
)
"""What names what: a kind, the field, and the kind of what is named there."""
NODES = ("idea", "evidence", "insight", "opportunity", "initiative")
TELLING = ("evidence", "initiative")
"""Kinds whose turns concern the givers of what they grew from."""
AT_ONCE = 500


@dataclass(frozen=True)
class Threads:
    """Walks up to what tells, and down to what was given; a level is one question to the store."""

    store: Store

    def given(self, kind: str, ids: Collection[str]) -> dict[str, set[str]]:
        """Return the contributions that each of these grew from."""
        if kind == "idea":
            return {id: {id} for id in ids}
        found = {id: set[str]() for id in ids}
        docs = self.store.get_many(f"copy_{kind}", sorted(ids)) if ids else {}
        for above, field, below in LINKS:
            if above == kind:
                named = {id: _named(doc.body, field) for id, doc in docs.items()}
                further = self.given(below, _all(named))
                for id, each in named.items():
                    found[id] |= _all({one: further[one] for one in each})
        return found

    def telling(self, kind: str, ids: Collection[str]) -> dict[str, set[str]]:
        """Return the evidence and initiatives that each of these is, or is a ground of."""
        found = {id: {id} if kind in TELLING else set[str]() for id in ids}
        for above, field, below in LINKS:
            if below == kind and ids:
                docs = self._naming(above, field, ids)
                further = self.telling(above, [doc.id for doc in docs])
                for doc in docs:
                    for id in _named(doc.body, field) & found.keys():
                        found[id] |= further[doc.id]
        return found

    def _naming(self, kind: str, field: str, ids: Collection[str]) -> list[Doc]:
        return every(self.store, f"copy_{kind}", (field, "any", sorted(ids)))


def every(store: Store, kind: str, *where: Condition, order: Order = ()) -> list[Doc]:
    """Return all documents that fit, page by page."""
    page = store.find(kind, where, order, AT_ONCE)
    found = page.items
    while page.next:
        page = store.find(kind, where, order, AT_ONCE, page.next)
        found += page.items
    return found


def _named(body: dict[str, Any], field: str) -> set[str]:
    found = reach(body, field)
    return {each for one in found for each in ([one] if isinstance(one, str) else one or ())}


def _all(sets: Mapping[str, Iterable[str]]) -> set[str]:
    return {each for one in sets.values() for each in one}

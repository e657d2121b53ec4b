"""The names of departments, as far as they are known here."""

from collections.abc import Iterable
from dataclasses import dataclass

from chassis.changes import Text
from chassis.codec import load
from chassis.stores import Store
from initiatives.events.parts import Texts

MOST = 200


@dataclass(frozen=True)
class Departments:
    """All departments that we have heard of."""

    store: Store

    def name(self, id: str) -> Texts:
        """Return the name of a department in all its languages; its id where it has none."""
        return self.names([id])[id]

    def all(self) -> dict[str, Texts]:
        """Return the names of all departments that take part, by id."""
        docs = self.store.find("copy_department", limit=MOST).items
        known = [doc for doc in docs if doc.body.get("status") != "closed" and "names" in doc.body]
        return {doc.id: tuple(load(Text, name) for name in doc.body["names"]) for doc in known}

    def names(self, ids: Iterable[str]) -> dict[str, Texts]:
        """Return the names of several, by id."""
        wanted = list(dict.fromkeys(ids))
        copies = self.store.get_many("copy_department", wanted)
        found = {id: copies[id].body.get("names", ()) if id in copies else () for id in wanted}
        return {
            id: tuple(load(Text, name) for name in names) or (Text("und", id),)
            for id, names in found.items()
        }

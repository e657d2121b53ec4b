"""Plain documents as the dataclasses they are: no history, no facts, and no lost update."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from chassis.codec import dump, load
from chassis.errors import Busy, Conflict, NotThere
from chassis.stores import Doc, Order, Store, Where, Write
from notifications.domain.documents import Document

TRIES = 8


D = TypeVar("D", bound=Document)


@dataclass(frozen=True)
class Documents(Generic[D]):
    """All documents of one kind."""

    store: Store
    kind: str
    cls: type[D]

    def get(self, id: str) -> D:
        """Return one, or raise `NotThere`."""
        return self.read(self.store.get(self.kind, id))

    def get_many(self, ids: Sequence[str]) -> dict[str, D]:
        """Return those that are there, by id."""
        return {id: self.read(doc) for id, doc in self.store.get_many(self.kind, ids).items()}

    def find(
        self, where: Where, order: Order = (), limit: int = 50, after: str | None = None
    ) -> tuple[list[D], str | None]:
        """Return a page, and the place to go on from."""
        page = self.store.find(self.kind, where, order, limit, after)
        return [self.read(doc) for doc in page.items], page.next

    def change(self, id: str, decide: Callable[[D | None], D]) -> D:
        """Keep what is decided on the newest version, which is None where there is none."""
        for _ in range(TRIES):
            before = self.get_many([id]).get(id)
            after = decide(before)
            if after == before:
                return after
            try:
                return self.save(after)
            except Conflict:
                continue
        raise Busy("Too many change this at once. Please try again.")

    def alter(self, id: str, decide: Callable[[D], D]) -> D:
        """Keep what is decided on one that is there, or raise `NotThere`."""

        def decided(before: D | None) -> D:
            if before is None:
                raise NotThere("There is nothing with this id.")
            return decide(before)

        return self.change(id, decided)

    def save(self, thing: D) -> D:
        """Keep it; raises `Conflict` when another write came first."""
        return replace(thing, version=self.store.save(self.write(thing)))

    def write(self, thing: D) -> Write:
        """Return what is to be kept."""
        body = dump(thing)
        del body["id"], body["version"]
        return Write(self.kind, thing.id, body, thing.version)

    def read(self, doc: Doc) -> D:
        """Return what a document says."""
        return load(self.cls, doc.body | {"id": doc.id, "version": doc.version})

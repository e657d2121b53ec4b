"""The one way that an aggregate is made and changed: state and facts together, a command once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import cache
from typing import Any, Generic, TypeVar, cast

from chassis.changes import Aggregate, Cause, Change, Visibility
from chassis.codec import camel, dump, load
from chassis.errors import Busy, Conflict, NotThere, Stale, Unfit
from chassis.events import MOST_BYTES, fact, withheld, written
from chassis.identity import EVERYTHING, Visible, audience
from chassis.screening import screen
from chassis.stores import Body, Doc, Entry, Order, Page, Store, Where, Write

A = TypeVar("A", bound=Aggregate)
TRIES = 8


@dataclass(frozen=True)
class Making(Generic[A]):
    """One aggregate to be made: why, under which id, and how it begins."""

    cause: Cause
    id: str
    decide: Callable[[], Change[A]]


@dataclass(frozen=True)
class Aggregates(Generic[A]):
    """All aggregates of one kind in one service."""

    store: Store
    kind: str
    cls: type[A]
    state: type
    """The public state, a dataclass with fields of the aggregate's own names; where the aggregate
    is not public its contents are withheld."""
    source: str
    now: Callable[[], datetime]

    def get(self, id: str, visible: Visible = EVERYTHING) -> A:
        """Return it, or raise `NotThere`: it is not there, or not for this caller."""
        doc = self.store.get(self.kind, id)
        if not visible.allows(doc.body):
            raise NotThere("There is nothing with this id.")
        return self.read(doc)

    def read(self, doc: Doc) -> A:
        """Return the aggregate in a document."""
        return replace(load(self.cls, doc.body), version=doc.version)

    def find(
        self, where: Where, order: Order, limit: int, after: str | None, visible: Visible
    ) -> tuple[list[A], str | None]:
        """Return a page of what this caller may see, and the place to go on from."""
        page: Page = self.store.find(self.kind, (*visible.where, *where), order, limit, after)
        return [self.read(doc) for doc in page.items], page.next

    def make(self, cause: Cause, id: str, decide: Callable[[], Change[A]]) -> A:
        """Keep a new aggregate; the same cause again gives the one made the first time."""
        try:
            if cause.keyed:
                return self._made(cause, id)
        except NotThere:
            pass
        change = decide()
        try:
            return self.save(None, change, cause)
        except Conflict:
            return self._made(cause, id)

    def make_all(self, wanted: Sequence[Making[A]]) -> None:
        """Make each as `make` does, those that are new in one go; raises what `make` raises."""
        there = self.store.get_many(self.kind, [each.id for each in wanted])
        new = {each.id: each for each in reversed(wanted) if each.id not in there}
        done = self.store.save_many([self._first(each) for each in new.values()])
        made = {id for id, version in zip(new, done, strict=True) if version is not None}
        for each in wanted:
            if each.id not in made or new[each.id] is not each:
                self.make(each.cause, each.id, each.decide)

    def _first(self, making: Making[A]) -> Write:
        change = making.decide()
        return self.write(self._stepped(None, change, making.cause), change.facts, making.cause)

    def _made(self, cause: Cause, id: str) -> A:
        found = self.read(self.store.get(self.kind, id))
        if not self._done(found.id, cause):
            raise Unfit("This id is taken.")
        return found

    def change(
        self, id: str, cause: Cause, decide: Callable[[A], Change[A]], visible: Visible = EVERYTHING
    ) -> A:
        """Decide on it and keep what was decided; done once for a cause.

        Raises `NotThere`, `Stale` (the caller saw another edition), `Unfit` (the same key was
        used for something else), what `decide` raises, and `Busy`. Loses no update: when
        another write comes first it looks and decides again.
        """
        for _ in range(TRIES):
            before = self.get(id, visible)
            if cause.keyed and self._done(id, cause):
                return before
            if cause.edition is not None and cause.edition != before.edition:
                raise Stale(
                    "It was changed since you looked and is now v{edition}. Please look again.",
                    edition=before.edition,
                ).beside(edition=before.edition)
            try:
                change = decide(before)
                return self.save(before, change, cause) if change.facts else before
            except Conflict:
                continue
        raise Busy("Too many change this at once. Please try again.")

    def _done(self, id: str, cause: Cause) -> bool:
        entry = self.store.caused(self.kind, id, cause.id)
        if entry and entry.hash and cause.hash and entry.hash != cause.hash:
            raise Unfit("This Idempotency-Key was used before, for something else.")
        return entry is not None

    def save(self, before: A | None, change: Change[A], cause: Cause) -> A:
        """Keep state and facts in one write; raises `Conflict` when another write came first."""
        state = self._stepped(before, change, cause)
        write = self.write(state, change.facts, cause)
        return replace(state, version=self.store.save(write))

    def hold(self, seen: A) -> None:
        """Keep it as it is: who decides on an older look must look again. Raises `Conflict`."""
        self.store.save(Write(self.kind, seen.id, self._body(seen), seen.version))

    def _stepped(self, before: A | None, change: Change[A], cause: Cause) -> A:
        base = before.revision if before else 0
        turned = before is None or before.status != change.state.status
        return replace(
            change.state,
            version=before.version if before else 0,
            revision=base + len(change.facts),
            since=base + 1 if turned else change.state.since,
            edition=change.state.edition + (cause.by_people or before is None),
            updated_at=self.now(),
        )

    def write(self, state: A, facts: tuple[object, ...], cause: Cause) -> Write:
        """Return what is to be kept: the body, and an entry for each fact."""
        body = self._body(state)
        shown = public_state(self.state, body)
        if shown.get("withheld"):
            _must_fit(_whole_state(self.state, body))  # else it could never be shown
        first = state.revision - len(facts) + 1
        entries = tuple(
            self._entry(happened, shown, state, first + n, cause)
            for n, happened in enumerate(facts)
        )
        return Write(self.kind, state.id, body, state.version, entries)

    def _body(self, state: A) -> Body:
        body = dump(state)
        del body["version"]
        screen(body)
        return body | {"audience": audience(body)}

    def _entry(
        self, happened: object, shown: Mapping[str, Any], state: A, revision: int, cause: Cause
    ) -> Entry:
        told = fact(happened, shown, state, revision, self.kind, self.source, cause).structured()
        _must_fit(told)
        return Entry(
            self.kind, state.id, revision, cause.id, cause.hash, cast(str, told["time"]), told
        )


def public_state(state: type, body: Body) -> Body:
    """Return what may travel: the public state, or what is left of it when it is not public."""
    shown = _whole_state(state, body)
    return shown if body["visibility"] == Visibility.PUBLIC else withheld(shown)


def _whole_state(state: type, body: Body) -> Body:
    return {name: body[name] for name in _names(state) if name in body}


def _must_fit(told: Mapping[str, Any]) -> None:
    if len(written(told)) > MOST_BYTES:
        raise Unfit("This is too long to keep in one piece.")


@cache
def _names(state: type) -> tuple[str, ...]:
    return tuple(camel(f.name) for f in fields(state))

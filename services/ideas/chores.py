"""What ideas' work does beside listening and sending: it counts support, and ends old offers."""

import time
from dataclasses import dataclass, field

from chassis.changes import Cause, Change
from chassis.errors import NotThere
from chassis.stores import Doc, Watch, Where
from ideas.actions import Offers, Supports
from ideas.domain import ideas as domain
from ideas.domain.ideas import Idea
from ideas.domain.support import Counted, counted

AT_MOST_EVERY = 1.0
AT_ONCE = 1000
SOON = 0.1
A_MINUTE = 60.0


@dataclass
class Tally:
    """A chore: sets the tally of ideas whose support has changed, each at most once a second."""

    supports: Supports
    name: str = "ideas.tally"
    rest: float = AT_MOST_EVERY
    done_at: dict[str, float] = field(default_factory=dict)
    watch: Watch | None = None

    def step(self) -> bool:
        """Count what is not counted yet; True if there was something that could be counted."""
        if self.watch is None:
            self._catch_up()
            self.watch = self.supports.store.watch()
        now = time.monotonic()
        self.done_at = {i: at for i, at in self.done_at.items() if now - at < AT_MOST_EVERY}
        due = self._due()
        for idea_id, docs in due.items():
            self._count(idea_id, docs)
        if not due and self.done_at:
            time.sleep(min(self.rest, SOON))  # what was counted just now may have more to come
        elif not due:
            self.watch.wait(self.rest)
        return bool(due)

    def _catch_up(self) -> None:
        """Look again for the ideas that support waits for: who noted that may have been killed."""
        store = self.supports.store
        waiting: Where = [("counted", "eq", Counted.WAITING.value)]
        awaited = store.count_by("support", "ideaId", waiting)
        for idea_id in store.get_many("idea", list(awaited)):
            self.supports.arrived(idea_id)

    def _due(self) -> dict[str, list[Doc]]:
        """Return what is not counted yet, of the first ideas that were not counted just now."""
        not_yet: Where = [("counted", "eq", Counted.NOT_YET.value)]
        after: str | None = None
        while True:
            page = self.supports.store.find("support", not_yet, [("ideaId", 1)], AT_ONCE, after)
            found: dict[str, list[Doc]] = {}
            for doc in page.items:
                if doc.body["ideaId"] not in self.done_at:
                    found.setdefault(doc.body["ideaId"], []).append(doc)
            after = page.next
            if found or after is None:
                return found

    def _count(self, idea_id: str, docs: list[Doc]) -> None:
        """Read the idea, then count, then save, then note the versions seen: none is missed."""
        self.done_at[idea_id] = time.monotonic()
        try:
            self._set(idea_id)
        except NotThere:
            self.supports.note(docs, Counted.WAITING)
            if self._is_there(idea_id):  # it came between the two: whoever writes second looks
                self.supports.arrived(idea_id)
            return
        self.supports.note(docs, Counted.DONE)

    def _set(self, idea_id: str) -> None:
        ideas, store = self.supports.ideas, self.supports.store

        def decide(idea: Idea) -> Change[Idea]:
            found = store.count_by("support", "stance", [("ideaId", "eq", idea_id)])
            call = self.supports.calls.of(idea.call_id)
            change = domain.tallied(idea, counted(idea, call, found))
            if not change.facts:
                ideas.hold(idea)  # or another who counted earlier could still save, unseen
            return change

        ideas.change(idea_id, Cause(id=f"tally/{idea_id}", by_people=False), decide)

    def _is_there(self, idea_id: str) -> bool:
        return idea_id in self.supports.store.get_many("idea", [idea_id])

    def close(self) -> None:
        """Stop watching the store."""
        if self.watch:
            self.watch.close()
            self.watch = None


@dataclass
class Expiry:
    """A chore: once a minute it lets go of offers whose last day has passed."""

    offers: Offers
    name: str = "ideas.expiry"
    rest: float = 1.0
    done_at: float | None = None

    def step(self) -> bool:
        """Look if it is time to; True if there may be more."""
        now = time.monotonic()
        if self.done_at is not None and now - self.done_at < A_MINUTE:
            time.sleep(self.rest)
            return False
        found = self.offers.expire()
        if not found:
            self.done_at = now
        return bool(found)

    def close(self) -> None:
        """Nothing is held open."""

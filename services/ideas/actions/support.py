"""What people think of each other's contributions, and the tally that everyone sees."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from chassis.aggregates import Aggregates
from chassis.changes import Cause, Change, derived
from chassis.codec import dump, instant
from chassis.errors import Busy, NotThere
from chassis.identity import Caller, visible_to
from chassis.stores import Doc, Store, Watch, Where, Write
from ideas.actions.calls import Calls
from ideas.actions.ideas import participant_of
from ideas.domain import ideas as domain
from ideas.domain.ideas import Idea
from ideas.domain.support import Counted, Stance, Support, check_support, counted

TRIES = 8
AT_MOST_EVERY = 1.0
AT_ONCE = 1000
SOON = 0.1


@dataclass(frozen=True)
class Supports:
    """All support in this instance: a document of its own for each participant and idea."""

    store: Store
    ideas: Aggregates[Idea]
    calls: Calls
    now: Callable[[], datetime]

    def give(self, caller: Caller, idea_id: str, who: str, stance: Stance) -> Idea:
        """Say what somebody thinks, or take it back; saying it twice is saying it once."""
        idea = self.ideas.get(idea_id, visible_to(caller))
        check_support(idea, self.calls.of(idea.call_id), stance)
        person = participant_of("", None, idea.process_id, who)
        support = Support(
            idea_id=idea_id,
            participant_id=person,
            process_id=idea.process_id,
            stance=stance,
            at=self.now(),
        )
        self.keep([support])
        return idea

    def stance(self, idea: Idea, who: str) -> Stance:
        """Return what somebody thinks of it so far."""
        participant = participant_of("", None, idea.process_id, who)
        try:
            body = self.store.get("support", derived("support", participant, idea.id)).body
        except NotThere:
            return Stance.NONE
        return Stance(body["stance"])

    def keep(self, supports: Iterable[Support]) -> None:
        """Keep each unless a later one of the same participant is kept; the last of equals stays.

        Of an idea that has not arrived it is kept as well, and counted when it has.
        """
        left: dict[str, Support] = {}
        for support in supports:
            id = derived("support", support.participant_id, support.idea_id)
            if id not in left or support.at >= left[id].at:
                left[id] = support
        for _ in range(TRIES):
            if not (left := self._kept(left)):
                return
        raise Busy("Too many change this at once. Please try again.")

    def _kept(self, supports: dict[str, Support]) -> dict[str, Support]:
        """Write what is news; return those where another write came first."""
        there = self.store.get_many("support", list(supports))
        writes = []
        for id, support in supports.items():
            old = there.get(id)
            if old is None or _news(support, old):
                version = old.version if old else 0
                writes.append(Write("support", id, dump(support), version))
        done = self.store.save_many(writes)
        return {w.id: supports[w.id] for w, kept in zip(writes, done, strict=True) if kept is None}

    def arrived(self, idea_id: str) -> None:
        """Let support that came before its idea be counted."""
        waiting: Where = [("counted", "eq", Counted.WAITING.value), ("ideaId", "eq", idea_id)]
        while docs := self.store.find("support", waiting, (), AT_ONCE).items:
            self.note(docs, Counted.NOT_YET)

    def note(self, docs: Iterable[Doc], word: Counted) -> None:
        """Note about the versions seen whether they are counted; a newer version is let be."""
        self.store.save_many(
            [Write("support", d.id, d.body | {"counted": word.value}, d.version) for d in docs]
        )


def _news(support: Support, old: Doc) -> bool:
    at = instant(support.at)
    return bool(
        old.body["at"] < at or (old.body["at"] == at and old.body["stance"] != support.stance)
    )


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
            return domain.tallied(idea, counted(idea, call, found))

        ideas.change(idea_id, Cause(id=f"tally/{idea_id}", by_people=False), decide)

    def _is_there(self, idea_id: str) -> bool:
        return idea_id in self.supports.store.get_many("idea", [idea_id])

    def close(self) -> None:
        """Stop watching the store."""
        if self.watch:
            self.watch.close()
            self.watch = None

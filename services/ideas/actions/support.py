"""What people think of each other's contributions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from chassis.aggregates import Aggregates
from chassis.changes import derived
from chassis.codec import dump, instant, load
from chassis.errors import Busy, NotThere
from chassis.identity import Caller, visible_to
from chassis.stores import Doc, Store, Where, Write
from ideas.actions.calls import Calls
from ideas.actions.ideas import participant_of
from ideas.domain.ideas import Idea
from ideas.domain.support import Counted, Stance, Support, check_support

TRIES = 8
AT_ONCE = 1000


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
        before = self._before(idea, person)
        support = Support(
            idea_id=idea_id,
            participant_id=person,
            process_id=idea.process_id,
            stance=stance,
            at=max(self.now(), before.at) if before else self.now(),  # a clock can be set back
        )
        self.keep([support])
        return idea

    def stance(self, idea: Idea, who: str) -> Stance:
        """Return what somebody thinks of it so far."""
        before = self._before(idea, participant_of("", None, idea.process_id, who))
        return before.stance if before else Stance.NONE

    def _before(self, idea: Idea, person: str) -> Support | None:
        try:
            doc = self.store.get("support", derived("support", person, idea.id))
        except NotThere:
            return None
        return load(Support, doc.body)

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

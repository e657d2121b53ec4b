"""Turns that concern people who are found through others, told whichever of them is heard first.

A turn is written before its readers are looked for, and a copy before the turns that concern it:
so whichever comes last finds the other, and the message's id makes it one.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from chassis.codec import instant
from chassis.stores import Condition, Store
from notifications.actions.documents import Documents
from notifications.actions.messages import Messages
from notifications.actions.threads import TELLING, Threads, every
from notifications.domain.messages import Message, Turn, author, department, message

LATELY = timedelta(days=7)
GONE = ("withdrawn", "rejected")
"""Who took it back, or never saw it published, is not told what comes of it."""


@dataclass(frozen=True)
class Turns:
    """All turns of the last days, and those they concern."""

    store: Store
    messages: Messages
    now: Callable[[], datetime]

    @property
    def kept(self) -> Documents[Turn]:
        """The turns themselves."""
        return Documents(self.store, "turn", Turn)

    @property
    def threads(self) -> Threads:
        """The ways between them and those they concern."""
        return Threads(self.store)

    def keep(self, turns: Sequence[Turn]) -> None:
        """Keep turns, and tell all of their readers who can be found by now."""
        started = self.messages.first_start()
        new = [each for each in turns if each.at >= started]
        if not new:
            return
        self.store.save_many([self.kept.write(each) for each in new])
        for kind in TELLING:
            self.heard(kind, {each.about for each in new if each.kind == kind})
        self.heard("initiative", {each.initiative for each in new if each.initiative})

    def heard(self, kind: str, ids: Collection[str]) -> None:
        """Tell what lately happened to those who are found by way of these copies."""
        since = instant(max(self.messages.first_start(), self.now() - LATELY))
        lately: Condition = ("at", "gte", since)
        if not ids or not self.store.find("turn", [lately], [("at", -1)], 1).items:
            return
        told = self._to_givers(kind, ids, lately)
        if kind == "initiative":
            told += self._to_departments(ids, lately)
        self.messages.tell(told)

    def _to_givers(self, kind: str, ids: Collection[str], lately: Condition) -> list[Message]:
        telling = self.threads.telling(kind, ids)
        turns = self._turns("about", {top for tops in telling.values() for top in tops}, lately)
        reached = {id for id in ids if telling[id] & {each.about for each in turns}}
        given = self.threads.given(kind, reached)
        pairs = {
            (turn.id, idea): turn
            for id in reached
            for turn in turns
            if turn.about in telling[id]
            for idea in given[id]
        }
        givers = self._givers({idea for _, idea in pairs})
        return [
            message(turn, givers[idea], idea)
            for (_, idea), turn in sorted(pairs.items())
            if idea in givers
        ]

    def _to_departments(self, ids: Collection[str], lately: Condition) -> list[Message]:
        turns = self._turns("initiative", ids, lately)
        docs = self.store.get_many("copy_initiative", sorted({each.initiative for each in turns}))
        owners = {id: doc.body["ownerDepartmentId"] for id, doc in docs.items()}
        return [
            message(turn, department(owners[turn.initiative]))
            for turn in turns
            if turn.initiative in owners
        ]

    def _turns(self, field: str, ids: Iterable[str], lately: Condition) -> list[Turn]:
        wanted = sorted(ids)
        if not wanted:
            return []
        found = every(self.store, "turn", (field, "in", wanted), lately, order=[("at", 1)])
        return [self.kept.read(doc) for doc in found]

    def _givers(self, ideas: Collection[str]) -> dict[str, str]:
        """Return the inbox of the giver of each contribution that we have heard of."""
        docs = self.store.get_many("copy_idea", sorted(ideas)) if ideas else {}
        return {
            id: author(doc.body["trackingHash"])
            for id, doc in docs.items()
            if doc.body.get("trackingHash") and doc.body.get("status") not in GONE
        }

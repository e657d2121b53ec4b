"""Contributions, from being handed in to being answered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chassis import tracking
from chassis.aggregates import Aggregates, Making
from chassis.changes import Cause, Change, Text, derived
from chassis.codec import load
from chassis.errors import NotThere, Unfit
from chassis.identity import Caller, visible_to
from chassis.stores import Condition, Entry, Order
from ideas.actions.calls import Calls
from ideas.domain import ideas as domain
from ideas.domain.calls import check_open
from ideas.domain.giving import NewIdea
from ideas.domain.ideas import Idea
from ideas.events import Texts

ORDER: Order = (("submittedAt", -1),)
FILTERS = ("status", "kind", "callId", "processId", "ownerDepartmentId", "language")


@dataclass(frozen=True)
class HandedIn:
    """A contribution that somebody has handed in, and what is known of how."""

    cause: Cause
    id: str
    new: NewIdea
    source: str
    said_at: datetime | None

    def hash(self, secret: str) -> str:
        """Return what is kept of its tracking code: the portal's own, or that of the usual one."""
        return self.new.tracking_hash or tracking.digest(tracking.code(secret, self.id))


@dataclass(frozen=True)
class Responsible:
    """Who answers for a contribution: the authority, and the department that owns it."""

    authority: str
    department_id: str
    department: Texts


@dataclass(frozen=True)
class Ideas:
    """The service itself, whichever way it is reached."""

    kept: Aggregates[Idea]
    calls: Calls
    instance: str
    secret: str
    now: Callable[[], datetime]
    authority: str = ""
    """Who is responsible for the site."""

    def submit(
        self, caller: Caller, cause: Cause, new: NewIdea, participant: str = ""
    ) -> tuple[Idea, str]:
        """Take in a contribution; gives it with its tracking code, the same for the same cause."""
        call = self.calls.named(new.call_id)
        if new.reference and not caller.source:
            raise Unfit(
                "Only a portal with a source of its own may refer to its people.",
                pointer="/reference",
            )
        if new.tracking_hash:
            raise Unfit(
                "Leave this out: you get a tracking code in the answer.", pointer="/trackingHash"
            )
        id = cause.new_id("idea")
        code = tracking.code(self.secret, id)
        handed = HandedIn(cause, id, new, caller.source, None)
        making = self._making(handed, tracking.digest(code), participant)

        def decide() -> Change[Idea]:
            if call:
                check_open(call, new.kind, self.now())
            return making.decide()

        return self.kept.make(cause, id, decide), code

    def take_in(self, handed: Sequence[HandedIn]) -> None:
        """Take in what portals handed in as events. The door said yes, also to a closed call."""
        self.kept.make_all([self._making(each, each.hash(self.secret)) for each in handed])

    def _making(self, handed: HandedIn, tracking_hash: str, participant: str = "") -> Making[Idea]:
        new, id, now = handed.new, handed.id, self.now()
        call = self.calls.of(new.call_id)
        standing = derived("process", self.instance)
        process_id = call.process_id if call else new.process_id or standing
        person = participant_of(handed.source, new.reference, process_id, participant or id)

        def decide() -> Change[Idea]:
            return domain.submit(
                new,
                id=id,
                process_id=process_id,
                owner_department_id=call.owner_department_id if call else self.instance,
                participant_id=person,
                tracking_hash=tracking_hash,
                source=handed.source,
                said_at=handed.said_at or now,
                at=now,
            )

        return Making(handed.cause, id, decide)

    def publish(self, caller: Caller, cause: Cause, id: str) -> Idea:
        """Let everyone see it."""
        return self._moderate(caller, cause, id, lambda idea: domain.publish(idea, self.now()))

    def reject(self, caller: Caller, cause: Cause, id: str, reason: Texts) -> Idea:
        """Keep it from ever being shown, and tell its giver why."""
        return self._moderate(caller, cause, id, lambda i: domain.reject(i, reason, self.now()))

    def decline(self, caller: Caller, cause: Cause, id: str, reason: Texts) -> Idea:
        """Say no in public, with a reason."""
        return self._moderate(caller, cause, id, lambda i: domain.decline(i, reason, self.now()))

    def quarantine(self, caller: Caller, cause: Cause, id: str, reason: Texts) -> Idea:
        """Hide it at once until a person has looked."""
        return self._moderate(caller, cause, id, lambda i: domain.quarantine(i, reason, self.now()))

    def _moderate(
        self, caller: Caller, cause: Cause, id: str, decide: Callable[[Idea], Change[Idea]]
    ) -> Idea:
        visible = visible_to(caller)
        caller.must("moderate")
        caller.must("moderate", self.kept.get(id, visible).owner_department_id)
        return self.kept.change(id, cause, decide, visible)

    def get(self, caller: Caller, id: str) -> Idea:
        """Return one, or raise `NotThere`: it is not there, or not for this caller."""
        return self.kept.get(id, visible_to(caller))

    def page(
        self,
        caller: Caller,
        wanted: dict[str, Any],
        words: str | None,
        limit: int,
        after: str | None,
    ) -> tuple[list[Idea], str | None]:
        """Return a page of what this caller may see, the newest first."""
        where = self._where(wanted, words)
        return self.kept.find(where, ORDER, limit, after, visible_to(caller))

    def count(self, caller: Caller, wanted: dict[str, Any], words: str | None) -> int:
        """Return how many of them there are."""
        where = (*visible_to(caller).where, *self._where(wanted, words))
        return self.kept.store.count("idea", where)

    def _where(self, wanted: dict[str, Any], words: str | None) -> list[Condition]:
        where: list[Condition] = [(f, "eq", wanted[f]) for f in FILTERS if wanted.get(f)]
        return [*where, ("*", "text", words)] if words else where

    def history(self, caller: Caller, id: str, after: int, limit: int) -> list[Entry]:
        """Return what happened to it, in order."""
        self.get(caller, id)
        return self.kept.store.history("idea", id, after, limit)

    def owner(self, idea: Idea) -> Texts:
        """Return the name of the department that owns it, as far as it is known here."""
        try:
            names = self.kept.store.get("copy_department", idea.owner_department_id).body["names"]
        except (NotThere, KeyError):
            return (Text("und", idea.owner_department_id),)
        return tuple(load(Text, name) for name in names)

    def responsible(self, idea: Idea) -> Responsible:
        """Return who answers for it."""
        return Responsible(self.authority, idea.owner_department_id, self.owner(idea))

    def withdraw_for(self, caller: Caller, cause: Cause, id: str) -> Idea:
        """Take something back on its giver's word, said to a moderator."""
        return self._moderate(caller, cause, id, lambda idea: domain.withdraw(idea, self.now()))


def participant_of(source: str, reference: str | None, process_id: str, otherwise: str) -> str:
    """Return the random or derived id of a participant, never the same in two processes."""
    if source and reference:
        return derived("participant", source, reference, process_id)
    return derived("participant", otherwise, process_id)

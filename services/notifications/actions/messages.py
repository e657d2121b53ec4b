"""Messages: made when something happens, read in the inbox."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chassis import tracking
from chassis.codec import instant, moment
from chassis.errors import Conflict, NotThere, Unknown
from chassis.identity import Caller
from chassis.stores import Condition, Order, Store, Write
from notifications.actions.documents import Documents
from notifications.domain import letters, messages, subscriptions
from notifications.domain.letters import Letter
from notifications.domain.messages import Happening, Message
from notifications.domain.subscriptions import Subscription

NEWEST_FIRST: Order = (("at", -1), ("revision", -1))
MOST_ADDRESSES = 20


@dataclass(frozen=True)
class Messages:
    """What everyone has been told."""

    store: Store
    now: Callable[[], datetime]

    @property
    def kept(self) -> Documents[Message]:
        """The messages themselves."""
        return Documents(self.store, "message", Message)

    def first_start(self) -> datetime:
        """Return when this service was first started; whatever is older makes no messages."""
        if there := self.store.get_many("start", ["first"]):
            return moment(there["first"].body["at"])
        with suppress(Conflict):  # another process has just noted it
            self.store.save(Write("start", "first", {"at": instant(self.now())}, 0))
        return self.first_start()

    def tell(self, heard: Sequence[Happening]) -> None:
        """Tell people what happened, in the inbox and by letter; the same fact tells it once."""
        started = self.first_start()
        new = [messages.message(each) for each in heard if each.at >= started]
        self.store.save_many([self.kept.write(message) for message in new])
        self._write_letters(new)

    def _write_letters(self, new: Sequence[Message]) -> None:
        """Write to every address that wanted news by then; those that came later have the inbox."""
        kept = Documents(self.store, "letter", Letter)
        written = [
            kept.write(letters.news(message, each, self.now()))
            for message in new
            for each in self._wanting(message)
        ]
        if written:
            self.store.save_many(written)

    def _wanting(self, message: Message) -> list[Subscription]:
        addresses = Documents(self.store, "subscription", Subscription)
        confirmed: list[Condition] = [
            ("person", "eq", message.person),
            ("status", "eq", "confirmed"),
        ]
        found, _ = addresses.find(confirmed, limit=MOST_ADDRESSES)
        return [each for each in found if subscriptions.wants(each, message.at)]

    def page(
        self, person: str, unread: bool, limit: int, after: str | None
    ) -> tuple[list[Message], str | None]:
        """Return a page of somebody's messages, the newest first."""
        return self.kept.find(self._of(person, unread), NEWEST_FIRST, limit, after)

    def unread(self, person: str) -> int:
        """Return how many somebody has not read."""
        return self.store.count("message", self._of(person, True))

    def read(self, person: str, id: str) -> Message:
        """Note that somebody has read a message of theirs; raises `NotThere` for anyone else's."""

        def decide(message: Message) -> Message:
            if message.person != person:
                raise NotThere("There is nothing with this id.")
            return messages.read(message)

        return self.kept.alter(id, decide)

    def about(self, found: list[Message]) -> dict[str, dict[str, Any]]:
        """Return the newest copies of what these messages are about, by id."""
        ids = sorted({message.about for message in found})
        return {id: doc.body for id, doc in self.store.get_many("copy_idea", ids).items()}

    def _of(self, person: str, unread: bool) -> list[Condition]:
        where: list[Condition] = [("person", "eq", person)]
        return [*where, ("read", "eq", False)] if unread else where


def person_of(caller: Caller, code: str | None) -> str:
    """Return whose inbox is asked for: that of the tracking code, else of whoever is signed in."""
    if code is not None:
        return messages.author(tracking.digest(code))
    if caller.participant and caller.kind == "person":
        return messages.participant(caller.participant)
    raise Unknown("Send your tracking code, or sign in.")

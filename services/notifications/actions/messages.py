"""Messages: made when something happens, read in the inbox."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from chassis.codec import instant, moment
from chassis.errors import Conflict, NotThere
from chassis.stores import Condition, Order, Store, Write
from notifications.actions.copies import Copies, around
from notifications.actions.documents import Documents
from notifications.actions.threads import every
from notifications.domain import letters, messages, subscriptions
from notifications.domain.letters import Letter
from notifications.domain.messages import Message
from notifications.domain.subscriptions import Subscription

NEWEST_FIRST: Order = (("at", -1), ("revision", -1))
MOST_ADDRESSES = 20
PEOPLE_AT_ONCE = 20


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

    def tell(self, told: Sequence[Message]) -> None:
        """Tell people what happened, in the inbox and by letter; the same fact tells it once.

        The letters are written first: where a message is, its letters were written.
        """
        started = self.first_start() if told else self.now()
        heard = {each.id: each for each in reversed(told) if each.at >= started}
        there = self.store.get_many("message", sorted(heard)) if heard else {}
        new = [each for id, each in reversed(heard.items()) if id not in there]
        for writes in (self._letters(new), list(map(self.kept.write, new))):
            if writes:
                self.store.save_many(writes)

    def was_told(self, fact: str, person: str) -> bool:
        """Tell whether somebody was told of this."""
        return bool(self.store.get_many("message", [messages.message_id(fact, person)]))

    def _letters(self, new: Sequence[Message]) -> list[Write]:
        """Write to every address that wanted news by then; those that came later have the inbox."""
        kept = Documents(self.store, "letter", Letter)
        wanting = self._wanting({each.person for each in new if not each.department})
        return [
            kept.write(letters.news(message, each, self.now()))
            for message in new
            for each in wanting.get(message.person, ())[:MOST_ADDRESSES]
            if subscriptions.wants(each, message.at)
        ]

    def _wanting(self, people: set[str]) -> dict[str, list[Subscription]]:
        addresses = Documents(self.store, "subscription", Subscription)
        confirmed: Condition = ("status", "eq", "confirmed")
        asked, found = sorted(people), dict[str, list[Subscription]]()
        for first in range(0, len(asked), PEOPLE_AT_ONCE):
            some: Condition = ("person", "in", asked[first : first + PEOPLE_AT_ONCE])
            for each in map(addresses.read, every(self.store, "subscription", some, confirmed)):
                found.setdefault(each.person, []).append(each)
        return found

    def page(
        self, people: Sequence[str], unread: bool, limit: int, after: str | None
    ) -> tuple[list[Message], str | None]:
        """Return a page of the messages in these inboxes, the newest first."""
        return self.kept.find(_of(people, unread), NEWEST_FIRST, limit, after)

    def unread(self, people: Sequence[str]) -> dict[str, int]:
        """Return how many of each inbox nobody has read."""
        return {each: self.store.count("message", _of([each], True)) for each in people}

    def read(self, people: Sequence[str], id: str) -> Message:
        """Note that a message was read; raises `NotThere` for one of any other inbox."""

        def decide(message: Message) -> Message:
            if message.person not in people:
                raise NotThere("There is nothing with this id.")
            return messages.read(message)

        return self.kept.alter(id, decide)

    def around(self, found: Sequence[Message]) -> Copies:
        """Return the newest copies of what these messages speak of."""
        return around(self.store, found)


def _of(people: Sequence[str], unread: bool) -> list[Condition]:
    where: list[Condition] = [("person", "in", list(people))]
    return [*where, ("read", "eq", False)] if unread else where

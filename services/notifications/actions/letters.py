"""Letters on their way: which is to be posted now, and what came of it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from chassis.aggregates import Aggregates
from chassis.changes import Cause, Change
from chassis.codec import instant
from chassis.errors import Conflict
from chassis.stores import Condition, Store
from notifications.actions.copies import Copies, around
from notifications.actions.documents import Documents
from notifications.domain import deliveries, letters, subscriptions
from notifications.domain.deliveries import Delivery
from notifications.domain.letters import Letter, Outcome, Sort
from notifications.domain.messages import AUTHOR, Message
from notifications.domain.subscriptions import Standing, Subscription

WAIT_FOR_NEIGHBOUR = timedelta(minutes=10)
"""So long a letter waits for the initiative that it speaks of, before it says less."""


@dataclass(frozen=True)
class Ready:
    """A letter that one sender has taken up, with all that is needed to write it."""

    letter: Letter
    subscription: Subscription
    message: Message | None
    copies: Copies


@dataclass(frozen=True)
class Letters:
    """All letters, and the deliveries that tell what came of them."""

    store: Store
    deliveries: Aggregates[Delivery]
    now: Callable[[], datetime]

    @property
    def kept(self) -> Documents[Letter]:
        """The letters themselves."""
        return Documents(self.store, "letter", Letter)

    @property
    def subscriptions(self) -> Documents[Subscription]:
        """Where they go."""
        return Documents(self.store, "subscription", Subscription)

    @property
    def messages(self) -> Documents[Message]:
        """What they bring."""
        return Documents(self.store, "message", Message)

    def due(self, limit: int) -> list[Letter]:
        """Return letters to be posted now, those that have waited longest first."""
        where: list[Condition] = [("open", "eq", True), ("due", "lte", instant(self.now()))]
        return self.kept.find(where, [("due", 1), ("revision", 1)], limit)[0]

    def goes_out(self, letter: Letter) -> bool:
        """Tell whether it is to be tried now; if not, note how long it waits or that it is over."""
        after = self._judged(letter)
        if after.tries > letter.tries:
            return True
        with suppress(Conflict):  # another sender was first
            self.kept.save(after)
        return False

    def take_up(self, letter: Letter) -> Ready | None:
        """Return it for this sender alone, with what is in it; None if it must not go out."""
        try:
            taken = self.kept.save(letters.tried(letter, self.now()))
        except Conflict:
            return None  # another sender was first
        subscription = self.subscriptions.get(letter.subscription)
        if not self._wanted(letter, subscription):
            return None  # that is noted when it is due again
        message = self._message(letter)
        return Ready(taken, subscription, message, self.copies(message))

    def _judged(self, letter: Letter) -> Letter:
        """Decide whether it is tried now, waits, or is no longer wanted."""
        now = self.now()
        subscription = self.subscriptions.get_many([letter.subscription]).get(letter.subscription)
        if subscription is None:
            return letters.held(letter, now)  # it is just being written down
        if not self._wanted(letter, subscription):
            return letters.closed(letter, Outcome.DROPPED)
        if letter.sort is Sort.CONFIRMATION:
            known = self._known(letter.person)
            return letters.tried(letter, now) if known else letters.held(letter, now)
        if done := self.deliveries.store.get_many("delivery", [letter.id]):
            outcome = Outcome(done[letter.id].body["status"])
            return letters.closed(letter, outcome)  # we fell between the fact and this mark
        if self._waits(letter):
            return letters.held(letter, now)
        first = self._first(letter)
        return letters.behind(letter, first, now) if first else letters.tried(letter, now)

    def _wanted(self, letter: Letter, subscription: Subscription) -> bool:
        if letter.sort is Sort.NEWS:
            return subscription.status is Standing.CONFIRMED
        waiting = subscription.status is Standing.PENDING and self.now() < subscription.until
        return waiting and letter.at == subscription.asked_at

    def _known(self, person: str) -> bool:
        """Tell whether we have heard of the contribution: an invented code reaches nobody."""
        hash = person.removeprefix(AUTHOR)
        return self.store.count("copy_idea", [("trackingHash", "eq", hash)]) > 0

    def _waits(self, letter: Letter) -> bool:
        """Tell whether its message is just being written, or speaks of what we have yet to hear."""
        found = self.messages.get_many([letter.message]).get(letter.message)
        if found is None:
            return True
        unheard = found.of_initiative and not self.copies(found).kept(
            "initiative", found.of_initiative
        )
        return bool(unheard) and self.now() - letter.at < WAIT_FOR_NEIGHBOUR

    def _first(self, letter: Letter) -> Letter | None:
        earlier: list[Condition] = [
            ("line", "eq", letter.line),
            ("open", "eq", True),
            ("revision", "lt", letter.revision),
        ]
        found, _ = self.kept.find(earlier, [("revision", 1)], 1)
        return found[0] if found else None

    def _message(self, letter: Letter) -> Message | None:
        return self.messages.get(letter.message) if letter.message else None

    def copies(self, message: Message | None) -> Copies:
        """Return the newest copies of what a message speaks of."""
        return around(self.store, [message] if message else [])

    def arrived(self, ready: Ready) -> None:
        """Note that the mail server has taken it: first as a fact, then here."""
        if message := ready.message:
            self._tell(ready, lambda at: deliveries.delivered(ready.letter.id, message, at))
        self._close(ready, Outcome.DELIVERED, "")
        if ready.subscription.bounces:
            self._mark(ready, subscriptions.arrived)

    def bounced(self, ready: Ready, code: int, reason: str) -> None:
        """Note that it cannot be delivered there."""
        if message := ready.message:
            self._tell(ready, lambda at: deliveries.bounced(ready.letter.id, message, code, at))
        self._close(ready, Outcome.BOUNCED, reason)
        self._mark(ready, subscriptions.bounced)

    def failed(self, ready: Ready, code: int, reason: str) -> None:
        """Note that it did not work for now: it is tried again, for some days."""
        after = letters.failed(ready.letter, reason, self.now())
        if after.open:
            self.kept.save(after)
        else:
            self.bounced(ready, code, reason)

    def faulty(self, ready: Ready, reason: str) -> Letter:
        """Note that it could not be written; gives the letter, closed when it is given up."""
        return self.kept.save(letters.faulty(ready.letter, reason))

    def again(self, id: str) -> None:
        """Let a letter out once more that was given up as faulty."""
        self.kept.alter(id, lambda each: letters.reopened(each, self.now()))

    def _tell(self, ready: Ready, decide: Callable[[datetime], Change[Delivery]]) -> None:
        cause = Cause(
            id=f"letter/{ready.letter.id}",
            keyed=True,
            by_people=False,
            traceparent=ready.letter.traceparent,
        )
        self.deliveries.make(cause, ready.letter.id, lambda: decide(self.now()))

    def _close(self, ready: Ready, outcome: Outcome, reason: str) -> None:
        self.kept.alter(ready.letter.id, lambda each: letters.closed(each, outcome, reason))

    def _mark(self, ready: Ready, decide: Callable[[Subscription], Subscription]) -> None:
        self.subscriptions.alter(ready.subscription.id, decide)

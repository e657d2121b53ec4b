"""Subscriptions: asked for with a code and an address, confirmed by the owner of the address."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chassis import telemetry, tracking
from chassis.changes import Cause, derived
from chassis.codec import instant
from chassis.errors import Busy, TooMany
from chassis.stores import Condition, Store, Write
from notifications.actions.documents import TRIES, Documents
from notifications.actions.links import Links, Purpose, gone
from notifications.actions.once import once
from notifications.domain import letters, quotas
from notifications.domain import subscriptions as domain
from notifications.domain.addresses import address, mailbox
from notifications.domain.letters import Letter
from notifications.domain.messages import author
from notifications.domain.quotas import Quota
from notifications.domain.subscriptions import Standing, Subscription, Why

MOST_OF_A_CODE = 10
MOST_OF_A_MAILBOX = 3
AT_ONCE = 200


@dataclass(frozen=True)
class Subscriptions:
    """Where news goes by e-mail."""

    store: Store
    links: Links
    secret: str
    now: Callable[[], datetime]

    @property
    def kept(self) -> Documents[Subscription]:
        """The subscriptions themselves; the only place that knows an address."""
        return Documents(self.store, "subscription", Subscription)

    @property
    def quotas(self) -> Documents[Quota]:
        """How often was asked lately."""
        return Documents(self.store, "quota", Quota)

    def subscribe(self, cause: Cause, code: str, email: str, language: str = "") -> None:
        """Ask for news at an address; the same is done and said whether or not we know the code.

        Whether we do is asked only when the mail is about to be posted (`Letters`). One mailbox
        gets few such mails a day and the last one counts, so nobody can fill it through us.
        """
        person, to = author(tracking.digest(code)), address(email)
        once(self.store, cause, lambda: self._ask(person, to, language))

    def _ask(self, person: str, to: str, language: str) -> None:
        now = self.now()
        self._count(person, now)
        id = self._id(person, to)
        before, allowed = self._take(to, id, now)
        replaced = before.pending if allowed and before.pending != id else ""
        for _ in range(TRIES):
            old = self.kept.get_many([id]).get(id)
            new = domain.asked(
                old, id=id, person=person, address=to, language=language, allowed=allowed, at=now
            )
            writes = [self.kept.write(new), *self._letter(old, new), *self._void(replaced)]
            if self.store.save_many(writes)[0] is not None:
                return
        raise Busy("Too many change this at once. Please try again.")

    def _count(self, person: str, at: datetime) -> None:
        id = derived("quota", person)

        def decide(before: Quota | None) -> Quota:
            quota = before or Quota(id=id)
            if not quotas.may_take(quota, MOST_OF_A_CODE, at):
                raise TooMany(
                    "Too many addresses were given with this code. Please try again tomorrow.",
                    seconds=quotas.wait(quota, at),
                )
            return quotas.take(quota, at)

        self.quotas.change(id, decide)

    def _take(self, to: str, subscription: str, at: datetime) -> tuple[Quota, bool]:
        """Count a mail to this mailbox if one is allowed; gives what was there before."""
        id, seen = self._mailbox(to), list[tuple[Quota, bool]]()

        def decide(before: Quota | None) -> Quota:
            quota = before or Quota(id=id)
            seen[:] = [(quota, quotas.may_take(quota, MOST_OF_A_MAILBOX, at))]
            return quotas.take(quota, at, subscription) if seen[0][1] else quotas.refused(quota, at)

        self.quotas.change(id, decide)
        return seen[0]

    def _letter(self, old: Subscription | None, new: Subscription) -> list[Write]:
        if new.status is not Standing.PENDING or (old and old.asked_at == new.asked_at):
            return []
        letter = letters.confirmation(new, telemetry.traceparent())
        return [Documents(self.store, "letter", Letter).write(letter)]

    def _void(self, id: str) -> list[Write]:
        """Take back the confirmation that was out for another contribution."""
        older = self.kept.get_many([id]).get(id) if id else None
        if older is None or older.status is not Standing.PENDING:
            return []
        return [self.kept.write(domain.ended(older, Why.REPLACED))]

    def look(self, purpose: Purpose, token: str) -> Subscription:
        """Return the subscription that a link is for; raises `NotThere`. Nothing changes."""
        found = self.kept.get(self.links.read(purpose, token, self.now()))
        if purpose is Purpose.CONFIRM and found.status is Standing.ENDED:
            raise gone()
        return found

    def confirm(self, token: str) -> Subscription:
        """The owner of the address says yes, by the link that was sent there."""
        id = self.links.read(Purpose.CONFIRM, token, self.now())
        return self.kept.alter(id, lambda each: domain.confirmed(each, self.now()))

    def end(self, token: str) -> Subscription:
        """Send nothing there any more; who never said yes is not asked again so soon."""
        id = self.links.read(Purpose.UNSUBSCRIBE, token, self.now())
        before = self.kept.get(id)
        if before.status is Standing.PENDING:
            self._hush(before.address)
        return self.kept.alter(id, lambda each: domain.ended(each, Why.UNSUBSCRIBED))

    def _hush(self, to: str) -> None:
        id = self._mailbox(to)
        self.quotas.change(id, lambda before: quotas.hush(before or Quota(id=id), self.now()))

    def sweep(self) -> int:
        """Let go of what nobody confirmed in time; return how many there were."""
        late: list[Condition] = [
            ("status", "eq", Standing.PENDING.value),
            ("until", "lte", instant(self.now())),
        ]
        found, _ = self.kept.find(late, [("until", 1)], AT_ONCE)
        stubs = [self.kept.write(domain.expired(each, self.now())) for each in found]
        return sum(done is not None for done in self.store.save_many(stubs)) if stubs else 0

    def _id(self, person: str, to: str) -> str:
        return derived("subscription", person, self._keyed(to))

    def _mailbox(self, to: str) -> str:
        return derived("quota", self._keyed(mailbox(to)))

    def _keyed(self, text: str) -> str:
        """Return a name for an address that nobody can guess back without the secret."""
        return hmac.new(
            self.secret.encode(), f"address/{text}".encode(), hashlib.sha256
        ).hexdigest()

"""What notifications' work does beside listening and sending: letters go out, addresses go."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from email.message import EmailMessage

from prometheus_client import Counter

from chassis import telemetry
from chassis.events import Event
from chassis.shelf import Shelf
from chassis.stores import Watch
from chassis.telemetry.redaction import clean
from notifications.actions import Letters, Subscriptions
from notifications.actions.letters import Ready
from notifications.domain.letters import Letter, Outcome
from notifications.post import Bounced, Later, Line, Post

AT_ONCE = 100
EVERY = 60.0
SUBJECT = "letter/"
MAILS = Counter(
    "samskab_mails", "Mails, by what came of them.", ("outcome",), registry=telemetry.REGISTRY
)


@dataclass
class Deliveries:
    """A chore: posts the letters that are due, each by one sender, and notes what came of it.

    Several processes may do it beside each other. A letter that cannot be written is shelved
    after a few tries; it keeps no other waiting, for its message is in the inbox as well.
    """

    letters: Letters
    post: Post
    write: Callable[[Ready], EmailMessage]
    shelf: Shelf
    name: str = "notifications.deliveries"
    watch: Watch | None = None

    def step(self) -> bool:
        """Post what is due; True if there was something."""
        if self.watch is None:
            self.watch = self.letters.store.watch()
        due = self.letters.due(AT_ONCE)
        if not due:
            self.watch.wait(1.0)
            return False
        with ExitStack() as lines:
            self._post(due, lines)
        return True

    def _post(self, due: list[Letter], lines: ExitStack) -> None:
        """Post letters over one line, opened for the first that goes out."""
        line: Line | None = None
        for letter in due:
            telemetry.begin_trace(letter.traceparent)
            if self.letters.goes_out(letter):
                line = line or lines.enter_context(self.post.open())
                ready = self.letters.take_up(letter)
                if ready and (mail := self._written(ready)):
                    self._send(line, ready, mail)

    def _written(self, ready: Ready) -> EmailMessage | None:
        """Return the mail; None where it cannot be written, with the reason noted."""
        try:
            mail = self.write(ready)
            mail.as_bytes()  # what cannot stand in a mail comes out here
            return mail
        except Exception as fault:
            telemetry.logger("notifications").exception("not written", letter=ready.letter.id)
            self._faulty(ready, clean(f"{type(fault).__name__}: {fault}"))
            return None

    def _faulty(self, ready: Ready, reason: str) -> None:
        letter = self.letters.faulty(ready, reason)
        if letter.outcome is Outcome.SHELVED:
            self.shelf.put(self.name, reason, None, _as_event(letter))
        MAILS.labels(letter.outcome or "faulty").inc()

    def again(self, event: Event) -> str:
        """Let a letter out once more that lies on the shelf; it is posted as any other."""
        self.letters.again(event.about)
        return ""

    def _send(self, line: Line, ready: Ready, mail: EmailMessage) -> None:
        outcome, reason = "delivered", ""
        try:
            line.send(mail, ready.subscription.address)
            self.letters.arrived(ready)
        except Bounced as no:
            outcome, reason = "bounced", no.reason
            self.letters.bounced(ready, no.code, no.reason)
        except Later as no:
            outcome, reason = "later", no.reason
            self.letters.failed(ready, no.code, no.reason)
        MAILS.labels(outcome).inc()
        telemetry.logger("notifications").info(
            "mail", letter=ready.letter.id, outcome=outcome, reason=reason, tries=ready.letter.tries
        )

    def close(self) -> None:
        """Stop watching the store."""
        if self.watch:
            self.watch.close()
            self.watch = None


def _as_event(letter: Letter) -> Event:
    """Return what stands on the shelf for a letter: which one it is, and nothing in it."""
    attributes = {
        "id": f"{letter.id}-{letter.tries}",
        "source": "notifications",
        "type": f"letter.{letter.sort}",
        "subject": f"{SUBJECT}{letter.id}",
    }
    return Event(attributes, {"message": letter.message})


@dataclass
class Sweeper:
    """A chore: lets go of addresses that nobody has confirmed in time; looks once a minute."""

    subscriptions: Subscriptions
    name: str = "notifications.sweeper"
    next: float = 0.0

    def step(self) -> bool:
        """Sweep if it is time; True if there was something."""
        if time.monotonic() < self.next:
            time.sleep(1.0)
            return False
        found = self.subscriptions.sweep()
        if not found:
            self.next = time.monotonic() + EVERY
        return bool(found)

    def close(self) -> None:
        """There is nothing to let go of."""

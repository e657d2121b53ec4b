"""What notifications' work does beside listening and sending: letters go out, addresses go."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from email.message import EmailMessage

from prometheus_client import Counter

from chassis import telemetry
from chassis.stores import Watch
from notifications.actions import Letters, Subscriptions
from notifications.actions.letters import Ready
from notifications.domain.letters import Letter
from notifications.post import Bounced, Later, Line, Post

AT_ONCE = 100
EVERY = 60.0
MAILS = Counter(
    "samskab_mails", "Mails, by what came of them.", ("outcome",), registry=telemetry.REGISTRY
)


@dataclass
class Deliveries:
    """A chore: posts the letters that are due, each by one sender, and notes what came of it.

    Several processes may do it beside each other.
    """

    letters: Letters
    post: Post
    write: Callable[[Ready], EmailMessage]
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
                if ready := self.letters.take_up(letter):
                    self._send(line, ready)

    def _send(self, line: Line, ready: Ready) -> None:
        outcome, reason = "delivered", ""
        try:
            line.send(self.write(ready), ready.subscription.address)
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

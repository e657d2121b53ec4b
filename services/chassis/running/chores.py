"""One chore in a thread of its own: trouble underneath is waited out, its own is told."""

import random
import time
from threading import Event, Thread
from typing import Protocol, runtime_checkable

from chassis.errors import Busy
from chassis.shelf import Standstill
from chassis.telemetry import begin_trace, logger

LONGEST_WAIT = 5.0
GATHERED = 0.02
"""Seconds from one step that did something to the next, at least: under load a commit is shared."""
TOO_OFTEN = 20


class Chore(Protocol):
    """A piece of work that is never done: sending, listening, counting."""

    @property
    def name(self) -> str:
        """What logs and `/readyz` call it."""

    def step(self) -> bool:
        """Do what is due; True if there is more at once, else it has waited (a second at most)."""

    def close(self) -> None:
        """Let go of everything; called once, in the thread of its steps."""


@runtime_checkable
class Waiter(Protocol):
    """A chore that can say what keeps it from being up to date."""

    def waits_for(self) -> str:
        """Return what it waits for; nothing when all is well."""


class Shift:
    """A chore at work, until it is told to stop."""

    def __init__(self, part: str, chore: Chore, stopping: Event) -> None:
        self.chore, self.stopping, self.say = chore, stopping, logger(part)
        self.thread = Thread(target=self._work, name=chore.name, daemon=True)
        self.falls, self.since, self.trouble = 0, 0.0, ""

    def waits_for(self) -> str:
        """Return what the chore waits for; nothing when all is well."""
        if self.trouble:
            return self.trouble
        return self.chore.waits_for() if isinstance(self.chore, Waiter) else ""

    def _work(self) -> None:
        try:
            while not self.stopping.is_set():
                self._step()
        finally:
            self._close()

    def _step(self) -> None:
        begin_trace()
        began = time.monotonic()
        try:
            if self.chore.step():
                self._gather(began)
        except (Busy, Standstill, OSError) as trouble:
            self._wait_out(_told(trouble))
        except Exception as fault:
            self._fall(fault)
        else:
            self._recover()

    def _gather(self, began: float) -> None:
        """After a short step let more come together: what comes alone was not kept waiting."""
        left = GATHERED - (time.monotonic() - began)
        if left > 0:
            self.stopping.wait(left)

    def _wait_out(self, trouble: str) -> None:
        """Something underneath is away: told when it begins and when it ends, not in between."""
        if not self.trouble:
            self.since = time.monotonic()
            self.say.warning("waits", chore=self.chore.name, waits_for=trouble)
        self.trouble = trouble
        self._pause()

    def _fall(self, fault: Exception) -> None:
        """Something that nobody foresaw: told with its traceback, and tried again."""
        if self.falls < 3 or self.falls % TOO_OFTEN == 0:
            self.say.exception("fell", chore=self.chore.name, in_a_row=self.falls + 1)
        if self.falls + 1 >= TOO_OFTEN:
            self.since = self.since if self.trouble else time.monotonic()
            self.trouble = f"it fails again and again: {type(fault).__name__}"
        self._pause()

    def _recover(self) -> None:
        if self.trouble:
            seconds = round(time.monotonic() - self.since, 1)
            self.say.info("goes on", chore=self.chore.name, after_seconds=seconds)
        self.falls, self.trouble = 0, ""

    def _pause(self) -> None:
        """Wait longer each time, and not in step with others."""
        longest = min(LONGEST_WAIT, 0.1 * 2 ** min(self.falls, 10))
        self.falls += 1
        self.stopping.wait(longest * random.uniform(0.5, 1.0))

    def _close(self) -> None:
        try:
            self.chore.close()
        except Exception:
            self.say.exception("could not be closed", chore=self.chore.name)


def _told(trouble: BaseException) -> str:
    """Return what is waited for; a refusal's sentence stands for itself, in any language."""
    if isinstance(trouble, Busy):
        return str(trouble)
    detail = trouble.strerror if isinstance(trouble, OSError) else str(trouble)
    return f"{type(trouble).__name__}: {detail}" if detail else type(trouble).__name__

"""A part's work: a thread for each chore, and how they are doing on a socket of its own."""

import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from threading import Event

from chassis.errors import Busy
from chassis.running.chores import Chore, Shift
from chassis.running.health import Health
from chassis.telemetry import logger

GRACE = 8.0
AGAIN = 0.5
"""Seconds until the work is put together once more, when something under it was away."""
TO_STOP = (signal.SIGTERM, signal.SIGINT)


class Unsuitable(Exception):
    """The work is not begun here, since what is under it cannot do what it must."""


class Work:
    """What there is to do, from the moment on when it could be put together."""

    def __init__(self, part: str) -> None:
        self.part, self.say = part, logger(part)
        self.stopping, self.shifts = Event(), list[Shift]()
        self.trouble: Mapping[str, str] = {part: "it begins"}

    def waits(self) -> Mapping[str, str]:
        """Return what is waited for, by who waits."""
        return {**self.trouble, **{shift.chore.name: shift.waits_for() for shift in self.shifts}}

    def begin(self, chores: Callable[[], Sequence[Chore]]) -> bool:
        """Put it together, as soon as that can be done; False where it was told to stop before."""
        while True:
            try:
                self.shifts = [Shift(self.part, each, self.stopping) for each in chores()]
                break
            except Busy as trouble:
                self._wait(str(trouble))
            except Unsuitable as no:
                self._wait(str(no))
                signal.sigwait(TO_STOP)
                return False
            if signal.sigtimedwait(TO_STOP, AGAIN):
                return False
        for shift in self.shifts:
            shift.thread.start()
        self.trouble = {}
        self.say.info("works", chores=[shift.chore.name for shift in self.shifts])
        return True

    def _wait(self, trouble: str) -> None:
        if self.trouble.get("start") != trouble:
            self.say.warning("cannot begin", waits_for=trouble)
        self.trouble = {"start": trouble}


def run_work(
    part: str,
    chores: Callable[[], Sequence[Chore]],
    address: str,
    uses: Callable[[], Mapping[str, str]] = dict,
) -> None:
    """Run the chores until SIGTERM; then let each finish its step and close, within ten seconds.

    They are put together here, again and again while that is `Busy`, and not at all where it is
    `Unsuitable`; `/readyz` says so, and names the engines that `uses` returns. Ends the process
    with 1 when a chore's thread is lost.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, TO_STOP)  # taken below, not in whichever thread
    work = Work(part)
    lost, late = list[str](), list[str]()
    with Health(address, work.waits, uses):
        if work.begin(chores):
            lost = _until_told(work.shifts)
            work.stopping.set()
            late = _stopped(work.shifts)
    for name in lost:
        work.say.critical("a chore's thread was lost", chore=name)
    for name in late:
        work.say.warning("did not stop in time", chore=name)
    if lost:
        sys.exit(1)


def _until_told(shifts: Sequence[Shift]) -> list[str]:
    """Wait for a signal to stop; return early with those whose thread has ended by itself."""
    while not signal.sigtimedwait(TO_STOP, 0.5):
        if lost := [shift.chore.name for shift in shifts if not shift.thread.is_alive()]:
            return lost
    return []


def _stopped(shifts: Sequence[Shift]) -> list[str]:
    end = time.monotonic() + GRACE
    for shift in shifts:
        shift.thread.join(max(0.0, end - time.monotonic()))
    return [shift.chore.name for shift in shifts if shift.thread.is_alive()]

"""A part's work: a thread for each chore, and how they are doing on a socket of its own."""

import signal
import sys
import time
from collections.abc import Mapping, Sequence
from threading import Event

from chassis.running.chores import Chore, Shift
from chassis.running.health import Health, Waits
from chassis.telemetry import logger

GRACE = 8.0
TO_STOP = (signal.SIGTERM, signal.SIGINT)


def run_work(part: str, chores: Sequence[Chore], address: str, ready: Waits = dict) -> None:
    """Run the chores until SIGTERM; then let each finish its step and close, within ten seconds.

    `ready` may name more that is waited for. Ends the process with 1 when a chore's thread is lost.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, TO_STOP)  # taken below, not in whichever thread
    stopping, say = Event(), logger(part)
    shifts = [Shift(part, chore, stopping) for chore in chores]

    def waits() -> Mapping[str, str]:
        return {**ready(), **{shift.chore.name: shift.waits_for() for shift in shifts}}

    with Health(address, waits):
        for shift in shifts:
            shift.thread.start()
        say.info("works", chores=[shift.chore.name for shift in shifts])
        lost = _until_told(shifts)
        stopping.set()
        late = _stopped(shifts)
    for name in lost:
        say.critical("a chore's thread was lost", chore=name)
    for name in late:
        say.warning("did not stop in time", chore=name)
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

"""Keeps a set of processes running on one machine, each on its own.

One parent imports once and forks each part, so that they share memory and start at once; a part
that dies is started again, the others are not touched; when the parent dies, however it dies, so
do the parts. The parent opens no store, log or socket, and has no threads.
"""

import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from chassis.running import end_with_parent
from chassis.telemetry import logger

TO_STOP = (signal.SIGINT, signal.SIGTERM)
HEARD = (*TO_STOP, signal.SIGCHLD)
STEADY = 30.0
LONGEST_PAUSE = 10.0


@dataclass
class Child:
    """One process that is to run. `once`: it ends by itself. `first`: it is stopped first."""

    name: str
    run: Callable[[], None]
    once: bool = False
    first: bool = False
    pid: int = 0
    since: float = 0.0
    falls: int = 0
    due: float = 0.0
    code: int | None = None

    def start(self) -> None:
        """Fork it, in a process group of its own: Ctrl-C reaches the parent alone."""
        parent = os.getpid()
        sys.stdout.flush()
        self.pid, self.since = os.fork(), time.monotonic()
        if self.pid == 0:
            _become(self.run, parent)

    def ended(self, code: int) -> None:
        """Note how it ended, and when it is due again: at once, then later each time."""
        lived = time.monotonic() - self.since
        self.pid, self.code = 0, code
        self.falls = 1 if lived > STEADY else self.falls + 1
        self.due = time.monotonic() + min(LONGEST_PAUSE, 0.1 * 2 ** (self.falls - 1))
        if self.once:
            self.due = float("inf")


@dataclass
class Supervisor:
    """The parent of all parts."""

    children: Sequence[Child]
    grace: float = 10.0
    stopping: bool = field(default=False)

    def run(self, after: Callable[[Child], bool] = lambda child: False) -> None:
        """Start all, restart what falls, stop all in order on SIGINT or SIGTERM.

        `after` hears of each child that has done what it was to do once; True stops everything.
        """
        before = signal.pthread_sigmask(signal.SIG_BLOCK, HEARD)
        gc.collect()
        gc.freeze()  # so that collecting in a child does not copy the pages it shares
        try:
            while not self.stopping:
                self._start_due()
                self._wait(max(0.0, min(self._next(), 60.0)))
                for child in self._reap():
                    self.stopping |= child.once and after(child)
        finally:
            self._end()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _start_due(self) -> None:
        now = time.monotonic()
        for child in self.children:
            if not child.pid and now >= child.due:
                child.start()

    def _next(self) -> float:
        """Return the seconds until a child is due."""
        due = [child.due for child in self.children if not child.pid]
        return min(due, default=float("inf")) - time.monotonic()

    def _wait(self, seconds: float) -> None:
        heard = signal.sigtimedwait(HEARD, seconds)
        if heard and heard.si_signo in TO_STOP:
            self.stopping = True

    def _reap(self) -> list[Child]:
        """Take note of all that have ended; what a fallen part leaves behind ends with it."""
        ended = []
        while found := _ended():
            for child in self.children:
                if child.pid == found:
                    with suppress(ProcessLookupError):
                        os.killpg(found, signal.SIGKILL)
                    _, status = os.waitpid(found, 0)
                    child.ended(os.waitstatus_to_exitcode(status))
                    self._tell(child)
                    ended.append(child)
                    break
            else:
                os.waitpid(found, 0)
        return ended

    def _tell(self, child: Child) -> None:
        if not self.stopping and not child.once:
            again = round(child.due - time.monotonic(), 1)
            logger("samskab").warning(
                "fell and is started again", what=child.name, code=child.code, in_seconds=again
            )

    def _end(self) -> None:
        """Stop those that let work in, then the others; who asks twice does not want to wait."""
        self.stopping = True
        end = time.monotonic() + self.grace
        self._stop([child for child in self.children if child.first], end - self.grace / 2)
        self._stop(self.children, end)
        for child in self.children:
            if child.pid:
                with suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)
                os.waitpid(child.pid, 0)
                child.pid = 0

    def _stop(self, children: Sequence[Child], end: float) -> None:
        for child in children:
            if child.pid:
                os.kill(child.pid, signal.SIGTERM)
        while any(child.pid for child in children) and time.monotonic() < end:
            heard = signal.sigtimedwait(HEARD, max(0.0, end - time.monotonic()))
            if heard and heard.si_signo == signal.SIGINT:
                return
            self._reap()


def _ended() -> int:
    """Return the pid of a child that has ended and is still there to be waited for, or 0."""
    with suppress(ChildProcessError):
        found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        return found.si_pid if found else 0
    return 0


def _become(run: Callable[[], None], parent: int) -> None:
    """Be the child: nothing of the parent's is left but what it had imported."""
    code = 1
    try:
        os.setpgid(0, 0)
        end_with_parent()
        for number in TO_STOP:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, HEARD)
        if os.getppid() == parent:
            run()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        logger("samskab").exception("could not go on")
    finally:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
        os._exit(code)

"""What a process asks of the kernel: a name to be found by, and an end with its parent."""

import ctypes
import signal
import sys

PR_SET_PDEATHSIG, PR_SET_NAME = 1, 15


def end_with_parent(signal_number: int = signal.SIGTERM) -> None:
    """Have the kernel send this process a signal when its parent dies, however it dies."""
    _ask(PR_SET_PDEATHSIG, signal_number)


def name_process(name: str) -> None:
    """Give this process the name that `ps -o comm` and `top` show, of 15 bytes at most."""
    _ask(PR_SET_NAME, name.encode()[:15])


def _ask(what: int, value: int | bytes) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(what, value)

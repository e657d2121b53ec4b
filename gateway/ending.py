"""Ending in good time when the process is told to stop."""

import signal
import threading
from collections.abc import Callable
from typing import Any


def before_the_end(close: Callable[[], None]) -> None:
    """Call this once the process is told to stop; the server then waits for what still goes on."""
    if threading.current_thread() is not threading.main_thread():
        return
    before = signal.getsignal(signal.SIGTERM)

    def stop(number: int, frame: Any) -> None:
        close()
        if callable(before):
            before(number, frame)

    if callable(before):
        signal.signal(signal.SIGTERM, stop)

"""The time by which leases run: it never jumps, and says so when the machine was started anew."""

from functools import cache
from pathlib import Path
from time import monotonic


@cache
def boot() -> str:
    """Return the id of this run of the machine, beyond which `now` means nothing."""
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def now() -> float:
    """Return seconds on a clock that all processes share and nobody can set."""
    return monotonic()

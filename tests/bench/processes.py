"""What processes cost: CPU time and proportional memory, as the kernel counts them."""

import os
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

TICK = 1000 / os.sysconf("SC_CLK_TCK")


def cpu(pids: Sequence[int]) -> float:
    """Return the milliseconds of CPU that processes have used, their children's not counted."""
    used = 0.0
    for pid in pids:
        with suppress(FileNotFoundError):
            told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            used += (int(told[11]) + int(told[12])) * TICK
    return used


def pss(pids: Sequence[int]) -> float:
    """Return the megabytes of memory that processes take, shared pages by their share."""
    found = 0
    for pid in pids:
        with suppress(FileNotFoundError):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    found += int(line.split()[1])
    return found / 1024


def settle(named: Mapping[str, Sequence[int]], seconds: float = 120.0) -> None:
    """Wait until what was begun is done: until nobody uses more than a little CPU."""
    end, pids = time.monotonic() + seconds, [pid for pids in named.values() for pid in pids]
    quiet, before = 0, cpu(pids)
    while quiet < 3 and time.monotonic() < end:
        time.sleep(0.5)
        now = cpu(pids)
        quiet, before = quiet + 1 if now - before < 30 else 0, now

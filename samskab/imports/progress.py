"""How far something has come: a bar on a terminal, elsewhere a line for every tenth."""

import sys
from threading import Lock
from typing import TextIO

WIDTH = 30


class Progress:
    """Counts what is done, from any thread."""

    def __init__(
        self, label: str, total: int, out: TextIO | None = None, counts: str = "{done} of {total}"
    ) -> None:
        self.label, self.total, self.done, self.counts = label, total, 0, counts
        self.out = out or sys.stderr
        self.bar = self.out.isatty()
        self.lock, self.told = Lock(), -1
        self._tell()

    def step(self, n: int = 1) -> None:
        """So many more are done."""
        with self.lock:
            self.done += n
            self._tell()

    def _tell(self) -> None:
        share = self.done / self.total if self.total else 1.0
        now = int(share * (100 if self.bar else 10))
        if now == self.told:
            return
        self.told = now
        counts = self.counts.format(done=f"{self.done:,}", total=f"{self.total:,}")
        if not self.bar:
            self.out.write(f"{self.label}: {counts} ({share:.0%})\n")
        else:
            filled = "█" * int(share * WIDTH)
            self.out.write(f"\r{self.label:24} {filled:░<{WIDTH}} {share:4.0%} {counts} ")
        self.out.flush()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.out.write("\n")
            self.out.flush()

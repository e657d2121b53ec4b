"""The manifests in force: swapped while running, the last good ones kept when one is wrong."""

import json
import threading
from contextlib import suppress
from pathlib import Path

from chassis.apart import apart
from chassis.telemetry import logger
from gateway.manifests import ManifestWrong, Reading
from gateway.routing import Routes

EVERY = 1.5


class Following:
    """Looks at the manifests again and again; `current` is what holds."""

    def __init__(self, reading: Reading, kept: Path) -> None:
        self.reading, self.kept = reading, kept
        self.print: list[tuple[str, int, int]] = []
        self.trouble: ManifestWrong | None = None
        self.stopping = threading.Event()
        self.current = self._first()

    def _first(self) -> Routes:
        """Return what the manifests say at a start, or else what they said when they were right."""
        self.print = self._print()
        try:
            return self._read()
        except ManifestWrong as wrong:
            self.trouble = wrong
            with suppress(OSError, ValueError, ManifestWrong):
                routes = self.reading.read(json.loads(self.kept.read_text()))
                logger("gateway").error(
                    "A manifest is wrong; the last good ones hold.", why=str(wrong)
                )
                return routes
            raise

    def look(self) -> bool:
        """Look whether a manifest has changed, and swap; True if other manifests hold now."""
        print = self._print()
        if print == self.print:
            return False
        self.print = print
        try:
            self.current, self.trouble = self._read(), None
        except ManifestWrong as wrong:
            self.trouble = wrong
            logger("gateway").error("A manifest is wrong; the last good ones hold.", why=str(wrong))
            return False
        logger("gateway").info("other manifests hold", departments=list(self.current.manifests))
        return True

    def begin(self) -> None:
        """Look again and again, until `close`."""
        threading.Thread(target=self._follow, name="manifests", daemon=True).start()

    def _follow(self) -> None:
        while not self.stopping.wait(EVERY):
            apart(self.look)

    def close(self) -> None:
        """Look no more."""
        self.stopping.set()

    def _print(self) -> list[tuple[str, int, int]]:
        try:
            return self.reading.print()
        except OSError:  # a file went while the folder was listed: the next look sees it
            return []

    def _read(self) -> Routes:
        texts = self.reading.texts()
        routes = self.reading.read(texts)
        with suppress(OSError):
            self.kept.parent.mkdir(parents=True, exist_ok=True)
            fresh = self.kept.with_suffix(".new")
            fresh.write_text(json.dumps(texts))
            fresh.rename(self.kept)
        return routes

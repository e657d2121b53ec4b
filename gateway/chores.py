"""What the gateway's work does beside sending its facts: it makes departments of manifests."""

import time
from dataclasses import dataclass, field

from gateway.actions import Departments
from gateway.manifests import ManifestWrong, Reading

PAUSE = 1.0


@dataclass
class Registering:
    """A chore: whoever has a manifest is a department; whoever has none any more is closed."""

    reading: Reading
    departments: Departments
    name: str = "gateway.departments"
    done: list[tuple[str, int, int]] = field(default_factory=list)
    trouble: str = ""

    def step(self) -> bool:
        """Follow the manifests if one has changed; True if a department did."""
        print = self.reading.print()
        if print == self.done:
            time.sleep(PAUSE)
            return False
        try:
            routes = self.reading.read(self.reading.texts())
        except ManifestWrong as wrong:  # nobody is closed because of a mistake in a file
            self.trouble = f"a manifest that can be used: {wrong}"
            time.sleep(PAUSE)
            return False
        names = {id: manifest.names for id, manifest in routes.manifests.items()}
        changed = self.departments.follow(names)
        self.done, self.trouble = print, ""
        return changed > 0

    def waits_for(self) -> str:
        """Return what it waits for; nothing when all is well."""
        return self.trouble

    def close(self) -> None:
        """Nothing is held open."""

"""What is kept of the example in a data folder: that it was played, on which day, and its keys."""

import json
import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from chassis.settings import MARK
from samskab.ground import copy_defaults
from samskab.story.content import FOLDER

DEPARTMENTS = ("departments",)


def make_ready(data: Path) -> None:
    """Before it is played: let every page say so, and let the departments in it be there.

    Where the door has no folder of manifests here, its own are left alone.
    """
    config = data / "config"
    config.mkdir(0o700, parents=True, exist_ok=True)
    if any((config / DEPARTMENTS[0]).glob("*.yaml")):
        copy_defaults(FOLDER, DEPARTMENTS, config)
    (config / MARK).touch(0o600)


class Kept:
    """What the story remembers, in a file that only its owner can read."""

    def __init__(self, data: Path) -> None:
        self.file = data / "config" / "story.json"

    def read(self) -> dict[str, Any]:
        """Return all of it; nothing where the story was never told."""
        with suppress(FileNotFoundError, ValueError):
            found = json.loads(self.file.read_text())
            return found if isinstance(found, dict) else {}
        return {}

    def write(self, **more: Any) -> None:
        """Keep this besides what is there, whole or not at all."""
        kept = self.read() | more
        self.file.parent.mkdir(0o700, parents=True, exist_ok=True)
        fresh = self.file.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            json.dump(kept, out, indent=1)
        fresh.rename(self.file)

    def day(self, today: date) -> date:
        """Return the day on which it was first played: this one, if it never was."""
        with suppress(KeyError, ValueError, TypeError):
            return date.fromisoformat(self.read()["day"])
        self.write(day=today.isoformat())
        return today

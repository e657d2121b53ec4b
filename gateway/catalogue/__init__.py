"""The catalogue of events: every type there is, from the schemas and examples of all parts.

They are copied here by `samskab contracts`, so that the door knows no service.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Entry:
    """One type of event: the schema of its data, events that fit, and some that do not."""

    type: str
    schema: dict[str, Any]
    valid: tuple[dict[str, Any], ...] = ()
    invalid: tuple[dict[str, Any], ...] = ()

    @property
    def intake(self) -> bool:
        """Tell whether portals hand it in; all others come out."""
        return ".intake." in self.type

    @property
    def description(self) -> str:
        """Return what the event says, in one sentence."""
        text: str = self.schema.get("description", "")
        return " ".join(text.split())


class Catalogue:
    """All types of events, read from files that the machine has written."""

    def __init__(self, folder: Path = HERE) -> None:
        self.folder = folder

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Return every type by its name, those that portals hand in first."""
        found: dict[str, Entry] = {}
        for file in self.folder.glob("events/*.json"):
            schema = json.loads(file.read_text())
            found[file.stem] = Entry(file.stem, schema, **self._examples(file.name))
        return dict(sorted(found.items(), key=lambda each: (not each[1].intake, each[0])))

    def _examples(self, name: str) -> dict[str, tuple[Any, ...]]:
        file = self.folder / "examples" / name
        said = json.loads(file.read_text()) if file.exists() else {}
        return {each: tuple(said.get(each, ())) for each in ("valid", "invalid")}

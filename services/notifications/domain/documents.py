"""What every plain document of notifications has."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document without a history. `version` is the store's lock; 0 means: a new one."""

    id: str
    version: int = 0

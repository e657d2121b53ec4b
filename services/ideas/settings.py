"""What ideas is told from outside."""

from dataclasses import dataclass

from chassis.settings import Codes, PartSettings


@dataclass(frozen=True, kw_only=True)
class Settings(Codes, PartSettings, part="ideas"):
    """What ideas is told from outside."""

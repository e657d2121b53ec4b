"""What initiatives is told from outside."""

from dataclasses import dataclass

from chassis.settings import PartSettings


@dataclass(frozen=True, kw_only=True)
class Settings(PartSettings, part="initiatives"):
    """What initiatives is told from outside."""

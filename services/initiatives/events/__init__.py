"""What can happen to processes and initiatives, and the public states that travel with it."""

from initiatives.events import initiatives, parts, processes

__all__ = ["initiatives", "parts", "processes"]

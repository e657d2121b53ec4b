"""The red thread, from one sentence to a measured effect and back, told from what is kept here."""

from initiatives.actions.threads.made import Key, Link, Thing, Thread
from initiatives.actions.threads.walks import Threads

__all__ = ["Key", "Link", "Thing", "Thread", "Threads"]

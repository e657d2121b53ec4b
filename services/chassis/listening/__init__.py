"""Hearing of others: first the copy, then the effects, then the offset; everything twice is fine.

Of each foreign aggregate exactly one copy is kept, under the same id; a newer revision replaces
it. Effects are decided from the newest copies and done once by their cause, so a fact that comes
again, late or out of turn does no harm. What cannot be handled goes on the shelf.
"""

from chassis.listening.ears import Ears, News
from chassis.listening.listener import Listener
from chassis.listening.reactor import Reactor

__all__ = ["Ears", "Listener", "News", "Reactor"]

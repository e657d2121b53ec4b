"""What notifications hears, and whom it concerns."""

from chassis.listening import Ears
from notifications.actions import Messages, Turns
from notifications.listeners.contributions import hear_contributions
from notifications.listeners.initiatives import hear_initiatives
from notifications.listeners.neighbours import hear_neighbours


def hear(ears: Ears, messages: Messages, turns: Turns) -> None:
    """Tell everyone concerned at every turn, once each."""
    hear_contributions(ears, messages, turns)
    hear_initiatives(ears, messages, turns)
    hear_neighbours(ears, turns)

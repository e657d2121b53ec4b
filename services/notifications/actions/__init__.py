"""What can be done with messages, subscriptions and letters, whichever way it is asked for."""

from notifications.actions.letters import Letters
from notifications.actions.messages import Messages
from notifications.actions.subscriptions import Subscriptions
from notifications.actions.turns import Turns

__all__ = ["Letters", "Messages", "Subscriptions", "Turns"]

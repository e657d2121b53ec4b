"""What can be done with calls and contributions, whichever way it is asked for."""

from ideas.actions.calls import Calls
from ideas.actions.ideas import Ideas
from ideas.actions.offers import Offers
from ideas.actions.outcomes import Outcomes
from ideas.actions.own import Own
from ideas.actions.receipts import Receipts
from ideas.actions.support import Supports

__all__ = ["Calls", "Ideas", "Offers", "Outcomes", "Own", "Receipts", "Supports"]

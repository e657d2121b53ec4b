"""`/api/subscriptions`: news by e-mail, once the owner of the address has said yes."""

from typing import Any

from flask import Blueprint

from chassis.web import cause, gives, takes
from notifications.actions import Subscriptions
from notifications.domain.subscriptions import CONFIRM_WITHIN
from notifications.schemas import SubscribedView, SubscribeIn

ANSWER = {
    "status": "pending",
    "confirm_within_hours": int(CONFIRM_WITHIN.total_seconds() // 3600),
}


def subscription_routes(subscriptions: Subscriptions) -> Blueprint:
    """Return the routes of subscriptions."""
    door = Blueprint("subscriptions", __name__, url_prefix="/api/subscriptions")

    @door.post("")
    @takes(SubscribeIn)
    @gives(SubscribedView, 202)
    def subscribe(tracking_code: str, email: str, language: str) -> dict[str, Any]:
        """Ask for news at an address. The answer is the same whether or not we know the code."""
        subscriptions.subscribe(cause(), tracking_code, email, language)
        return ANSWER

    return door

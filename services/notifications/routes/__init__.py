"""The HTTP API of notifications: one blueprint for each noun."""

from flask import Flask

from notifications.actions import Messages, Subscriptions
from notifications.routes.inbox import inbox_routes
from notifications.routes.subscriptions import subscription_routes
from notifications.wording import Wording


def add_routes(
    app: Flask, messages: Messages, subscriptions: Subscriptions, wording: Wording
) -> None:
    """Let an app answer at the API's addresses."""
    app.register_blueprint(inbox_routes(messages, wording))
    app.register_blueprint(subscription_routes(subscriptions))

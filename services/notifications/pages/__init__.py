"""The pages of notifications: the inbox, and news by e-mail."""

from flask import Flask

from notifications.actions import Messages, Subscriptions
from notifications.pages.inbox import inbox_pages
from notifications.pages.subscriptions import subscription_pages
from notifications.wording import Wording


def add_pages(
    app: Flask, messages: Messages, subscriptions: Subscriptions, wording: Wording
) -> None:
    """Let an app answer people, not only programs."""
    app.register_blueprint(inbox_pages(messages, wording))
    app.register_blueprint(subscription_pages(subscriptions))

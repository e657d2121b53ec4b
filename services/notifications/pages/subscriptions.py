"""`/subscriptions/…`: asking for news, and the two links in mails. It takes a button to act."""

from flask import Blueprint, Response

from chassis.pages import fills, render
from chassis.web import cause, language
from notifications.actions import Subscriptions
from notifications.actions.links import Purpose
from notifications.domain.subscriptions import Standing
from notifications.schemas import SubscribeForm

ASK = ["GET", "POST"]


def subscription_pages(subscriptions: Subscriptions) -> Blueprint:
    """Return the pages for news by e-mail."""
    door = Blueprint(
        "subscription_pages", __name__, url_prefix="/subscriptions", template_folder="../templates"
    )

    @door.route("/new", methods=ASK)
    @fills(SubscribeForm, "notifications/subscribe.html")
    def ask(tracking_code: str, email: str) -> Response:
        """Ask for news at an address; the same is shown whether or not we know the code."""
        subscriptions.subscribe(cause(), tracking_code, email, language())
        return render("notifications/asked.html", 202)

    @door.get("/confirm/<token>")
    def look_at_confirmation(token: str) -> Response:
        """Show the button; mail scanners open this too, so it changes nothing."""
        found = subscriptions.look(Purpose.CONFIRM, token)
        return render("notifications/confirm.html", done=found.status is Standing.CONFIRMED)

    @door.post("/confirm/<token>")
    def confirm(token: str) -> Response:
        """Say yes."""
        subscriptions.confirm(token)
        return render("notifications/confirm.html", done=True)

    @door.get("/unsubscribe/<token>")
    def look_at_end(token: str) -> Response:
        """Show the button; mail scanners open this too, so it changes nothing."""
        found = subscriptions.look(Purpose.UNSUBSCRIBE, token)
        return render("notifications/unsubscribe.html", done=found.status is Standing.ENDED)

    @door.post("/unsubscribe/<token>")
    def end(token: str) -> Response:
        """Send no more mails there: our button, and the one-click of mail programs (RFC 8058)."""
        subscriptions.end(token)
        return render("notifications/unsubscribe.html", done=True)

    return door

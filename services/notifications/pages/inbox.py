"""`/inbox`: the code is posted and stands in no address, so there is nothing to leak."""

from flask import Blueprint, Response

from chassis.pages import fills, render
from chassis.web import caller
from notifications.actions import Messages
from notifications.actions.messages import person_of
from notifications.routes.inbox import in_words
from notifications.schemas import InboxForm, ReadForm
from notifications.wording import Wording

ON_A_PAGE = 20


def inbox_pages(messages: Messages, wording: Wording) -> Blueprint:
    """Return the pages of the inbox."""
    door = Blueprint("inbox_pages", __name__, url_prefix="/inbox", template_folder="../templates")

    def shown(code: str, after: str | None = None) -> Response:
        person = person_of(caller(), code)
        found, more = messages.page(person, False, ON_A_PAGE, after)
        return render(
            "notifications/inbox.html",
            messages=in_words(found, messages, wording),
            unread=messages.unread(person),
            code=code,
            after=after,
            more=more,
        )

    @door.route("", methods=["GET", "POST"])
    @fills(InboxForm, "notifications/code.html")
    def inbox(tracking_code: str, after: str | None) -> Response:
        """Ask for the code, and show what its owner was told."""
        return shown(tracking_code, after)

    @door.post("/read")
    @fills(ReadForm, "notifications/code.html")
    def read(tracking_code: str, id: str) -> Response:
        """Note that a message was read, and show the inbox again."""
        messages.read(person_of(caller(), tracking_code), id)
        return shown(tracking_code)

    return door

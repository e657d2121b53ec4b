"""`/inbox`: the code is posted and stands in no address, so there is nothing to leak."""

from typing import Any

from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as Answer

from chassis.pages import fills, render
from chassis.web import Paged, caller, next_page, takes
from notifications.actions import Messages
from notifications.actions.inboxes import inboxes_of, own_inboxes
from notifications.routes.inbox import in_words
from notifications.schemas import InboxForm, ReadForm
from notifications.wording import Wording

ON_A_PAGE = 20


def inbox_pages(messages: Messages, wording: Wording) -> Blueprint:
    """Return the pages of the inbox."""
    door = Blueprint("inbox_pages", __name__, url_prefix="/inbox", template_folder="../templates")

    def shown(people: tuple[str, ...], after: str | None, **more: Any) -> Response:
        found, rest = messages.page(people, False, ON_A_PAGE, after)
        return render(
            "notifications/inbox.html",
            messages=in_words(found, messages, wording),
            unread=sum(messages.unread(people).values()),
            after=after,
            more=rest,
            next=next_page(rest) if rest and not more["code"] else None,
            **more,
        )

    @fills(InboxForm, "notifications/code.html")
    def by_code(tracking_code: str, after: str | None) -> Response:
        return shown(inboxes_of(caller(), tracking_code), after, code=tracking_code)

    @door.get("")
    @takes(query=Paged)
    def look(limit: int, after: str | None) -> Any:
        """Show the messages of who is signed in; ask everyone else for the code."""
        if own := own_inboxes(caller()):
            return shown(own, after, code="")
        return by_code()

    @door.post("")
    def ask() -> Any:
        """Show what the owner of the code was told."""
        return by_code()

    @door.post("/read")
    @fills(ReadForm, "notifications/code.html")
    def read(tracking_code: str | None, id: str) -> Answer:
        """Note that a message was read, and show the inbox again."""
        people = inboxes_of(caller(), tracking_code)
        messages.read(people, id)
        if tracking_code is None:
            return redirect("/inbox", 303)
        return shown(people, None, code=tracking_code)

    return door

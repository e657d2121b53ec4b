"""`/api/inbox`: what one has been told, by the tracking code or for who is signed in."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint

from chassis.web import Listed, caller, gives, language, listed, takes
from notifications.actions import Messages
from notifications.actions.copies import Copies
from notifications.actions.inboxes import inboxes_of
from notifications.domain.messages import DEPARTMENT, Message
from notifications.schemas import CodeIn, InboxQuery, MessageView, ReadIn, UnreadView
from notifications.wording import Wording

Shown = dict[str, Any]


def inbox_routes(messages: Messages, wording: Wording) -> Blueprint:
    """Return the routes of the inbox."""
    door = Blueprint("inbox", __name__, url_prefix="/api/inbox")

    def page(people: Sequence[str], unread: bool, limit: int, after: str | None) -> Listed[Shown]:
        found, more = messages.page(people, unread, limit, after)
        return Listed(in_words(found, messages, wording), more)

    @door.get("")
    @takes(query=InboxQuery)
    @listed(MessageView)
    def list_mine(unread: bool, limit: int, after: str | None) -> Listed[Shown]:
        """List the messages of who is signed in and of their departments, the newest first."""
        return page(inboxes_of(caller()), unread, limit, after)

    @door.post("")
    @takes(CodeIn, query=InboxQuery)
    @listed(MessageView)
    def list_by_code(
        tracking_code: str, unread: bool, limit: int, after: str | None
    ) -> Listed[Shown]:
        """List the messages about the contribution with this tracking code, the newest first."""
        return page(inboxes_of(caller(), tracking_code), unread, limit, after)

    @door.get("/unread")
    @gives(UnreadView)
    def count_unread() -> Shown:
        """Say how much is unread of who is signed in and of their departments."""
        return counted(messages.unread(inboxes_of(caller())))

    @door.post("/<message_id>/read")
    @takes(ReadIn)
    @gives(MessageView)
    def read(message_id: str, tracking_code: str | None) -> Shown:
        """Note that a message was read; one to a department is read for all who work there."""
        message = messages.read(inboxes_of(caller(), tracking_code), message_id)
        return in_words([message], messages, wording)[0]

    return door


def counted(unread: dict[str, int]) -> Shown:
    """Return how much is unread in all, and in each department."""
    departments = [
        {"department_id": person.removeprefix(DEPARTMENT), "unread": n}
        for person, n in unread.items()
        if person.startswith(DEPARTMENT)
    ]
    return {"unread": sum(unread.values()), "departments": departments}


def in_words(found: list[Message], messages: Messages, wording: Wording) -> list[Shown]:
    """Return messages as they are shown to the reader of this request."""
    copies, lang = messages.around(found), language()
    return [_shown(message, wording, copies, lang) for message in found]


def _shown(message: Message, wording: Wording, copies: Copies, lang: str) -> Shown:
    said = wording.say(message, copies, lang)
    names = copies.kept("department", message.department).get("names", ())
    return (
        vars(message)
        | {
            "about": {"kind": message.kind, "id": message.about},
            "department": message.department,
            "department_names": names,
            "subject": said.subject,
            "text": "\n\n".join(said.paragraphs),
            "paragraphs": said.paragraphs,
            "link": said.link,
            "action": said.action,
            "language": lang,
        }
        | ({"department_id": message.department} if message.department else {})
    )

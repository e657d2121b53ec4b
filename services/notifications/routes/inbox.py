"""`/api/inbox`: what one has been told, by the tracking code or for who is signed in."""

from typing import Any

from flask import Blueprint

from chassis.web import Listed, caller, gives, language, listed, takes
from notifications.actions import Messages
from notifications.actions.messages import person_of
from notifications.domain.messages import Message
from notifications.schemas import CodeIn, InboxQuery, MessageView, ReadIn
from notifications.wording import Wording

Shown = dict[str, Any]


def inbox_routes(messages: Messages, wording: Wording) -> Blueprint:
    """Return the routes of the inbox."""
    door = Blueprint("inbox", __name__, url_prefix="/api/inbox")

    def page(person: str, unread: bool, limit: int, after: str | None) -> Listed[Shown]:
        found, more = messages.page(person, unread, limit, after)
        return Listed(in_words(found, messages, wording), more)

    @door.get("")
    @takes(query=InboxQuery)
    @listed(MessageView)
    def list_mine(unread: bool, limit: int, after: str | None) -> Listed[Shown]:
        """List the messages of who is signed in, the newest first."""
        return page(person_of(caller(), None), unread, limit, after)

    @door.post("")
    @takes(CodeIn, query=InboxQuery)
    @listed(MessageView)
    def list_by_code(
        tracking_code: str, unread: bool, limit: int, after: str | None
    ) -> Listed[Shown]:
        """List the messages about the contribution with this tracking code, the newest first."""
        return page(person_of(caller(), tracking_code), unread, limit, after)

    @door.post("/<message_id>/read")
    @takes(ReadIn)
    @gives(MessageView)
    def read(message_id: str, tracking_code: str | None) -> Shown:
        """Note that a message was read."""
        message = messages.read(person_of(caller(), tracking_code), message_id)
        return in_words([message], messages, wording)[0]

    return door


def in_words(found: list[Message], messages: Messages, wording: Wording) -> list[Shown]:
    """Return messages as they are shown to the reader of this request."""
    ideas, lang = messages.about(found), language()
    return [_shown(message, wording, ideas.get(message.about, {}), lang) for message in found]


def _shown(message: Message, wording: Wording, idea: dict[str, Any], lang: str) -> Shown:
    said = wording.say(message, idea, lang)
    return vars(message) | {
        "about": {"kind": "idea", "id": message.about},
        "subject": said.subject,
        "text": "\n\n".join(said.paragraphs),
        "paragraphs": said.paragraphs,
        "link": said.link,
        "action": said.action,
        "language": lang,
    }

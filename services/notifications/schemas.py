"""What notifications takes and shows over HTTP."""

from marshmallow import fields

from chassis.web import Boolean, Id, Instant, LanguageField, Paged, Shown, Strict, String
from notifications.domain.addresses import LONGEST
from notifications.domain.messages import Template

LONGEST_CODE = 60


class CodeIn(Strict):
    """The tracking code that a giver got; it is posted and never part of an address."""

    tracking_code = String(required=True, max_length=LONGEST_CODE)


class ReadIn(Strict):
    """Whose message it is: the tracking code, left out by who is signed in."""

    tracking_code = String(load_default=None, max_length=LONGEST_CODE)


class InboxQuery(Paged):
    """Which messages to list."""

    unread = Boolean(load_default=False, metadata={"description": "Only those not read yet."})


class SubscribeIn(CodeIn):
    """Where news of a contribution is to go."""

    email = String(required=True, max_length=LONGEST)
    language = LanguageField(
        load_default="", metadata={"description": "What mails are written in, if we have it."}
    )


class SubscribedView(Shown):
    """The same for everyone: whether we know the code is told to the owner of the address only."""

    status = fields.Str(metadata={"description": "Always pending: the next step is in the mail."})
    confirm_within_hours = fields.Int()


class AboutView(Shown):
    """What a message is about."""

    kind = fields.Str()
    id = fields.Str()


class MessageView(Shown):
    """A message, its words in the reader's language."""

    id = fields.Str()
    at = Instant()
    template = fields.Enum(Template, by_value=True)
    about = fields.Nested(AboutView)
    department_id = fields.Str(
        metadata={"description": "The department that it is for; left out where for a person."}
    )
    subject = fields.Str()
    text = fields.Str()
    link = fields.Str(metadata={"description": "Where to see more, from the door."})
    language = fields.Str()
    read = fields.Bool()


class DepartmentUnreadView(Shown):
    """How much of one department's inbox nobody there has read."""

    department_id = fields.Str()
    unread = fields.Int()


class UnreadView(Shown):
    """How much is unread."""

    unread = fields.Int()
    departments = fields.Nested(DepartmentUnreadView, many=True)


class InboxForm(CodeIn):
    """The form of the inbox page."""

    after = String(load_default=None, max_length=1000)


class ReadForm(ReadIn):
    """The button beside a message."""

    id = Id(required=True)


class SubscribeForm(CodeIn):
    """The form for news by e-mail."""

    email = String(required=True, max_length=LONGEST)

"""What is taken and shown of calls."""

from typing import Any

from marshmallow import fields, validate

from chassis.changes import Visibility
from chassis.web import Id, Instant, LanguageField, Paged, Shown, Strict, TextsField, one_of
from ideas.domain.calls import CallStatus, NewCall, Stances
from ideas.domain.giving import Kind
from ideas.schemas.common import BODY, REASON, TITLE


class CallQuery(Paged):
    """Which calls to list."""

    status = one_of(CallStatus)


class NewCallIn(Strict):
    """What a department asks citizens for."""

    title = TextsField(required=True, max_length=TITLE, one_line=True)
    body = TextsField(required=True, max_length=BODY)
    promise = TextsField(max_length=REASON)
    language = LanguageField()
    kinds = fields.List(one_of(Kind), validate=validate.Length(min=1))
    stances = one_of(Stances, load_default=Stances.AGREE)
    process_id = Id()
    closes_at = Instant()


def new_call(given: dict[str, Any]) -> NewCall:
    """Return what was asked as the domain knows it."""
    given.pop("language", None)
    kinds = tuple(given.pop("kinds", ())) or tuple(Kind)
    return NewCall(kinds=kinds, **given)


class CallView(Shown):
    """A call as everyone sees it."""

    id = fields.Str()
    edition = fields.Int()
    process_id = fields.Str()
    owner_department_id = fields.Str()
    visibility = one_of(Visibility)
    status = one_of(CallStatus)
    title = TextsField(max_length=TITLE)
    body = TextsField(max_length=BODY)
    promise = TextsField(max_length=REASON)
    kinds = fields.List(one_of(Kind))
    stances = one_of(Stances)
    closes_at = Instant()
    created_at = Instant()

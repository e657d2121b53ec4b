"""What givers see of what they gave, and what they can do with it."""

from typing import Any

from marshmallow import fields, validate

from chassis.web import (
    HappenedView,
    Instant,
    LanguageField,
    Shown,
    Strict,
    String,
    TextsField,
    one_of,
)
from ideas.actions.offers import Asked
from ideas.domain.outcomes import Outcome, Place
from ideas.events import AskStatus
from ideas.schemas.common import BODY, REASON, TITLE
from ideas.schemas.ideas import Correction, IdeaView
from ideas.schemas.offers import AnswerIn

KINDS = ("evidence", "insight", "opportunity", "initiative")
YES = (AskStatus.CONFIRMED, AskStatus.USED)


class TrackIn(Strict):
    """The code that its giver got; it is posted and never part of an address."""

    tracking_code = String(required=True, max_length=60)


class TrackCorrection(TrackIn, Correction):
    """New words for one's own."""


class TrackAnswer(TrackIn, AnswerIn):
    """The answer to an initiative that asks for help."""


class TrackReply(TrackIn):
    """What one writes back, once, to those who declined it; only the municipality reads it."""

    body = TextsField(required=True, max_length=REASON)
    language = LanguageField()


class ResponsibleView(Shown):
    """Who answers for it: the authority, and the department that owns it."""

    authority = fields.Str()
    department_id = fields.Str()
    department = TextsField(max_length=TITLE)


class SubmittedView(IdeaView):
    """One's own, just handed in: with the code to find it again, shown this once."""

    tracking_code = fields.Str()
    responsible = fields.Nested(ResponsibleView)


class AskedView(Shown):
    """An initiative that asks its giver for help; without its words while it is not public.

    Whom to contact is told once the giver has said yes.
    """

    match_id = fields.Str()
    initiative_id = fields.Str()
    seen = fields.Bool()
    title = TextsField(max_length=TITLE)
    need = TextsField(max_length=TITLE)
    contact = TextsField(max_length=REASON)
    status = one_of(AskStatus)
    asked_at = Instant()
    answered_at = Instant(allow_none=True)
    amount = fields.Float()
    unit = fields.Str()
    thanks = TextsField(max_length=REASON)


class PlaceView(Shown):
    """A step of a journey; without titles while its journey is not public."""

    step_id = fields.Str()
    title = TextsField(max_length=TITLE)
    journey_id = fields.Str(allow_none=True)
    journey_title = TextsField(max_length=TITLE)
    href = fields.Str(allow_none=True)


class UsedView(Shown):
    """Help that was given, and what its giver was thanked with."""

    amount = fields.Float()
    unit = fields.Str()
    thanks = TextsField(max_length=REASON)


class MeasuredView(Shown):
    """What was measured, before and now; null where fewer than five people are behind it."""

    name = TextsField(max_length=TITLE)
    unit = TextsField(max_length=TITLE)
    before = fields.Float(allow_none=True)
    before_on = fields.Date()
    now = fields.Float(allow_none=True)
    now_on = fields.Date()


class OutcomeView(Shown):
    """One thing that came of it; without its contents while it is not public."""

    kind = fields.Str(validate=validate.OneOf(KINDS))
    id = fields.Str()
    seen = fields.Bool()
    href = fields.Str(allow_none=True)
    title = TextsField(max_length=TITLE)
    type = fields.Str(allow_none=True)
    status = fields.Str(allow_none=True)
    reason = TextsField(max_length=REASON)
    places = fields.List(fields.Nested(PlaceView))
    used = fields.List(fields.Nested(UsedView))
    measured = fields.List(fields.Nested(MeasuredView))


class ReplyView(Shown):
    """What its giver wrote back."""

    body = TextsField(max_length=BODY)
    at = Instant()


class OwnView(IdeaView):
    """One's own, with what happened to it, who asks for it, and what came of it."""

    history = fields.List(fields.Nested(HappenedView))
    reply = fields.Nested(ReplyView, allow_none=True)
    asked = fields.List(fields.Nested(AskedView))
    came_of = fields.List(fields.Nested(OutcomeView))
    responsible = fields.Nested(ResponsibleView)


def asked(question: Asked) -> dict[str, Any]:
    """Return a question to the giver as it is shown."""
    ask, initiative = question.ask, question.initiative
    told = vars(ask) | {"match_id": ask.id, "seen": initiative is not None}
    if initiative is None:
        return told | {"title": (), "need": (), "contact": ()}
    needs = [need.title for need in initiative.needs if need.id == ask.need_id]
    contact = initiative.contact if ask.status in YES else ()
    return told | {"title": initiative.title, "need": (needs or [()])[0], "contact": contact}


def came_of(outcome: Outcome) -> dict[str, Any]:
    """Return what came of it as it is shown, with where to read on."""
    places = [vars(place) | {"href": where(place)} for place in outcome.places]
    return vars(outcome) | {"places": places, "href": page_of(outcome)}


def where(place: Place) -> str | None:
    """Return the page of a step."""
    return f"/journeys/{place.journey_id}/steps/{place.step_id}" if place.journey_id else None


def page_of(outcome: Outcome) -> str | None:
    """Return the page of what came of it, where it has one."""
    folder = {"opportunity": "opportunities", "initiative": "initiatives"}.get(outcome.kind)
    return f"/{folder}/{outcome.id}" if folder and outcome.seen else None

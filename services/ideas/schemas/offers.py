"""What is taken and shown of offers of help."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate

from chassis.web import Id, Instant, LanguageField, Paged, Shown, Strict, String, TextsField, one_of
from chassis.web.proper import Improper, proper
from ideas.domain.giving import TIMES
from ideas.events import AskStatus, Offer, OfferStatus, ResourceType
from ideas.schemas.common import REASON

AREA, AVAILABILITY, LANGUAGES = 100, 200, 20


class Line(String):
    """What a person wrote on one line, where its language makes no difference."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            return proper(text, self.max_length, one_line=True)
        except Improper as no:
            raise ValidationError(no.why) from None


def time_of_week(**more: Any) -> String:
    """Return a field for a part of the week, such as `tuesday_evening`."""
    return String(validate=validate.OneOf(TIMES), **more)


class OfferIn(Strict):
    """What a resource is."""

    resource_type = one_of(ResourceType)
    languages = fields.List(LanguageField(), validate=validate.Length(max=LANGUAGES))
    area = Line(max_length=AREA)
    availability = Line(max_length=AVAILABILITY)
    times = fields.List(time_of_week(), validate=validate.Length(max=len(TIMES)))
    valid_from = fields.Date()
    valid_to = fields.Date()

    @post_load
    def made(self, given: dict[str, Any], **_: Any) -> Offer:
        """Return it as the domain knows it."""
        return offer(given)


def offer(given: dict[str, Any]) -> Offer:
    """Return what was offered as the domain knows it."""
    lists = {name: tuple(given.get(name, ())) for name in ("languages", "times")}
    return Offer(**({"resource_type": ResourceType.TIME} | given | lists))


class OfferQuery(Paged):
    """Which offers of help to list."""

    language = LanguageField(metadata={"description": "Only of those who speak it."})
    time = time_of_week(metadata={"description": "Only help in this part of the week."})
    area = String(
        max_length=AREA,
        metadata={"description": "Only there; case and accents make no difference."},
    )
    type = one_of(ResourceType, metadata={"description": "Only help of this kind."})
    status = one_of(OfferStatus, metadata={"description": "Only those that stand so."})
    q = String(max_length=200, metadata={"description": "Only those with all of these words."})


class AnswerIn(Strict):
    """Which question is answered: the one of this match."""

    match_id = Id(required=True)


class AskView(Shown):
    """An initiative asks, or asked, for this help; `id` is that of its match."""

    id = fields.Str()
    initiative_id = fields.Str()
    need_id = fields.Str()
    status = one_of(AskStatus)
    asked_at = Instant()
    answered_at = Instant(allow_none=True)
    amount = fields.Float()
    unit = fields.Str()
    thanks = TextsField(max_length=REASON)


class OfferView(Shown):
    """What is offered, and who has asked for it. It says nothing of how to reach the giver."""

    resource_type = one_of(ResourceType)
    languages = fields.List(fields.Str())
    area = fields.Str(allow_none=True)
    availability = fields.Str(allow_none=True)
    times = fields.List(fields.Str())
    valid_from = fields.Date(allow_none=True)
    valid_to = fields.Date(allow_none=True)
    status = one_of(OfferStatus)
    asks = fields.List(fields.Nested(AskView))

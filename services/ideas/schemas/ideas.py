"""What is taken and shown of contributions that are there."""

from marshmallow import fields

from chassis.web import (
    AggregateView,
    Id,
    Instant,
    LanguageField,
    Paged,
    Shown,
    Strict,
    String,
    TextsField,
    one_of,
)
from ideas.domain.giving import Channel, Kind
from ideas.domain.ideas import Status
from ideas.domain.support import Stance
from ideas.schemas.common import BODY, REASON, TITLE
from ideas.schemas.offers import OfferView


class Correction(Strict):
    """New words for a contribution."""

    title = TextsField(required=True, max_length=TITLE, one_line=True)
    body = TextsField(required=True, max_length=BODY)
    language = LanguageField()


class ReasonIn(Strict):
    """Why something is answered as it is; citizens read it."""

    reason = TextsField(required=True, max_length=REASON)
    language = LanguageField()


class SupportIn(Strict):
    """What somebody thinks of a contribution."""

    stance = one_of(Stance, load_default=Stance.AGREE)


class IdeaQuery(Paged):
    """Which contributions to list."""

    status = one_of(Status, metadata={"description": "Only those that stand so."})
    kind = one_of(Kind, metadata={"description": "Only those of this kind."})
    call = Id(metadata={"description": "Only those that answer this call."})
    process = Id(metadata={"description": "Only those of this process."})
    department = Id(metadata={"description": "Only those that this department owns."})
    language = LanguageField(metadata={"description": "Only those written in this language."})
    q = String(max_length=200, metadata={"description": "Only those with all of these words."})


class TallyView(Shown):
    """How many think what."""

    agree = fields.Int()
    disagree = fields.Int()
    pass_ = fields.Int(data_key="pass")


class IdeaView(AggregateView):
    """A contribution as a caller who may see it sees it."""

    status = one_of(Status)
    kind = one_of(Kind)
    call_id = fields.Str()
    title = TextsField(max_length=TITLE)
    body = TextsField(max_length=BODY)
    language = fields.Str()
    channel = one_of(Channel)
    submitted_at = Instant()
    updated_at = Instant()
    reason = TextsField(max_length=REASON)
    tally = fields.Nested(TallyView)
    offer = fields.Nested(OfferView, allow_none=True)


class SupportView(Shown):
    """What this participant thinks of it now."""

    idea_id = fields.Str()
    stance = one_of(Stance)


class ReceiptView(Shown):
    """What has become of it: a status, `refused` with the reason, or `not_arrived`."""

    idea_id = fields.Str()
    status = fields.Str()
    reason = TextsField(max_length=REASON)
    since = fields.Int()
    process_id = fields.Str()

"""What is taken and shown of contributions that are there."""

from typing import Any

from marshmallow import fields, validate

from chassis.changes import Visibility
from chassis.web import (
    Id,
    Instant,
    Integer,
    LanguageField,
    Paged,
    Shown,
    Strict,
    String,
    TextsField,
)
from ideas.domain.giving import Channel, Kind
from ideas.domain.ideas import Status
from ideas.domain.support import Stance
from ideas.schemas.common import BODY, REASON, TITLE, one_of
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


class HistoryQuery(Strict):
    """Where in a history to begin."""

    after = Integer(
        load_default=0,
        validate=validate.Range(min=0),
        metadata={"description": "Only what came after this revision."},
    )
    limit = Integer(
        load_default=100,
        validate=validate.Range(1, 100),
        metadata={"description": "How many at most."},
    )


class TallyView(Shown):
    """How many think what."""

    agree = fields.Int()
    disagree = fields.Int()
    pass_ = fields.Int(data_key="pass")


class IdeaView(Shown):
    """A contribution as a caller who may see it sees it."""

    id = fields.Str()
    edition = fields.Int()
    revision = fields.Int()
    since = fields.Int()
    process_id = fields.Str()
    owner_department_id = fields.Str()
    visibility = one_of(Visibility)
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


class HappenedView(Shown):
    """One thing that happened."""

    revision = fields.Int()
    type = fields.Str()
    at = fields.Str()
    by = fields.Dict(keys=fields.Str(), values=fields.Str())
    details = fields.Dict()


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


def happened(fact: dict[str, Any], revision: int) -> dict[str, Any]:
    """Return one thing that happened as it is shown."""
    return {
        "revision": revision,
        "type": fact["type"],
        "at": fact["time"],
        "by": fact["data"]["by"],
        "details": fact["data"]["details"],
    }

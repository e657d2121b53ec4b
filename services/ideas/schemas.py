"""What ideas takes and shows over HTTP, and what it takes in from portals."""

from typing import Any

from marshmallow import fields, post_load, validate

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
from ideas.domain.calls import CallStatus, NewCall, Stances
from ideas.domain.ideas import (
    AgeBand,
    Channel,
    Consent,
    Kind,
    NewIdea,
    Offer,
    OnBehalfOf,
    ResourceType,
    Status,
)
from ideas.domain.support import Stance

TITLE, BODY, REASON = 200, 10_000, 2_000
HASH = validate.Regexp(r"[0-9a-f]{64}\Z")


def one_of(words: Any, **more: Any) -> fields.Enum[Any]:
    """Return a field that takes the values of an enumeration."""
    return fields.Enum(words, by_value=String(), **more)


class ConsentIn(Strict):
    """What the giver agreed to."""

    purpose = String(required=True, max_length=100)
    text_version = String(required=True, max_length=50)
    lang = LanguageField(required=True)
    at = Instant(required=True)

    @post_load
    def made(self, given: dict[str, Any], **_: Any) -> Consent:
        """Return it as the domain knows it."""
        return Consent(**given)


class OnBehalfOfIn(Strict):
    """For whom somebody else wrote it down, and how consent was given."""

    relation = String(required=True, max_length=100)
    consent = String(required=True, max_length=500)

    @post_load
    def made(self, given: dict[str, Any], **_: Any) -> OnBehalfOf:
        """Return it as the domain knows it."""
        return OnBehalfOf(**given)


class OfferIn(Strict):
    """What a resource is."""

    resource_type = one_of(ResourceType, required=True)
    languages = fields.List(LanguageField(), validate=validate.Length(max=20))
    area = String(max_length=100)
    availability = String(max_length=200)
    valid_from = fields.Date()
    valid_to = fields.Date()

    @post_load
    def made(self, given: dict[str, Any], **_: Any) -> Offer:
        """Return it as the domain knows it."""
        languages = tuple(given.pop("languages", ()))
        return Offer(languages=languages, **given)


class NewIdeaIn(Strict):
    """A contribution as it is handed in. It has neither a name nor a contact field."""

    kind = one_of(Kind, load_default=Kind.IDEA)
    title = TextsField(required=True, max_length=TITLE, one_line=True)
    body = TextsField(required=True, max_length=BODY)
    language = LanguageField()
    call_id = Id()
    process_id = Id()
    channel = one_of(Channel)
    age_band = one_of(AgeBand, load_default=AgeBand.UNKNOWN)
    consents = fields.List(fields.Nested(ConsentIn), validate=validate.Length(max=20))
    on_behalf_of = fields.Nested(OnBehalfOfIn)
    offer = fields.Nested(OfferIn)
    reference = String(max_length=200)


class IntakeIdea(NewIdeaIn):
    """A contribution that a portal hands in as an event.

    `trackingHash` is the SHA-256, in hex, of the code that its giver got; the door adds it.
    """

    tracking_hash = String(max_length=64, validate=HASH)


class IntakeSupport(Strict):
    """What somebody thinks of a contribution, handed in as an event.

    `reference` is the portal's own word for a person; it is not kept.
    """

    idea_id = Id(required=True)
    process_id = Id(required=True)
    reference = String(required=True, max_length=200, validate=validate.Length(min=1))
    stance = one_of(Stance, required=True)


def new_idea(given: dict[str, Any], channel: Channel = Channel.API) -> NewIdea:
    """Return what was handed in as the domain knows it; the language is that of the first text."""
    language = given.pop("language", None) or given["body"][0].lang
    consents = tuple(given.pop("consents", ()))
    return NewIdea(language=language, consents=consents, **({"channel": channel} | given))


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


class TrackIn(Strict):
    """The code that its giver got; it is posted and never part of an address."""

    tracking_code = String(required=True, max_length=60)


class TrackCorrection(TrackIn, Correction):
    """New words for one's own."""


class IdeaQuery(Paged):
    """Which contributions to list."""

    status = one_of(Status)
    kind = one_of(Kind)
    call = Id(data_key="call")
    process = Id()
    department = Id()
    language = LanguageField()
    q = String(max_length=200)


class CallQuery(Paged):
    """Which calls to list."""

    status = one_of(CallStatus)


class HistoryQuery(Strict):
    """Where in a history to begin."""

    after = Integer(load_default=0, validate=validate.Range(min=0))
    limit = Integer(load_default=100, validate=validate.Range(1, 100))


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


class TallyView(Shown):
    """How many think what."""

    agree = fields.Int()
    disagree = fields.Int()
    pass_ = fields.Int(data_key="pass")


class OfferView(Shown):
    """What is offered."""

    resource_type = one_of(ResourceType)
    languages = fields.List(fields.Str())
    area = fields.Str()
    availability = fields.Str()
    valid_from = fields.Date()
    valid_to = fields.Date()


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


class SubmittedView(IdeaView):
    """One's own, just handed in: with the code to find it again, shown this once."""

    tracking_code = fields.Str()


class OwnView(IdeaView):
    """One's own, with what happened to it."""

    history = fields.List(fields.Nested("HappenedView"))


class HappenedView(Shown):
    """One thing that happened."""

    revision = fields.Int()
    type = fields.Str()
    at = fields.Str()
    by = fields.Dict(keys=fields.Str(), values=fields.Str())
    details = fields.Dict()


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

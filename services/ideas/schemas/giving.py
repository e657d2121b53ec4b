"""What is taken when somebody hands something in, over HTTP or as an event."""

from typing import Any

from marshmallow import fields, post_load, validate

from chassis.web import Id, Instant, LanguageField, Strict, String, TextsField, one_of
from ideas.domain.giving import AgeBand, Channel, Consent, Kind, NewIdea, OnBehalfOf
from ideas.domain.support import Stance
from ideas.schemas.common import BODY, TITLE
from ideas.schemas.offers import OfferIn

HASH = validate.Regexp(r"[0-9a-f]{64}\Z")


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

    The trackingHash is the SHA-256, in hex, of the code that its giver got; the door adds it.
    """

    tracking_hash = String(max_length=64, validate=HASH)


class IntakeSupport(Strict):
    """What somebody thinks of a contribution, handed in as an event.

    The reference is the portal's own word for a person; it is not kept.
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

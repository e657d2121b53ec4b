"""What is taken and shown of personas."""

from typing import Any

from marshmallow import fields, validate

from chassis.web import Id, LanguageField, SeveralTexts, TextsField, as_kept, one_of
from journeys.domain.personas import NewPersona, PersonaStatus
from journeys.schemas.common import LINE, PASSAGE, TITLE, Listing, OwnedView, Spoken, as_changed

MOST = 20
LISTS = ("goals", "needs", "barriers", "resources", "languages")


def _several(**more: Any) -> SeveralTexts:
    return SeveralTexts(max_length=LINE, most=MOST, **more)


class PersonaQuery(Listing):
    """Which personas to list."""

    status = one_of(PersonaStatus, metadata={"description": "Only those that stand so."})


class NewPersonaIn(Spoken):
    """An invented person who stands for many. Never describe a real one."""

    name = TextsField(required=True, max_length=TITLE, one_line=True)
    summary = TextsField(required=True, max_length=PASSAGE)
    goals = _several()
    needs = _several()
    barriers = _several()
    resources = _several()
    languages = fields.List(LanguageField(), validate=validate.Length(max=MOST))
    process_id = Id()


class PersonaChange(Spoken):
    """What is to be said differently of a persona; null empties a list."""

    name = TextsField(max_length=TITLE, one_line=True)
    summary = TextsField(max_length=PASSAGE)
    goals = _several(allow_none=True)
    needs = _several(allow_none=True)
    barriers = _several(allow_none=True)
    resources = _several(allow_none=True)
    languages = fields.List(LanguageField(), validate=validate.Length(max=MOST), allow_none=True)


class PersonaView(OwnedView):
    """A persona as a caller who may see it sees it."""

    status = one_of(PersonaStatus)
    name = TextsField(max_length=TITLE)
    summary = TextsField(max_length=PASSAGE)
    goals = _several()
    needs = _several()
    barriers = _several()
    resources = _several()
    languages = fields.List(fields.Str())


def new_persona(given: dict[str, Any]) -> NewPersona:
    """Return who is described as the domain knows it."""
    return NewPersona(**as_kept(given))


def persona_change(given: dict[str, Any]) -> dict[str, Any]:
    """Return what is to be changed as the domain knows it."""
    return as_changed(given, *LISTS)

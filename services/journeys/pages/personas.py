"""`/personas/new` and `/personas/<id>`: an invented person who stands for many."""

from typing import Any

from flask import Blueprint
from marshmallow import fields, validate
from werkzeug.wrappers import Response

from chassis.errors import Refusal
from chassis.pages import Form, blank, render
from chassis.pages.showing import SPOKEN, language_name
from chassis.web import LanguageField, TextsField, caller, cause
from chassis.words import _
from journeys.actions import Nouns
from journeys.domain.personas import NewPersona
from journeys.pages.asking import Asking, Field, Spoken, ask, kept, press
from journeys.pages.choosing import written_in_one_of
from journeys.pages.outlines import LinesField
from journeys.schemas import personas as schemas
from journeys.schemas.common import LINE, PASSAGE, TITLE

MOST = 100


def _several() -> LinesField:
    return LinesField(load_default=(), most=schemas.MOST, longest=LINE)


class PersonaForm(Spoken):
    """Who somebody is; lists have one thing on each line."""

    name = TextsField(required=True, max_length=TITLE, one_line=True)
    summary = TextsField(required=True, max_length=PASSAGE)
    goals = _several()
    needs = _several()
    barriers = _several()
    resources = _several()
    languages = fields.List(
        LanguageField(), load_default=(), validate=validate.Length(max=schemas.MOST)
    )


def persona_pages(nouns: Nouns) -> Blueprint:
    """Return the pages of personas."""
    door = Blueprint("a_persona", __name__, url_prefix="/personas", template_folder="../templates")

    def page(persona_id: str, form: Form | None = None, status: int = 200) -> Any:
        who = caller()
        persona = nouns.personas.get(who, persona_id)
        wanted = {"persona": persona_id}
        return render(
            "journeys/persona.html",
            status,
            form=form or blank(),
            persona=persona,
            may_change=nouns.personas.may_change(who, persona),
            owner=nouns.neighbours.departments([persona.owner_department_id]),
            journeys=nouns.journeys.page(who, wanted, None, MOST)[0],
            insights=nouns.insights.page(who, wanted, None, MOST)[0],
        )

    @door.route("/new", methods=["GET", "POST"])
    def draft() -> Any:
        """Describe a persona."""
        caller().must("map")

        def keep(language: str, languages: list[str], **told: Any) -> Response:
            new = NewPersona(**told, languages=tuple(languages))
            persona = nouns.personas.draft(caller(), cause(), new)
            return kept(f"/personas/{persona.id}")

        return ask(PersonaForm, _asking(), keep)

    @door.get("/<persona_id>")
    def show(persona_id: str) -> Any:
        """Show who somebody is, and the journeys in which they are."""
        return page(persona_id)

    @door.post("/<persona_id>/publish")
    def publish(persona_id: str) -> Any:
        """Let everyone see who somebody is."""

        def shown(no: Refusal, form: Form) -> Any:
            return page(persona_id, form, no.status)

        return press(
            lambda: nouns.personas.publish(caller(), cause(), persona_id),
            f"/personas/{persona_id}",
            shown,
        )

    return door


def _asking() -> Asking:
    one_each = _("One on each line.")
    several = (
        ("goals", _("Wants")),
        ("needs", _("Needs")),
        ("barriers", _("What stands in the way")),
        ("resources", _("What they bring")),
    )
    spoken = [(lang, language_name(lang)) for lang in SPOKEN]
    return Asking(
        title=_("Describe a persona"),
        lead=_("An invented person who stands for many. Never describe a real one."),
        button=_("Keep it"),
        back="/journeys",
        fields=(
            Field("name", _("A made-up name, or what they have in common"), most=TITLE),
            Field("summary", _("Who they are and how they live"), "area", most=PASSAGE),
            *(Field(n, label, "area", hint=one_each, optional=True) for n, label in several),
            Field("languages", _("Languages they speak"), "ticks", choices=spoken, optional=True),
            written_in_one_of(),
        ),
        hidden={},
    )

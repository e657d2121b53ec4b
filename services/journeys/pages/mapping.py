"""`/journeys/new` and `/journeys/<id>/change`: a journey is mapped, and its words are changed."""

from typing import Any

from flask import Blueprint
from marshmallow import validate
from werkzeug.wrappers import Response

from chassis.pages.merging import said_anew
from chassis.pages.showing import translated
from chassis.web import TextsField, caller, cause, one_of
from chassis.words import _
from journeys.actions import Nouns
from journeys.domain.given import NewJourney
from journeys.domain.journeys import Journey
from journeys.events.journeys import JourneyType
from journeys.pages.asking import Asking, Edited, Field, Spoken, ask, held, kept, seen
from journeys.pages.choosing import chosen, mine, one, personas, spoken_in, written_in_one_of
from journeys.pages.outlines import OutlineField
from journeys.pages.words import TYPES
from journeys.schemas.common import BODY, TITLE, Several
from journeys.schemas.mapping import MOST_PERSONAS

EXAMPLE = _(
    "Arrival\n- I get a letter\n- Somebody meets me at the station\nHousing\n- I get the key"
)
FEW = validate.Length(max=MOST_PERSONAS)


class NewForm(Spoken):
    """A whole journey, its stages and steps as an outline."""

    title = TextsField(required=True, max_length=TITLE, one_line=True)
    type = one_of(JourneyType, required=True)
    description = TextsField(load_default=(), max_length=BODY)
    persona_ids = Several(load_default=(), length=FEW)
    outline = OutlineField(required=True)


class WordsForm(Edited):
    """What is said of a journey as a whole, in one language, and who goes this way."""

    title = TextsField(required=True, max_length=TITLE, one_line=True)
    description = TextsField(load_default=(), max_length=BODY)
    persona_ids = Several(load_default=(), length=FEW)


def mapping_pages(nouns: Nouns) -> Blueprint:
    """Return the pages on which a journey is mapped as a whole."""
    door = Blueprint("mapping", __name__, url_prefix="/journeys", template_folder="../templates")

    @door.route("/new", methods=["GET", "POST"])
    def draft() -> Any:
        """Map a journey from an outline."""
        caller().must("map")

        def keep(**given: Any) -> Response:
            told = NewJourney(
                type=given["type"],
                title=given["title"],
                description=given["description"],
                persona_ids=tuple(given["persona_ids"]),
                stages=given["outline"],
            )
            journey = nouns.journeys.draft(caller(), cause(), told)
            return kept(f"/journeys/{journey.id}")

        return ask(NewForm, _new(nouns), keep)

    @door.route("/<journey_id>/change", methods=["GET", "POST"])
    def change(journey_id: str) -> Any:
        """Change what a journey is called and who goes this way."""
        journey = mine(nouns, journey_id)

        def keep(**given: Any) -> Response:
            lang = given["language"]
            told = {
                "title": said_anew(journey.title, lang, given["title"]),
                "description": said_anew(journey.description, lang, given["description"]),
                "persona_ids": tuple(given["persona_ids"]),
            }
            nouns.journeys.change(caller(), held(journey, _mark(journey), given), journey_id, told)
            return kept(f"/journeys/{journey_id}")

        return ask(WordsForm, _words(nouns, journey), keep)

    return door


def _mark(journey: Journey) -> str:
    return seen(journey.title, journey.description, journey.persona_ids)


def _new(nouns: Nouns) -> Asking:
    types = [(each.value, translated(name)) for each, name in TYPES.items()]
    hint = _(
        "One line for each stage, and below it one for each step, with a dash before it. "
        "You can paste it from where you have it."
    )
    fields = (
        Field("title", _("What the journey is called"), most=TITLE),
        Field("type", _("Is it as it is now, or as it should be?"), "choice", choices=types),
        Field("outline", _("Stages and steps"), "area", hint=hint, rows=16, example=EXAMPLE),
        *_about(nouns),
        written_in_one_of(),
    )
    return Asking(
        title=_("Map a journey"),
        lead=_("Only your department sees it until you publish it."),
        button=_("Map it"),
        back="/journeys",
        fields=fields,
        hidden={},
    )


def _words(nouns: Nouns, journey: Journey) -> Asking:
    lang = chosen(journey)
    now = {
        "title": one(journey.title, lang),
        "description": one(journey.description, lang),
        "personaIds": list(journey.persona_ids),
    }
    return Asking(
        title=_("Change title, description and personas"),
        button=_("Keep it"),
        back=f"/journeys/{journey.id}",
        about=journey.title,
        fields=(Field("title", _("What the journey is called"), most=TITLE), *_about(nouns)),
        hidden={"edition": journey.edition, "seen": _mark(journey), "language": lang},
        now=now,
        texts=spoken_in(journey, lang),
    )


def _about(nouns: Nouns) -> tuple[Field, ...]:
    there = personas(nouns)
    said = Field("description", _("What it is about"), "area", optional=True, most=BODY)
    who = Field("personaIds", _("Who goes this way"), "ticks", choices=there, optional=True)
    return (said, who) if there else (said,)

"""Steps are added to a stage, moved and removed."""

from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from chassis.web import String, TextsField, caller, cause
from chassis.words import _
from journeys.actions import Nouns
from journeys.domain.given import NewStep
from journeys.domain.journeys import Journey
from journeys.events.journeys import Stage, Step
from journeys.pages.asking import (
    Asking,
    Edited,
    Field,
    Removing,
    Spoken,
    ask,
    held,
    kept,
    seen,
    take_away,
)
from journeys.pages.choosing import before_steps, chosen, mine, places
from journeys.schemas.common import PASSAGE, TITLE


class NewStepForm(Spoken):
    """A new step."""

    title = TextsField(required=True, max_length=TITLE, one_line=True)
    action = TextsField(load_default=(), max_length=PASSAGE)
    thought = TextsField(load_default=(), max_length=PASSAGE)
    before = String(load_default=None)


class PlaceForm(Edited):
    """In which stage, and before which other step or at the end: `<stage>/<step>`."""

    before = String(required=True)


def placing_pages(nouns: Nouns) -> Blueprint:
    """Return the pages on which a step is added, moved and removed."""
    door = Blueprint(
        "placing", __name__, url_prefix="/journeys/<journey_id>", template_folder="../templates"
    )

    @door.route("/stages/<stage_id>/steps/new", methods=["GET", "POST"])
    def add_step(journey_id: str, stage_id: str) -> Any:
        """Put a new step somewhere in a stage."""
        journey = mine(nouns, journey_id)
        stage = journey.stage(stage_id)

        def keep(language: str, before: str | None, **told: Any) -> Response:
            why = cause()
            nouns.steps.add(caller(), why, journey_id, stage_id, NewStep(**told), before)
            step = nouns.steps.made(why, journey_id, "step")
            return kept(f"/journeys/{journey_id}/steps/{step}")

        return ask(NewStepForm, _new_step(journey, stage), keep)

    @door.route("/steps/<step_id>/move", methods=["GET", "POST"])
    def move(journey_id: str, step_id: str) -> Any:
        """Put a step somewhere else."""
        journey = mine(nouns, journey_id)
        step = journey.step(step_id)

        def keep(before: str, **_seen: Any) -> Response:
            stage, _slash, other = before.partition("/")
            nouns.steps.move(caller(), cause(), journey_id, step_id, stage, other or None)
            return kept(f"/journeys/{journey_id}/steps/{step_id}")

        return ask(PlaceForm, _place(journey, step), keep)

    @door.post("/steps/<step_id>/remove")
    def remove(journey_id: str, step_id: str) -> Any:
        """Take a step away."""
        journey = mine(nouns, journey_id)
        step = journey.step(step_id)

        def act(given: dict[str, Any]) -> None:
            nouns.steps.remove(caller(), held(journey, seen(step), given), journey_id, step_id)

        return take_away(_place(journey, step), act, f"/journeys/{journey_id}#steps")

    return door


def _new_step(journey: Journey, stage: Stage) -> Asking:
    lang = chosen(journey)
    places = before_steps(journey, stage, lang)
    return Asking(
        title=_("Add a step"),
        button=_("Add it"),
        back=f"/journeys/{journey.id}#{stage.id}",
        about=stage.title,
        fields=(
            Field("title", _("What happens, in a few words"), most=TITLE),
            Field("action", _("What the person does"), "area", optional=True, most=PASSAGE),
            Field("thought", _("What the person thinks"), "area", optional=True, most=PASSAGE),
            Field("before", _("Its place"), "select", choices=places),
        ),
        hidden={"language": lang},
    )


def _place(journey: Journey, step: Step) -> Asking:
    lang, stage = chosen(journey), journey.stage_of(step.id)
    ids = [each.id for each in stage.steps]
    after = ids[ids.index(step.id) + 1 :]
    address = f"/journeys/{journey.id}/steps/{step.id}"
    choices = places(journey, lang, without=step.id)
    return Asking(
        title=_("Move or remove this step"),
        button=_("Move it"),
        back=address,
        about=step.title,
        fields=(Field("before", _("Its place"), "select", choices=choices),),
        hidden={"edition": journey.edition, "seen": seen(step), "language": lang},
        now={"before": f"{stage.id}/{after[0] if after else ''}"},
        removing=Removing(
            f"{address}/remove",
            _("Remove this step"),
            _("Remove the step"),
            _("The hand-offs from and to it go with it. Evidence stays."),
        ),
    )

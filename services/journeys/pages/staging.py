"""`/journeys/<id>/stages/…`: stages are added, changed, moved and removed."""

from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from chassis.pages.merging import said_anew
from chassis.web import String, TextsField, caller, cause, one_of
from chassis.words import _
from journeys.actions import Nouns
from journeys.domain.given import NewStage, NewStep
from journeys.domain.journeys import Journey
from journeys.events.journeys import Period, Stage
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
from journeys.pages.choosing import before_stages, chosen, mine, one, periods, spoken_in
from journeys.pages.outlines import LinesField
from journeys.schemas.common import PASSAGE, TITLE
from journeys.schemas.mapping import MOST_STEPS

WORDS = (
    Field("title", _("What the stage is called"), most=TITLE),
    Field("goal", _("What the person wants to reach in it"), "area", optional=True, most=PASSAGE),
    Field("duration", _("How long it usually takes"), optional=True, most=TITLE),
)


class StageForm(Spoken):
    """What is said of a stage."""

    title = TextsField(required=True, max_length=TITLE, one_line=True)
    goal = TextsField(load_default=(), max_length=PASSAGE)
    duration = TextsField(load_default=(), max_length=TITLE, one_line=True)
    period = one_of(Period, load_default=Period.DURING)


class NewStageForm(StageForm):
    """A new stage with its steps."""

    steps = LinesField(required=True, most=MOST_STEPS, longest=TITLE)
    before = String(load_default=None)


class ChangedStageForm(StageForm, Edited):
    """A stage said differently."""


class PlaceForm(Edited):
    """Before which other stage, or at the end."""

    before = String(load_default=None)


def staging_pages(nouns: Nouns) -> Blueprint:
    """Return the pages of stages."""
    door = Blueprint(
        "staging",
        __name__,
        url_prefix="/journeys/<journey_id>/stages",
        template_folder="../templates",
    )
    _adding(door, nouns)
    _moving(door, nouns)

    @door.route("/<stage_id>/change", methods=["GET", "POST"])
    def change(journey_id: str, stage_id: str) -> Any:
        """Change what is said of a stage."""
        journey = mine(nouns, journey_id)
        stage, lang = journey.stage(stage_id), chosen(journey)

        def keep(**given: Any) -> Response:
            told: dict[str, Any] = {
                name: said_anew(getattr(stage, name), given["language"], given[name])
                for name in ("title", "goal", "duration")
            }
            why = held(journey, _mark(stage), given)
            told |= {"period": given["period"]}
            nouns.steps.change_stage(caller(), why, journey_id, stage_id, told)
            return kept(f"/journeys/{journey_id}#{stage_id}")

        return ask(ChangedStageForm, _words(journey, stage, lang), keep)

    return door


def _adding(door: Blueprint, nouns: Nouns) -> None:
    @door.route("/new", methods=["GET", "POST"])
    def add(journey_id: str) -> Any:
        """Put a new stage with its steps somewhere."""
        journey = mine(nouns, journey_id)

        def keep(language: str, before: str | None, steps: Any, **told: Any) -> Response:
            new = NewStage(**told, steps=tuple(NewStep(title=title) for title in steps))
            why = cause()
            nouns.steps.add_stage(caller(), why, journey_id, new, before)
            return kept(f"/journeys/{journey_id}#{nouns.steps.made(why, journey_id, 'stage')}")

        return ask(NewStageForm, _new_stage(journey), keep)


def _moving(door: Blueprint, nouns: Nouns) -> None:
    @door.route("/<stage_id>/move", methods=["GET", "POST"])
    def move(journey_id: str, stage_id: str) -> Any:
        """Put a stage somewhere else."""
        journey = mine(nouns, journey_id)
        stage = journey.stage(stage_id)

        def keep(before: str | None, **_seen: Any) -> Response:
            nouns.steps.move_stage(caller(), cause(), journey_id, stage_id, before)
            return kept(f"/journeys/{journey_id}#{stage_id}")

        return ask(PlaceForm, _place(journey, stage), keep)

    @door.post("/<stage_id>/remove")
    def remove(journey_id: str, stage_id: str) -> Any:
        """Take a stage away, with its steps."""
        journey = mine(nouns, journey_id)
        stage = journey.stage(stage_id)

        def act(given: dict[str, Any]) -> None:
            why = held(journey, seen(stage), given)
            nouns.steps.remove_stage(caller(), why, journey_id, stage_id)

        return take_away(_place(journey, stage), act, f"/journeys/{journey_id}#steps")


def _mark(stage: Stage) -> str:
    return seen(stage.title, stage.goal, stage.duration, stage.period)


def _new_stage(journey: Journey) -> Asking:
    lang = chosen(journey)
    hint = _("One line for each step. You can add more to each of them afterwards.")
    return Asking(
        title=_("Add a stage"),
        button=_("Add it"),
        back=f"/journeys/{journey.id}",
        about=journey.title,
        fields=(
            *WORDS,
            Field("steps", _("Its steps"), "area", hint=hint, rows=8),
            Field("period", _("When it is"), "select", choices=periods(), usual="during"),
            Field("before", _("Its place"), "select", choices=before_stages(journey, lang)),
        ),
        hidden={"language": lang},
    )


def _words(journey: Journey, stage: Stage, lang: str) -> Asking:
    now = {name: one(getattr(stage, name), lang) for name in ("title", "goal", "duration")}
    return Asking(
        title=_("Change this stage"),
        button=_("Keep it"),
        back=f"/journeys/{journey.id}#{stage.id}",
        about=stage.title,
        fields=(*WORDS, Field("period", _("When it is"), "select", choices=periods())),
        hidden={"edition": journey.edition, "seen": _mark(stage), "language": lang},
        now=now | {"period": stage.period.value},
        texts=spoken_in(journey, lang),
    )


def _place(journey: Journey, stage: Stage) -> Asking:
    lang, ids = chosen(journey), [each.id for each in journey.stages]
    after = ids[ids.index(stage.id) + 1 :]
    address = f"/journeys/{journey.id}/stages/{stage.id}"
    return Asking(
        title=_("Move or remove this stage"),
        button=_("Move it"),
        back=f"/journeys/{journey.id}#{stage.id}",
        about=stage.title,
        fields=(
            Field(
                "before",
                _("Its place"),
                "select",
                choices=before_stages(journey, lang, without=stage.id),
            ),
        ),
        hidden={"edition": journey.edition, "seen": seen(stage), "language": lang},
        now={"before": after[0] if after else ""},
        removing=Removing(
            f"{address}/remove",
            _("Remove this stage"),
            _("Remove the stage"),
            _("All its steps go with it, and the hand-offs from and to them. Evidence stays."),
        ),
    )

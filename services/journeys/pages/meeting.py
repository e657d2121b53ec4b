"""`/journeys/<id>/steps/<stepId>/touchpoints/…`: where somebody meets the municipality."""

from dataclasses import replace
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from chassis.errors import NotThere
from chassis.pages.merging import said_anew
from chassis.web import Id, TextsField, caller, one_of
from chassis.words import _
from journeys.actions import Nouns
from journeys.domain.given import NewTouchpoint
from journeys.domain.journeys import Journey
from journeys.events.journeys import Channel, Step, Touchpoint
from journeys.pages.asking import (
    Asking,
    Edited,
    Field,
    Removing,
    ask,
    held,
    kept,
    seen,
    take_away,
)
from journeys.pages.choosing import channels, chosen, departments, mine, one, spoken_in
from journeys.schemas.common import PASSAGE, TITLE


class TouchpointForm(Edited):
    """Where somebody meets the municipality."""

    title = TextsField(required=True, max_length=TITLE, one_line=True)
    channel = one_of(Channel, required=True)
    owner_department_id = Id(required=True)
    backstage = TextsField(load_default=(), max_length=PASSAGE)


def meeting_pages(nouns: Nouns) -> Blueprint:
    """Return the pages of touchpoints."""
    door = Blueprint(
        "meeting",
        __name__,
        url_prefix="/journeys/<journey_id>/steps/<step_id>/touchpoints",
        template_folder="../templates",
    )

    @door.route("/new", methods=["GET", "POST"])
    def add(journey_id: str, step_id: str) -> Any:
        """Say where somebody meets the municipality at a step."""
        journey = mine(nouns, journey_id)
        step = journey.step(step_id)

        def keep(**given: Any) -> Response:
            met = [*map(_as_given, step.touchpoints), _new(given)]
            _tell(nouns, journey, step, given, met)
            return kept(f"/journeys/{journey_id}/steps/{step_id}#meets")

        return ask(TouchpointForm, _asking(nouns, journey, step), keep)

    @door.route("/<touchpoint_id>/change", methods=["GET", "POST"])
    def change(journey_id: str, step_id: str, touchpoint_id: str) -> Any:
        """Change what is said of a touchpoint."""
        journey = mine(nouns, journey_id)
        step = journey.step(step_id)
        there = _one(step, touchpoint_id)

        def keep(**given: Any) -> Response:
            newer = _newer(there, given)
            met = [newer if each is there else _as_given(each) for each in step.touchpoints]
            _tell(nouns, journey, step, given, met)
            return kept(f"/journeys/{journey_id}/steps/{step_id}#meets")

        return ask(TouchpointForm, _asking(nouns, journey, step, there), keep)

    _removing(door, nouns)
    return door


def _removing(door: Blueprint, nouns: Nouns) -> None:
    @door.post("/<touchpoint_id>/remove")
    def remove(journey_id: str, step_id: str, touchpoint_id: str) -> Any:
        """Take a touchpoint away."""
        journey = mine(nouns, journey_id)
        step = journey.step(step_id)
        there = _one(step, touchpoint_id)

        def act(given: dict[str, Any]) -> None:
            left = [_as_given(each) for each in step.touchpoints if each is not there]
            _tell(nouns, journey, step, given, left)

        back = f"/journeys/{journey_id}/steps/{step_id}#meets"
        return take_away(_asking(nouns, journey, step, there), act, back)


def _one(step: Step, id: str) -> Touchpoint:
    for each in step.touchpoints:
        if each.id == id:
            return each
    raise NotThere("This step has no such touchpoint.")


def _tell(
    nouns: Nouns, journey: Journey, step: Step, given: dict[str, Any], met: list[NewTouchpoint]
) -> None:
    """Keep all touchpoints of a step, unless somebody else has changed the step meanwhile."""
    why = held(journey, seen(step), given)
    nouns.steps.change(caller(), why, journey.id, step.id, {"touchpoints": tuple(met)})


def _as_given(there: Touchpoint) -> NewTouchpoint:
    return NewTouchpoint(**vars(there))


def _new(given: dict[str, Any]) -> NewTouchpoint:
    told = {name: given[name] for name in ("title", "channel", "owner_department_id", "backstage")}
    return NewTouchpoint(**told)


def _newer(there: Touchpoint, given: dict[str, Any]) -> NewTouchpoint:
    """Return a touchpoint in new words; those in other languages stay."""
    lang, new = given["language"], _new(given)
    return replace(
        new,
        id=there.id,
        title=said_anew(there.title, lang, new.title),
        backstage=said_anew(there.backstage, lang, new.backstage),
    )


def _asking(nouns: Nouns, journey: Journey, step: Step, there: Touchpoint | None = None) -> Asking:
    lang, address = chosen(journey), f"/journeys/{journey.id}/steps/{step.id}"
    asking = Asking(
        title=_("Add a touchpoint"),
        lead=_("Where the person meets the municipality, or another who helps."),
        button=_("Add it"),
        back=f"{address}#meets",
        about=step.title,
        fields=(
            Field("title", _("What it is called"), most=TITLE),
            Field("channel", _("How they meet"), "select", choices=channels()),
            Field(
                "ownerDepartmentId",
                _("Which department it is"),
                "select",
                choices=departments(nouns, journey),
            ),
            Field(
                "backstage",
                _("What has to happen out of sight for it"),
                "area",
                optional=True,
                most=PASSAGE,
            ),
        ),
        hidden={"edition": journey.edition, "seen": seen(step), "language": lang},
        now={"ownerDepartmentId": journey.owner_department_id},
    )
    if there is None:
        return asking
    return replace(
        asking,
        title=_("Change this touchpoint"),
        button=_("Keep it"),
        lead="",
        now={
            "title": one(there.title, lang),
            "channel": there.channel.value,
            "ownerDepartmentId": there.owner_department_id,
            "backstage": one(there.backstage, lang),
        },
        texts=spoken_in(journey, lang),
        removing=Removing(
            f"{address}/touchpoints/{there.id}/remove",
            _("Remove this touchpoint"),
            _("Remove the touchpoint"),
        ),
    )

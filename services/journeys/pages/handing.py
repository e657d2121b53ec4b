"""`/journeys/<id>/handoffs/…`: where one lets go and another takes over."""

from dataclasses import replace
from typing import Any

from flask import Blueprint
from marshmallow import validate
from werkzeug.wrappers import Response

from chassis.errors import NotThere
from chassis.pages.merging import said_anew
from chassis.pages.showing import translated
from chassis.web import Id, Integer, TextsField, caller, cause, one_of
from chassis.words import _
from journeys.actions import Nouns
from journeys.domain.given import NewHandoff
from journeys.domain.journeys import Journey
from journeys.events.journeys import Handoff, HandoffWhat
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
from journeys.pages.choosing import (
    chosen,
    departments,
    mine,
    one,
    passed_over,
    spoken_in,
    steps,
)
from journeys.schemas.common import PASSAGE
from journeys.schemas.mapping import MOST_DAYS


class HandoffForm(Spoken):
    """From which step to which, and what happens in between."""

    from_step = Id(required=True)
    to_step = Id(required=True)
    from_department_id = Id(load_default=None)
    to_department_id = Id(load_default=None)
    what = one_of(HandoffWhat, required=True)
    waiting_days = Integer(load_default=None, validate=validate.Range(0, MOST_DAYS))
    information_lost = TextsField(load_default=(), max_length=PASSAGE)
    risk = TextsField(load_default=(), max_length=PASSAGE)


class ChangedForm(HandoffForm, Edited):
    """A hand-off said differently."""

    from_department_id = Id(required=True)
    to_department_id = Id(required=True)


def handing_pages(nouns: Nouns) -> Blueprint:
    """Return the pages of hand-offs."""
    door = Blueprint(
        "handing",
        __name__,
        url_prefix="/journeys/<journey_id>/handoffs",
        template_folder="../templates",
    )

    @door.route("/new", methods=["GET", "POST"])
    def add(journey_id: str) -> Any:
        """Say that something is handed over between two steps."""
        journey = mine(nouns, journey_id)

        def keep(language: str, **told: Any) -> Response:
            nouns.steps.add_handoff(caller(), cause(), journey_id, NewHandoff(**told))
            return kept(f"/journeys/{journey_id}#handoffs")

        return ask(HandoffForm, _new(nouns, journey), keep)

    @door.route("/<handoff_id>/change", methods=["GET", "POST"])
    def change(journey_id: str, handoff_id: str) -> Any:
        """Change what is said of a hand-off."""
        journey = mine(nouns, journey_id)
        there = _one(journey, handoff_id)

        def keep(language: str, edition: int, seen: str, **told: Any) -> Response:
            why = held(journey, _mark(there), {"seen": seen, "edition": edition})
            told |= {"from_step_id": told.pop("from_step"), "to_step_id": told.pop("to_step")}
            for name in ("information_lost", "risk"):
                told[name] = said_anew(getattr(there, name), language, told[name])
            nouns.steps.change_handoff(caller(), why, journey_id, handoff_id, told)
            return kept(f"/journeys/{journey_id}#handoffs")

        return ask(ChangedForm, _there(nouns, journey, there), keep)

    @door.post("/<handoff_id>/remove")
    def remove(journey_id: str, handoff_id: str) -> Any:
        """Take a hand-off away."""
        journey = mine(nouns, journey_id)
        there = _one(journey, handoff_id)

        def act(given: dict[str, Any]) -> None:
            why = held(journey, _mark(there), given)
            nouns.steps.remove_handoff(caller(), why, journey_id, handoff_id)

        asking = _there(nouns, journey, there)
        return take_away(asking, act, f"/journeys/{journey_id}#handoffs")

    return door


def _one(journey: Journey, id: str) -> Handoff:
    for each in journey.handoffs:
        if each.id == id:
            return each
    raise NotThere("This journey has no such hand-off.")


def _mark(handoff: Handoff) -> str:
    return seen(handoff)


def _new(nouns: Nouns, journey: Journey) -> Asking:
    lang = chosen(journey)
    last, first = (
        ("", translated(_("That of the last touchpoint of the step"))),
        ("", translated(_("That of the first touchpoint of the step"))),
    )
    return Asking(
        title=_("Add a hand-off"),
        lead=_("Where one lets go and another takes over."),
        button=_("Add it"),
        back=f"/journeys/{journey.id}#handoffs",
        about=journey.title,
        fields=_fields(nouns, journey, lang, [last], [first]),
        hidden={"language": lang},
    )


def _there(nouns: Nouns, journey: Journey, there: Handoff) -> Asking:
    lang = chosen(journey)
    return replace(
        _new(nouns, journey),
        title=_("Change this hand-off"),
        lead="",
        button=_("Keep it"),
        fields=_fields(nouns, journey, lang, [], []),
        hidden={"edition": journey.edition, "seen": _mark(there), "language": lang},
        now={
            "fromStep": there.from_step_id,
            "toStep": there.to_step_id,
            "fromDepartmentId": there.from_department_id,
            "toDepartmentId": there.to_department_id,
            "what": there.what.value,
            "waitingDays": "" if there.waiting_days is None else there.waiting_days,
            "informationLost": one(there.information_lost, lang),
            "risk": one(there.risk, lang),
        },
        texts=spoken_in(journey, lang),
        removing=Removing(
            f"/journeys/{journey.id}/handoffs/{there.id}/remove",
            _("Remove this hand-off"),
            _("Remove the hand-off"),
        ),
    )


def _fields(
    nouns: Nouns, journey: Journey, lang: str, last: list[Any], first: list[Any]
) -> tuple[Field, ...]:
    there, named = steps(journey, lang), list(departments(nouns, journey))
    lost = _("What is lost on the way")
    return (
        Field("fromStep", _("From which step"), "select", choices=there),
        Field("toStep", _("To which step"), "select", choices=there),
        Field("fromDepartmentId", _("Which department lets go"), "select", choices=last + named),
        Field("toDepartmentId", _("Which department takes over"), "select", choices=first + named),
        Field("what", _("What goes over"), "select", choices=passed_over()),
        Field("waitingDays", _("How many days people wait"), optional=True, most=5, digits=True),
        Field("informationLost", lost, "area", optional=True, most=PASSAGE),
        Field("risk", _("What may go wrong"), "area", optional=True, most=PASSAGE),
    )

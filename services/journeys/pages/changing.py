"""`/journeys/<id>/steps/<stepId>/change`: the words and feelings of a step, in a form."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from chassis.pages import Form, fills, new, render
from chassis.pages.showing import best, translated
from chassis.web import caller, language
from chassis.words import _
from journeys.actions import Nouns
from journeys.domain.journeys import Journey
from journeys.events.journeys import FeelingSource, JourneyType
from journeys.pages.asking import held, seen
from journeys.pages.choosing import chosen, mine, spoken_in
from journeys.pages.forms import changes, step_form, values
from journeys.pages.words import FEELINGS, SIGNED, SOURCES

PAGE = "journeys/change.html"


def changing_pages(nouns: Nouns) -> Blueprint:
    """Return the page on which a step is changed."""
    door = Blueprint("changing", __name__, url_prefix="/journeys", template_folder="../templates")

    @door.route("/<journey_id>/steps/<step_id>/change", methods=["GET", "POST"])
    def change(journey_id: str, step_id: str) -> Any:
        """Change a step; what somebody else changed meanwhile is never written over unseen.

        The form holds what was seen. A change elsewhere in the journey does not stand in the way.
        """
        journey = mine(nouns, journey_id)
        step = journey.step(step_id)
        lang = chosen(journey)
        beside: dict[str, Callable[[], Any]] = {
            "journey": lambda: journey,
            "step": lambda: step,
            "names": lambda: _names(nouns, journey),
            "feelings": _feelings,
            "sources": lambda: _sources(journey),
            "texts": lambda: spoken_in(journey, lang),
            "now": lambda: values(journey, step, lang),
        }
        if request.method != "POST":
            form = Form(values(journey, step, lang), once=new())
            return render(PAGE, form=form, **{name: tell() for name, tell in beside.items()})

        @fills(step_form(journey), PAGE, **beside)
        def keep(**given: Any) -> Response:
            why, told = held(journey, seen(step), given), changes(journey, step, given)
            nouns.steps.change(caller(), why, journey_id, step_id, told)
            return redirect(f"/journeys/{journey_id}/steps/{step_id}", 303)

        answer: Response = keep()
        return answer

    return door


def _names(nouns: Nouns, journey: Journey) -> dict[str, Any]:
    people = nouns.journeys.people(caller(), journey)
    return {
        id: best(people[id].name, language()).text if id in people else translated(_("A persona"))
        for id in journey.persona_ids
    }


def _feelings() -> list[tuple[str, str]]:
    told = [
        (str(value), f"{SIGNED[value]}: {translated(word)}") for value, word in FEELINGS.items()
    ]
    return [("", translated(_("Nobody knows"))), *told]


def _sources(journey: Journey) -> list[tuple[str, str]]:
    """Return how a feeling can be known; in a journey as it should be there is nothing to ask."""
    if journey.type is JourneyType.TO_BE:
        return []
    return [
        (source.value, translated(word))
        for source, word in SOURCES.items()
        if source is not FeelingSource.INTENDED
    ]

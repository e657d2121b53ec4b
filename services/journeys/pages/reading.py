"""`/journeys/<id>`: the map, and the same as a table."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint
from markupsafe import Markup
from marshmallow import pre_load

from chassis.errors import Refusal
from chassis.pages import Form, Site, blank, render
from chassis.pages.forms import query_kept
from chassis.pages.showing import best, language_name
from chassis.web import (
    Id,
    LanguageField,
    Strict,
    String,
    caller,
    cause,
    language,
    takes,
)
from chassis.words import _
from journeys.actions import Nouns
from journeys.domain.journeys import Journey
from journeys.drawing import draw
from journeys.pages.asking import press
from journeys.pages.showing import Shown, shown
from journeys.routes.map import scene, spoken

NEAR = 1700
"""A map that is hardly wider than a screen is made to fit it."""
WIDTH = re.compile(r' width="([0-9.]+)"')
Choice = tuple[str, Any, bool]
"""Where a link leads, what it is called, and whether it is where one is."""


class ShowQuery(Strict):
    """For whom and in which language a journey is shown, and whether the map is seen whole."""

    persona = Id(load_default="")
    text = LanguageField(load_default="")
    view = String(load_default="", max_length=20)

    @pre_load
    def asked(self, given: dict[str, Any], **_more: Any) -> dict[str, Any]:
        """Take what was left empty for what was not sent."""
        return {name: value for name, value in given.items() if value != ""}


def reading_pages(nouns: Nouns, site: Site) -> Blueprint:
    """Return the page of a journey, and its buttons."""
    door = Blueprint("reading", __name__, url_prefix="/journeys", template_folder="../templates")

    @door.get("/<journey_id>")
    @takes(query=ShowQuery)
    def show(journey_id: str, **asked: Any) -> Any:
        """Show one journey as a map, and the same as a table."""
        return page(journey_id, blank(), **asked)

    def pressed(journey_id: str, act: Callable[..., Journey]) -> Any:
        def refused(no: Refusal, form: Form) -> Any:
            lacking = no.members.get("steps", ())
            return page(journey_id, form, no.status, lacking)

        address = f"/journeys/{journey_id}"
        return press(lambda: act(caller(), cause(), journey_id), address, refused)

    @door.post("/<journey_id>/validate")
    def validate(journey_id: str) -> Any:
        """Say that there is evidence for every feeling; else show the steps that lack it."""
        return pressed(journey_id, nouns.journeys.validate)

    @door.post("/<journey_id>/publish")
    def publish(journey_id: str) -> Any:
        """Let everyone see it."""
        return pressed(journey_id, nouns.journeys.publish)

    def page(
        journey_id: str, form: Form, status: int = 200, lacking: Any = (), **asked: str
    ) -> Any:
        told = shown(nouns, journey_id)
        return render(
            "journeys/show.html",
            status,
            form=form,
            lacking=[told.step(id) for id in lacking],
            told=told,
            evidenced=sum(step.evidence != "none" for step in told.steps),
            **_map(nouns, site, told, **asked),
        )

    return door


def _map(
    nouns: Nouns, site: Site, told: Shown, persona: str = "", text: str = "", view: str = ""
) -> dict[str, Any]:
    """Return the map as it is asked for, and what else could be chosen."""
    journey = told.journey
    persona = persona if persona in journey.persona_ids else ""
    text = spoken(journey, text or language())
    kept = nouns.journeys.get(caller(), journey.id)
    drawn = draw(scene(nouns, kept, text, persona, site.made_up))
    return {
        "text": text,
        "map": Markup(drawn),  # made by us of text that was escaped
        "near": float(WIDTH.findall(drawn)[0]) <= NEAR,
        "whole": view != "large",
        "view": _with(view="" if view == "large" else "large"),
        "personas": _personas(told, persona),
        "texts": _texts(told, text),
        "picture": _picture(journey.id, persona, text),
    }


def _with(**chosen: str) -> str:
    """Return this address with something else chosen."""
    kept = dict(query_kept()) | chosen
    return f"?{urlencode({key: value for key, value in kept.items() if value})}"


def _personas(told: Shown, persona: str) -> list[Choice]:
    names = [(id, best(told.personas[id].name, language()).text) for id in told.personas]
    everyone: list[tuple[str, Any]] = [("", _("All of them")), *names]
    return [(_with(persona=id), name, id == persona) for id, name in everyone]


def _texts(told: Shown, text: str) -> list[Choice]:
    there = [each.lang for each in told.journey.title]
    return [(_with(text=lang), language_name(lang), lang == text) for lang in there]


def _picture(journey_id: str, persona: str, text: str) -> str:
    asked = {"persona": persona, "lang": text}
    query = urlencode({key: value for key, value in asked.items() if value})
    return f"/api/journeys/{journey_id}/map.svg?{query}"

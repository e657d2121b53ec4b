"""`/journeys` and `/journeys/<id>`: the map, and the same as a table."""

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
    next_page,
    takes,
)
from chassis.words import _
from journeys.actions import Nouns
from journeys.domain.journeys import Journey
from journeys.drawing import draw
from journeys.pages.asking import press
from journeys.pages.showing import Shown, shown
from journeys.pages.words import STATUSES, TYPES
from journeys.routes.map import scene, spoken
from journeys.schemas.journeys import JourneyQuery

MOST = 100
NEAR = 1700
"""A map that is hardly wider than a screen is made to fit it."""
WIDTH = re.compile(r' width="([0-9.]+)"')
Choice = tuple[str, Any, bool]
"""Where a link leads, what it is called, and whether it is where one is."""


class ListQuery(JourneyQuery):
    """Which journeys to show."""

    lang = String(max_length=10)

    @pre_load
    def asked(self, given: dict[str, Any], **_more: Any) -> dict[str, Any]:
        """Take a field of the search form that was left empty for one that was not sent."""
        return {name: value for name, value in given.items() if value != ""}


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
    """Return the pages for those who read."""
    door = Blueprint("reading", __name__, url_prefix="/journeys", template_folder="../templates")

    @door.get("")
    @takes(query=ListQuery)
    def listing(
        limit: int, after: str | None, q: str | None = None, lang: str = "", **wanted: Any
    ) -> Any:
        """Show the journeys that have been mapped, the newest first."""
        who, journeys = caller(), nouns.journeys
        found, more = journeys.page(who, wanted, q, limit, after)
        return render(
            "journeys/list.html",
            found=found,
            next=next_page(more) if more else None,
            count=journeys.count(who, wanted, q),
            personas=nouns.personas.page(who, {}, None, MOST)[0],
            types=TYPES,
            statuses=STATUSES,
            chosen=wanted,
            q=q or "",
        )

    @door.get("/<journey_id>")
    @takes(query=ShowQuery)
    def show(journey_id: str, **asked: Any) -> Any:
        """Show one journey as a map, and the same as a table."""
        return page(journey_id, blank(), **asked)

    def pressed(journey_id: str, act: Callable[..., Journey]) -> Any:
        def refused(no: Refusal, form: Form) -> Any:
            lacking = no.members.get("steps", ())
            return page(journey_id, form, status=no.status, lacking=lacking)

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
        journey_id: str,
        form: Form,
        *,
        persona: str = "",
        text: str = "",
        view: str = "",
        status: int = 200,
        lacking: Any = (),
    ) -> Any:
        told = shown(nouns, journey_id)
        persona = persona if persona in told.journey.persona_ids else ""
        text = spoken(told.journey, text or language())
        kept = nouns.journeys.get(caller(), journey_id)
        drawn = draw(scene(nouns, kept, text, persona, site.made_up))
        width = float(WIDTH.findall(drawn)[0])
        return render(
            "journeys/show.html",
            status,
            form=form,
            lacking=[told.step(id) for id in lacking],
            told=told,
            text=text,
            map=Markup(drawn),  # made by us of text that was escaped
            near=width <= NEAR,
            whole=view != "large",
            view=_with(view="" if view == "large" else "large"),
            personas=_personas(told, persona),
            texts=_texts(told, text),
            picture=_picture(journey_id, persona, text),
            evidenced=sum(step.evidence != "none" for step in told.steps),
        )

    return door


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

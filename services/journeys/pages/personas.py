"""`/personas/<id>`: an invented person who stands for many."""

from typing import Any

from flask import Blueprint

from chassis.pages import render
from chassis.web import caller
from journeys.actions import Nouns

MOST = 100


def persona_pages(nouns: Nouns) -> Blueprint:
    """Return the page of a persona."""
    door = Blueprint("a_persona", __name__, url_prefix="/personas", template_folder="../templates")

    @door.get("/<persona_id>")
    def show(persona_id: str) -> Any:
        """Show who somebody is, and the journeys in which they are."""
        who = caller()
        persona = nouns.personas.get(who, persona_id)
        wanted = {"persona": persona_id}
        return render(
            "journeys/persona.html",
            persona=persona,
            owner=nouns.neighbours.departments([persona.owner_department_id]),
            journeys=nouns.journeys.page(who, wanted, None, MOST)[0],
            insights=nouns.insights.page(who, wanted, None, MOST)[0],
        )

    return door

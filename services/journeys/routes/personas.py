"""`/api/personas`: invented people who stand for many."""

from typing import Any

from flask import Blueprint

from chassis.web import Listed, caller, cause, gives, listed, takes, tell_history
from journeys.actions import Personas
from journeys.domain.personas import Persona
from journeys.schemas.personas import (
    NewPersonaIn,
    PersonaChange,
    PersonaQuery,
    PersonaView,
    new_persona,
    persona_change,
)


def persona_routes(personas: Personas) -> Blueprint:
    """Return the routes of personas."""
    door = Blueprint("personas", __name__, url_prefix="/api/personas")

    @door.get("")
    @takes(query=PersonaQuery)
    @listed(PersonaView)
    def list_personas(
        limit: int, after: str | None, q: str | None = None, **wanted: Any
    ) -> Listed[Persona]:
        """List personas, the newest first."""
        return Listed(*personas.page(caller(), wanted, q, limit, after))

    @door.post("")
    @takes(NewPersonaIn)
    @gives(PersonaView, 201, at="/api/personas/{id}")
    def draft_persona(**given: Any) -> Persona:
        """Describe a persona; only your department sees it until it is published."""
        return personas.draft(caller(), cause(), new_persona(given))

    @door.get("/<persona_id>")
    @gives(PersonaView)
    def show_persona(persona_id: str) -> Persona:
        """Show one persona."""
        return personas.get(caller(), persona_id)

    @door.patch("/<persona_id>")
    @takes(PersonaChange)
    @gives(PersonaView)
    def change_persona(persona_id: str, **given: Any) -> Persona:
        """Change the description; only the fields that are sent."""
        return personas.change(caller(), cause(edited=True), persona_id, persona_change(given))

    @door.post("/<persona_id>/publish")
    @takes()
    @gives(PersonaView)
    def publish_persona(persona_id: str) -> Persona:
        """Let everyone see it."""
        return personas.publish(caller(), cause(), persona_id)

    tell_history(door, "/<thing_id>", personas.history)
    return door

"""`/api/initiatives/<id>/trace` and `/api/ideas/<id>/trace`: the red thread from either end."""

from typing import Any

from flask import Blueprint

from chassis.web import caller, gives, takes
from initiatives.actions.threads import Threads
from initiatives.schemas.threads import ThreadView, told


def thread_routes(threads: Threads) -> Blueprint:
    """Return the routes of the red thread."""
    door = Blueprint("threads", __name__, url_prefix="/api")

    @door.get("/initiatives/<initiative_id>/trace")
    @takes()
    @gives(ThreadView)
    def trace_initiative(initiative_id: str) -> dict[str, Any]:
        """Show what an initiative came from and what it led to, as far as the caller may see."""
        return told(threads.of_initiative(caller(), initiative_id))

    @door.get("/ideas/<idea_id>/trace")
    @takes()
    @gives(ThreadView)
    def trace_idea(idea_id: str) -> dict[str, Any]:
        """Show what a contribution led to, as far as the caller may see."""
        return told(threads.of_idea(caller(), idea_id))

    return door

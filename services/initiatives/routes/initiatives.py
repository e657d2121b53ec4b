"""`/api/initiatives`: proposed, published, changed, shown and listed."""

from typing import Any

from flask import Blueprint

from chassis.web import Listed, caller, cause, gives, listed, takes, tell_history
from initiatives.actions import Initiatives
from initiatives.routes.showing import answer
from initiatives.schemas import (
    CountsView,
    InitiativeEditIn,
    InitiativeQuery,
    InitiativeView,
    NewInitiativeIn,
    WantedIn,
    initiative_edit,
    new_initiative,
    shown,
    wanted,
)


def initiative_routes(initiatives: Initiatives) -> Blueprint:
    """Return the routes of initiatives as a whole."""
    door = Blueprint("initiatives", __name__, url_prefix="/api/initiatives")

    @door.get("")
    @takes(query=InitiativeQuery)
    @listed(InitiativeView)
    def list_initiatives(limit: int, after: str | None, **given: Any) -> Listed[dict[str, Any]]:
        """List initiatives: a department's with what is overdue first, else the newest first."""
        found, more = initiatives.page(caller(), wanted(given), limit, after)
        return Listed([shown(each) for each in initiatives.seen(caller(), found)], more)

    @door.get("/counts")
    @takes(query=WantedIn)
    @gives(CountsView)
    def count(**given: Any) -> dict[str, Any]:
        """Tell how many initiatives such a list has, in all and by status."""
        found = initiatives.count(caller(), wanted(given))
        return {"total": sum(found.values()), "by_status": found}

    @door.post("")
    @takes(NewInitiativeIn)
    @gives(InitiativeView, 201, at="/api/initiatives/{id}")
    def propose(**given: Any) -> dict[str, Any]:
        """Propose to do something; only departments that are asked see it until it is published."""
        made = initiatives.propose(caller(), cause(), new_initiative(given))
        return answer(initiatives, made)

    @door.get("/<initiative_id>")
    @gives(InitiativeView)
    def show(initiative_id: str) -> dict[str, Any]:
        """Show one initiative."""
        return answer(initiatives, initiatives.get(caller(), initiative_id))

    @door.patch("/<initiative_id>")
    @takes(InitiativeEditIn)
    @gives(InitiativeView)
    def change(initiative_id: str, **given: Any) -> dict[str, Any]:
        """Change its words and what it grew from; what is left out stays as it is."""
        edit = initiative_edit(given)
        changed = initiatives.change(caller(), cause(edited=True), initiative_id, edit)
        return answer(initiatives, changed)

    @door.post("/<initiative_id>/publish")
    @takes()
    @gives(InitiativeView)
    def publish(initiative_id: str) -> dict[str, Any]:
        """Let everyone see it."""
        return answer(initiatives, initiatives.publish(caller(), cause(), initiative_id))

    tell_history(door, "/<initiative_id>", initiatives.history)

    return door

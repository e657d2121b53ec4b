"""`/initiatives/<id>`: one initiative, and the buttons of those who carry it out."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint

from chassis.changes import Cause
from chassis.errors import NotThere
from chassis.pages import new, render
from chassis.web import Id, Strict, caller, cause
from initiatives.events.initiatives import Status
from initiatives.pages.parts import May, Parts
from initiatives.pages.pressing import Button, done, seen_cause
from initiatives.pages.showing import page

DECISIONS = {
    "approve": Status.APPROVED,
    "prioritise": Status.PRIORITISED,
    "test": Status.TESTING,
    "implement": Status.IMPLEMENTING,
    "evaluate": Status.EVALUATED,
    "spread": Status.SPREAD,
}


class AskButton(Strict):
    """Ask the giver of an offer."""

    need_id = Id(required=True)
    idea_id = Id(required=True)


def initiative_pages(parts: Parts) -> Blueprint:
    """Return the page of an initiative with its buttons."""
    door = Blueprint(
        "initiative_pages",
        __name__,
        url_prefix="/initiatives/<initiative_id>",
        template_folder="../templates",
    )

    @door.get("")
    def show(initiative_id: str) -> Any:
        """Show one initiative."""
        return page(parts, initiative_id)

    @door.get("/publish")
    def before_publishing(initiative_id: str) -> Any:
        """Tell what everyone will see."""
        initiative = parts.initiatives.get(caller(), initiative_id)
        if not May(caller(), initiative).publish:
            caller().must("steer", initiative.owner_department_id)
            raise NotThere("There is nothing to fill in here now.")
        return render("initiatives/publish.html", initiative=initiative, once=new())

    @door.post("/publish")
    def publish(initiative_id: str) -> Any:
        """Let everyone see it."""
        return pressed(
            parts, initiative_id, lambda c: parts.initiatives.publish(caller(), c, initiative_id)
        )

    def deciding(verb: str, status: Status) -> None:
        def decide(initiative_id: str) -> Any:
            def advance(why: Cause) -> object:
                return parts.initiatives.advance(caller(), why, initiative_id, status)

            return pressed(parts, initiative_id, advance)

        door.add_url_rule(f"/{verb}", verb, decide, methods=["POST"])

    for verb, status in DECISIONS.items():
        deciding(verb, status)
    add_part_buttons(door, parts)
    return door


def add_part_buttons(door: Blueprint, parts: Parts) -> None:
    """Add the buttons on parts of an initiative."""

    @door.post("/commitments/<part_id>/accept")
    def accept(initiative_id: str, part_id: str) -> Any:
        """Say yes for one's own department."""
        act = parts.commitments.accept
        return pressed(
            parts, initiative_id, lambda c: act(caller(), c, initiative_id, part_id), "commitments"
        )

    @door.post("/milestones/<part_id>/reach")
    def reach(initiative_id: str, part_id: str) -> Any:
        """Say that it was reached."""
        act = parts.milestones.reach
        return pressed(
            parts, initiative_id, lambda c: act(caller(), c, initiative_id, part_id), "milestones"
        )

    @door.post("/needs/<part_id>/close")
    def close(initiative_id: str, part_id: str) -> Any:
        """Say that it is not lacking any more."""
        act = parts.needs.close
        return pressed(
            parts, initiative_id, lambda c: act(caller(), c, initiative_id, part_id), "needs"
        )

    @door.post("/matches/<part_id>/free")
    def free(initiative_id: str, part_id: str) -> Any:
        """Let an offer go."""
        act = parts.matches.free
        return pressed(
            parts, initiative_id, lambda c: act(caller(), c, initiative_id, part_id), "needs"
        )

    @door.post("/matches")
    def ask(initiative_id: str) -> Any:
        """Ask the giver of an offer for help."""
        schema = AskButton()

        def ask_giver(given: dict[str, Any]) -> object:
            named = given["need_id"], given["idea_id"]
            return parts.matches.ask(caller(), cause(), initiative_id, *named)

        back = f"/initiatives/{initiative_id}#needs"
        return done(schema, ask_giver, partial(page, parts, initiative_id), back)


def pressed(
    parts: Parts, initiative_id: str, act: Callable[[Cause], object], anchor: str = "main"
) -> Any:
    """Do what a button says and show the page again; where it cannot be, say why on it."""
    return done(
        Button(),
        lambda given: act(seen_cause(given)),
        partial(page, parts, initiative_id),
        f"/initiatives/{initiative_id}#{anchor}",
    )

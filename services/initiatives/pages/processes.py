"""`/processes` and `/processes/<id>`: what a department invites others to solve together."""

from functools import partial
from typing import Any

from flask import Blueprint

from chassis.errors import NotThere
from chassis.pages import Form, blank, new, render
from chassis.web import Paged, String, caller, next_page, takes
from initiatives.actions.finding import Wanted
from initiatives.pages.parts import Parts, steers
from initiatives.pages.pressing import Button, done, seen_cause


class ProcessList(Paged):
    """Which processes to show."""

    lang = String(max_length=10)


class PhaseButton(Button):
    """Begin a phase."""

    phase = String(required=True, max_length=50)


def process_pages(parts: Parts) -> Blueprint:
    """Return the pages of processes."""
    door = Blueprint(
        "process_pages", __name__, url_prefix="/processes", template_folder="../templates"
    )

    @door.get("")
    @takes(query=ProcessList)
    def listing(limit: int, after: str | None, lang: str = "") -> Any:
        """Show all processes, the newest first."""
        found, more = parts.processes.page(caller(), limit, after)
        return render(
            "initiatives/processes.html",
            found=found,
            next=next_page(more) if more else None,
            names=parts.departments.names(each.owner_department_id for each in found),
        )

    @door.get("/<process_id>")
    def show(process_id: str) -> Any:
        """Show one process with what is done in it."""
        return page(parts, process_id, blank())

    _add_buttons(door, parts)
    return door


def _add_buttons(door: Blueprint, parts: Parts) -> None:
    @door.post("/<process_id>/phase")
    def begin(process_id: str) -> Any:
        """Go on to another phase."""

        def act(given: dict[str, Any]) -> object:
            why = seen_cause(given)
            return parts.processes.begin_phase(caller(), why, process_id, given["phase"])

        shown, back = partial(page, parts, process_id), f"/processes/{process_id}#phases"
        return done(PhaseButton(), act, shown, back)

    @door.get("/<process_id>/close")
    def before_closing(process_id: str) -> Any:
        """Tell what it means to end it."""
        process = parts.processes.get(caller(), process_id)
        caller().must("steer", process.owner_department_id)
        if not steers(caller(), process):
            raise NotThere("There is nothing to fill in here now.")
        return render("initiatives/close.html", process=process, once=new())

    @door.post("/<process_id>/close")
    def close(process_id: str) -> Any:
        """End it."""

        def act(given: dict[str, Any]) -> object:
            return parts.processes.close(caller(), seen_cause(given), process_id)

        return done(Button(), act, partial(page, parts, process_id), f"/processes/{process_id}")


def page(parts: Parts, process_id: str, form: Form, status: int = 200) -> Any:
    """Return the page of one process."""
    process = parts.processes.get(caller(), process_id)
    wanted = Wanted(process=process_id)
    found, more = parts.initiatives.page(caller(), wanted, 50, None)
    seen = parts.initiatives.seen(caller(), found)
    ids = [each.initiative.owner_department_id for each in seen]
    ids += [party.department_id for party in process.parties]
    return render(
        "initiatives/process.html",
        status,
        process=process,
        form=form,
        steers=steers(caller(), process),
        found=seen,
        more=more,
        counts=parts.initiatives.count(caller(), wanted),
        names=parts.departments.names([process.owner_department_id, *ids]),
    )

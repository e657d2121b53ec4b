"""`/processes` and `/processes/<id>`: what a department invites others to solve together."""

from typing import Any

from flask import Blueprint

from chassis.pages import render
from chassis.web import Paged, String, caller, next_page, takes
from initiatives.actions.finding import Wanted
from initiatives.pages.parts import Parts


class ProcessList(Paged):
    """Which processes to show."""

    lang = String(max_length=10)


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
        process = parts.processes.get(caller(), process_id)
        wanted = Wanted(process=process_id)
        found, more = parts.initiatives.page(caller(), wanted, 50, None)
        seen = parts.initiatives.seen(caller(), found)
        ids = [each.initiative.owner_department_id for each in seen]
        ids += [party.department_id for party in process.parties]
        return render(
            "initiatives/process.html",
            process=process,
            found=seen,
            more=more,
            counts=parts.initiatives.count(caller(), wanted),
            names=parts.departments.names([process.owner_department_id, *ids]),
        )

    return door

"""`/processes/new` and `/processes/<id>/edit`: a department invites to solve something together."""

from typing import Any

from flask import Blueprint, redirect

from chassis.errors import NotThere
from chassis.pages import fills
from chassis.web import caller, cause, language
from initiatives.domain.proposals import NewProcess, ProcessEdit
from initiatives.pages.parts import Parts, steers
from initiatives.pages.pressing import seen_cause
from initiatives.pages.proposing import own_departments
from initiatives.pages.sheet import Sheet, asked, said, standing_there


def opening_pages(parts: Parts) -> Blueprint:
    """Return the pages on which a process is opened and changed."""
    door = Blueprint(
        "opening_pages", __name__, url_prefix="/processes", template_folder="../templates"
    )

    @door.route("/new", methods=["GET", "POST"])
    def open_process() -> Any:
        """Invite to solve something together, in public."""
        caller().must("steer")
        sheet = Sheet(None, parts.known)

        @fills(
            sheet.form(),
            "initiatives/process_form.html",
            process=lambda: None,
            asked=lambda: list(asked(sheet, own_departments(parts))),
            now=lambda: standing_there(sheet),
            usual=language,
        )
        def keep(**given: Any) -> Any:
            new = NewProcess(**said(sheet, given))
            made = parts.processes.open(caller(), cause(), new, given.get("department_id"))
            return redirect(f"/processes/{made.id}", 303)

        return keep()

    @door.route("/<process_id>/edit", methods=["GET", "POST"])
    def change_process(process_id: str) -> Any:
        """Change what is said of it; other languages of what is left alone stay."""
        process = parts.processes.get(caller(), process_id)
        caller().must("steer", process.owner_department_id)
        if not steers(caller(), process):
            raise NotThere("There is nothing to fill in here now.")
        sheet = Sheet(process, parts.known)

        @fills(
            sheet.form(),
            "initiatives/process_form.html",
            process=lambda: process,
            asked=lambda: list(asked(sheet, ())),
            now=lambda: standing_there(sheet),
            usual=language,
        )
        def keep(**given: Any) -> Any:
            edit = ProcessEdit(**said(sheet, given))
            parts.processes.change(caller(), seen_cause(given), process_id, edit)
            return redirect(f"/processes/{process_id}", 303)

        return keep()

    return door

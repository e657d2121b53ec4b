"""`/departments`: who waits for whom; `/departments/<id>`: what a department has promised."""

from typing import Any

from flask import Blueprint

from chassis.errors import NotThere
from chassis.pages import new, render
from chassis.web import caller
from initiatives.actions.commitments import Promised
from initiatives.events.parts import Answer
from initiatives.pages.parts import May, Parts

MOST = 100


def department_pages(parts: Parts) -> Blueprint:
    """Return the pages of departments."""
    door = Blueprint(
        "department_pages", __name__, url_prefix="/departments", template_folder="../templates"
    )

    @door.get("")
    def listing() -> Any:
        """List all departments, the caller's own first, with how much waits for their answer."""
        own, known, count = caller().departments, parts.known, parts.commitments.count
        ids = sorted(known, key=lambda id: (id not in own, known[id].casefold()))
        return render(
            "initiatives/departments.html",
            names=parts.departments.names(ids),
            own=own,
            waiting={id: count(caller(), id, Answer.ASKED) for id in ids},
            promised={id: count(caller(), id, Answer.ACCEPTED) for id in ids},
        )

    @door.get("/<department_id>")
    def show(department_id: str) -> Any:
        """Show its commitments; whoever may answer for it does so here."""
        who = caller()
        page = parts.commitments.page
        asked, more_asked = page(who, department_id, Answer.ASKED, MOST)
        accepted, more_accepted = page(who, department_id, Answer.ACCEPTED, MOST)
        known = parts.departments.all()
        if department_id not in known and not asked and not accepted:
            raise NotThere("There is no department with this id.")
        seen = [each.seen for each in (*asked, *accepted)]
        named = [each.initiative.owner_department_id for each in seen]
        named += [late.department_id for each in seen for late in each.overdue]
        return render(
            "initiatives/department.html",
            department_id=department_id,
            name=parts.departments.name(department_id),
            asked=asked,
            accepted=sorted(accepted, key=_late),
            more=bool(more_asked or more_accepted),
            may_answer=lambda each: May(who, each.seen.initiative).answer(each.commitment),
            overdue=sum(len(each.overdue) for each in accepted),
            names=parts.departments.names(named),
            once=new,
        )

    return door


def _late(promised: Promised) -> tuple[bool, bool]:
    """Return the place of a promise: first where its own part is overdue, then any part."""
    return not promised.overdue, not promised.seen.overdue

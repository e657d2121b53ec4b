"""`/departments/<id>`: what a department was asked for and has promised, overdue first."""

from typing import Any

from flask import Blueprint

from chassis.errors import NotThere
from chassis.pages import new, render
from chassis.web import caller
from initiatives.events.parts import Answer
from initiatives.pages.parts import May, Parts

MOST = 100


def department_pages(parts: Parts) -> Blueprint:
    """Return the page of a department."""
    door = Blueprint("department_pages", __name__, template_folder="../templates")

    @door.get("/departments/<department_id>")
    def show(department_id: str) -> Any:
        """Show its commitments; whoever may answer for it does so here."""
        who = caller()
        page = parts.commitments.page
        asked, more_asked = page(who, department_id, Answer.ASKED, MOST)
        accepted, more_accepted = page(who, department_id, Answer.ACCEPTED, MOST)
        known = parts.departments.all()
        if department_id not in known and not asked and not accepted:
            raise NotThere("There is no department with this id.")
        owners = [each.seen.initiative.owner_department_id for each in (*asked, *accepted)]
        return render(
            "initiatives/department.html",
            department_id=department_id,
            name=parts.departments.name(department_id),
            asked=asked,
            accepted=sorted(accepted, key=lambda each: not each.seen.overdue),
            more=bool(more_asked or more_accepted),
            may_answer=lambda each: May(who, each.seen.initiative).answer(each.commitment),
            overdue=sum(len(each.seen.overdue) for each in accepted),
            names=parts.departments.names(owners),
            others={id: name for id, name in known.items() if id != department_id},
            once=new,
        )

    return door

"""`/initiatives`: what is done about it, by status, department and process."""

from typing import Any

from flask import Blueprint
from marshmallow import pre_load

from chassis.pages import render
from chassis.web import String, caller, next_page, takes
from initiatives.events.parts import Answer
from initiatives.pages.parts import Parts
from initiatives.schemas import InitiativeQuery, wanted


class ListQuery(InitiativeQuery):
    """Which initiatives to show, and in which language the page is."""

    lang = String(max_length=10)

    @pre_load
    def asked(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Take a field of the search form that was left empty for one that was not sent."""
        return {name: value for name, value in given.items() if value != ""}


def list_pages(parts: Parts) -> Blueprint:
    """Return the page that lists initiatives."""
    door = Blueprint("list_pages", __name__, template_folder="../templates")

    @door.get("/initiatives")
    @takes(query=ListQuery)
    def listing(limit: int, after: str | None, lang: str = "", **given: Any) -> Any:
        """Show what is done; a department's own with what is overdue first."""
        who, chosen = caller(), wanted(given)
        found, more = parts.initiatives.page(who, chosen, limit, after)
        seen = parts.initiatives.seen(who, found)
        counts, waiting = parts.initiatives.count(who, chosen), parts.commitments.count
        return render(
            "initiatives/list.html",
            found=seen,
            next=next_page(more) if more else None,
            counts=counts,
            total=sum(counts.values()),
            chosen=given,
            status=",".join(each.value for each in given.get("status", ())),
            names=parts.departments.names(each.initiative.owner_department_id for each in seen),
            departments=parts.departments.all(),
            processes=parts.processes.page(who, 100, None)[0],
            own=parts.departments.names(who.departments),
            waiting={id: waiting(who, id, Answer.ASKED) for id in who.departments},
        )

    return door

"""`/ideas` and `/ideas/<id>`: what people have brought, and what others think of it."""

from typing import Any

from flask import Blueprint, redirect
from marshmallow import pre_load
from werkzeug.wrappers import Response

from chassis.changes import Visibility
from chassis.pages import new, render, taken, written_in
from chassis.web import Strict, String, caller, next_page, one_of, takes
from ideas.actions import Calls, Ideas, Outcomes, Supports
from ideas.domain.support import Stance, allowed
from ideas.pages.words import ASKED
from ideas.participants import known, participant
from ideas.routes.ideas import wanted
from ideas.schemas import IdeaQuery


class ListQuery(IdeaQuery):
    """Which contributions to show, and in which language the page is."""

    lang = String(max_length=10)

    @pre_load
    def asked(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Take a field of the search form that was left empty for one that was not sent."""
        return {name: value for name, value in given.items() if value != ""}


class SupportForm(Strict):
    """A button that says what somebody thinks."""

    stance = one_of(Stance, required=True)


def reading_pages(ideas: Ideas, outcomes: Outcomes, calls: Calls, supports: Supports) -> Blueprint:
    """Return the pages for those who read."""
    door = Blueprint("reading", __name__, url_prefix="/ideas", template_folder="../templates")

    @door.get("")
    @takes(query=ListQuery)
    def listing(
        limit: int, after: str | None, q: str | None = None, lang: str = "", **given: Any
    ) -> Any:
        """Show what people have brought, the newest first."""
        who, chosen = caller(), wanted(given)
        found, more = ideas.page(who, chosen, q, limit, after)
        return render(
            "ideas/list.html",
            found=found,
            next=next_page(more) if more else None,
            count=ideas.count(who, chosen, q),
            call=calls.of(given.get("call")),
            open_calls=calls.page(who, 10, None, "open")[0],
            chosen=given,
            q=q or "",
            waiting=_waiting(ideas),
        )

    @door.get("/<idea_id>")
    def show(idea_id: str) -> Any:
        """Show one contribution."""
        idea = ideas.get(caller(), idea_id)
        call = calls.of(idea.call_id)
        stances = allowed(idea, call)
        return render(
            "ideas/show.html",
            idea=idea,
            call=call,
            owner=ideas.owner(idea),
            asked=[(stance, label) for stance, label in ASKED if stance in stances],
            came_of=idea.visibility == Visibility.PUBLIC and outcomes.any(idea),
            stance=supports.stance(idea, known(ideas.secret)),
            history=ideas.history(caller(), idea_id, 0, 100),
            moderates=caller().may("moderate", idea.owner_department_id),
            once=new(),
        )

    @door.post("/<idea_id>/support")
    def support(idea_id: str) -> Response:
        """Say what one thinks of it, without JavaScript."""
        form = SupportForm()
        said = taken(form, written_in(form))
        supports.give(caller(), idea_id, participant(ideas.secret), said["stance"])
        return redirect(f"/ideas/{idea_id}#support", 303)

    return door


def _waiting(ideas: Ideas) -> int | None:
    """Return how many wait for this caller, if they moderate."""
    if not caller().may("moderate"):
        return None
    return ideas.count(caller(), {"status": "submitted"}, None)

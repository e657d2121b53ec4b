"""`/api/ideas`: contributions of all kinds, support, moderation, history; and receipts."""

from typing import Any

from flask import Blueprint, request

from chassis.web import Listed, caller, cause, gives, listed, takes, tell_history
from ideas.actions import Ideas, Receipts, Supports
from ideas.actions.receipts import Receipt
from ideas.domain.ideas import Idea
from ideas.domain.support import Stance
from ideas.participants import known, participant
from ideas.schemas import (
    IdeaQuery,
    IdeaView,
    NewIdeaIn,
    ReceiptView,
    SubmittedView,
    SupportIn,
    SupportView,
    new_idea,
)

CODE = "X-Tracking-Code"
FILTERS = {
    "status": "status",
    "kind": "kind",
    "call": "callId",
    "process": "processId",
    "department": "ownerDepartmentId",
    "language": "language",
}


def idea_routes(ideas: Ideas, supports: Supports, receipts: Receipts) -> Blueprint:
    """Return the routes of contributions."""
    door = Blueprint("ideas", __name__, url_prefix="/api")

    @door.get("/ideas")
    @takes(query=IdeaQuery)
    @listed(IdeaView)
    def list_ideas(
        limit: int, after: str | None, q: str | None = None, **given: Any
    ) -> Listed[Idea]:
        """List contributions, the newest first."""
        return Listed(*ideas.page(caller(), wanted(given), q, limit, after))

    @door.post("/ideas")
    @takes(NewIdeaIn)
    @gives(SubmittedView, 201, at="/api/ideas/{id}")
    def submit(**given: Any) -> dict[str, Any]:
        """Hand in a contribution; the answer has the code to find it again."""
        idea, code = ideas.submit(caller(), cause(), new_idea(given), known(ideas.secret))
        return vars(idea) | {"tracking_code": code, "responsible": ideas.responsible(idea)}

    @door.get("/ideas/<idea_id>")
    @gives(IdeaView)
    def show(idea_id: str) -> Idea:
        """Show one contribution."""
        return ideas.get(caller(), idea_id)

    tell_history(door, "/ideas/<idea_id>", ideas.history)

    @door.put("/ideas/<idea_id>/support")
    @takes(SupportIn)
    @gives(SupportView)
    def support(idea_id: str, stance: Stance) -> dict[str, Any]:
        """Say what you think of it, once; saying something else takes its place."""
        supports.give(caller(), idea_id, participant(ideas.secret), stance)
        return {"idea_id": idea_id, "stance": stance}

    @door.delete("/ideas/<idea_id>/support")
    @takes()
    @gives(SupportView)
    def unsupport(idea_id: str) -> dict[str, Any]:
        """Take back what you said of it."""
        supports.give(caller(), idea_id, participant(ideas.secret), Stance.NONE)
        return {"idea_id": idea_id, "stance": Stance.NONE}

    @door.get("/receipts/<idea_id>")
    @takes(headers={CODE: "The code that its giver got; without it, a key of the portal's."})
    @gives(ReceiptView)
    def receipt(idea_id: str) -> Receipt:
        """Show what has become of it, to the portal it came from or with its tracking code."""
        return receipts.show(caller(), idea_id, request.headers.get(CODE))

    return door


def wanted(given: dict[str, Any]) -> dict[str, Any]:
    """Return the filters of a query under the names of the fields they ask for."""
    return {FILTERS[name]: str(value) for name, value in given.items() if value}

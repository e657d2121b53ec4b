"""`/api/calls`: what departments ask citizens for."""

from typing import Any

from flask import Blueprint

from chassis.web import Listed, caller, cause, gives, listed, takes
from ideas.actions import Calls
from ideas.domain.calls import Call, CallStatus
from ideas.schemas import CallQuery, CallView, NewCallIn, new_call


def call_routes(calls: Calls) -> Blueprint:
    """Return the routes of calls."""
    door = Blueprint("calls", __name__, url_prefix="/api/calls")

    @door.get("")
    @takes(query=CallQuery)
    @listed(CallView)
    def list_calls(limit: int, after: str | None, status: CallStatus | None = None) -> Listed[Call]:
        """List what citizens are asked for, the newest first."""
        return Listed(*calls.page(caller(), limit, after, status))

    @door.post("")
    @takes(NewCallIn)
    @gives(CallView, 201, at="/api/calls/{id}")
    def open_call(**given: Any) -> Call:
        """Ask citizens for contributions, in public."""
        return calls.open(caller(), cause(), new_call(given))

    @door.get("/<call_id>")
    @gives(CallView)
    def show_call(call_id: str) -> Call:
        """Show one call."""
        return calls.get(caller(), call_id)

    @door.post("/<call_id>/close")
    @takes()
    @gives(CallView)
    def close_call(call_id: str) -> Call:
        """Take no more contributions."""
        return calls.close(caller(), cause(), call_id)

    @door.post("/<call_id>/reopen")
    @takes()
    @gives(CallView)
    def reopen_call(call_id: str) -> Call:
        """Take contributions again."""
        return calls.reopen(caller(), cause(), call_id)

    return door

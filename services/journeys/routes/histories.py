"""`/api/<plural>/<id>/history`: what happened to a thing, in order, alike for all of them."""

from typing import Any

from flask import Blueprint

from chassis.web import Listed, caller, listed, takes
from journeys.actions.owned import Owned
from journeys.schemas.common import HappenedView, HistoryQuery, happened


def tell_history(door: Blueprint, things: Owned[Any]) -> None:
    """Let a door of things tell what happened to each."""

    @door.get("/<thing_id>/history")
    @takes(query=HistoryQuery)
    @listed(HappenedView)
    def history(thing_id: str, after: int, limit: int) -> Listed[dict[str, Any]]:
        """List what happened to it, in order."""
        found = things.history(caller(), thing_id, after, limit)
        there_is_more = str(found[-1].revision) if len(found) == limit else None
        return Listed([happened(e.fact, e.revision) for e in found], there_is_more)

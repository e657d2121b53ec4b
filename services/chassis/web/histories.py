"""`…/history`: what happened to a thing, in order, alike for things of every kind."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint
from marshmallow import fields, validate

from chassis.identity import Caller
from chassis.stores import Entry
from chassis.web.asking import caller
from chassis.web.giving import Listed, listed
from chassis.web.strict import Integer, Shown, Strict
from chassis.web.taking import takes

Entries = Callable[[Caller, str, int, int], Sequence[Entry]]
"""What happened to the thing with an id: after a revision, so many at most."""


class HistoryQuery(Strict):
    """Where in a history to begin."""

    after = Integer(
        load_default=0,
        validate=validate.Range(min=0),
        metadata={"description": "Only what came after this revision."},
    )
    limit = Integer(
        load_default=100,
        validate=validate.Range(1, 100),
        metadata={"description": "How many at most."},
    )


class HappenedView(Shown):
    """One thing that happened."""

    revision = fields.Int()
    type = fields.Str()
    at = fields.Str()
    by = fields.Dict(keys=fields.Str(), values=fields.Str())
    details = fields.Dict()


def happened(entry: Entry) -> dict[str, Any]:
    """Return one thing that happened as it is shown."""
    fact = entry.fact
    return {
        "revision": entry.revision,
        "type": fact["type"],
        "at": fact["time"],
        "by": fact["data"]["by"],
        "details": fact["data"]["details"],
    }


def tell_history(door: Blueprint, thing: str, entries: Entries) -> None:
    """Let a door of things, each at an address such as `/<idea_id>`, tell what happened to each."""

    @door.get(f"{thing}/history")
    @takes(query=HistoryQuery)
    @listed(HappenedView)
    def history(after: int, limit: int, **named: str) -> Listed[dict[str, Any]]:
        """List what happened to it, in order."""
        (id,) = named.values()
        found = entries(caller(), id, after, limit)
        there_is_more = str(found[-1].revision) if len(found) == limit else None
        return Listed([happened(each) for each in found], there_is_more)

"""Conditions, orders and places as MongoDB asks for them."""

from collections.abc import Iterable, Sequence
from typing import Any

from chassis.stores import Condition, Kind, Order, Where
from chassis.stores.terms import Term, contents, members, sought, wanted

COMPARED = {"eq": "$eq", "in": "$in", "lt": "$lt", "lte": "$lte", "gt": "$gt", "gte": "$gte"}
Asked = dict[str, Any]


def path(field: str) -> str:
    """Return where a field stands in a document as it is kept."""
    if field == "id":
        return "_id"
    if not all(name.isidentifier() and name.isascii() for name in field.split(".")):
        raise ValueError(f"{field!r} cannot be the name of a field.")
    return f"b.{field}"


def listed(terms: Iterable[Term]) -> list[str]:
    """Return words or members as they are kept beside a body: each with its field."""
    return sorted(f"{field}\0{term}" for field, term in terms)


def found_by(kind: Kind, body: dict[str, Any]) -> Asked:
    """Return what a document is found by besides its fields."""
    return {"m": listed(members(kind, body)), "w": listed(contents(kind, body))}


def fitting(kind: Kind, where: Where) -> Asked:
    """Return the query of the documents that fit."""
    every = [part for condition in where for part in _parts(kind, condition)]
    return {"$and": every} if every else {}


def _parts(kind: Kind, condition: Condition) -> list[Asked]:
    field, op, value = condition
    if op == "text":
        return [{"w": {"$in": listed(one)}} for one in sought(kind, field, value)]
    if op in ("has", "any"):
        return [{"m": {"$in": listed((field, each) for each in wanted(kind, field, op, value))}}]
    return [{path(field): {COMPARED[op]: list(value) if op == "in" else value}}]


def behind(order: Order, values: Sequence[Any]) -> Asked:
    """Return the query of the documents behind a place in a whole order."""
    signs = ["$gt" if direction > 0 else "$lt" for _, direction in order]
    paths = [path(field) for field, _ in order]
    ways = [
        dict(zip(paths[:n], values, strict=False)) | {paths[n]: {signs[n]: values[n]}}
        for n in range(len(order))
    ]
    bound = {paths[0]: {f"{signs[0]}e": values[0]}}  # so that an index knows where to begin
    return {"$and": [bound, {"$or": ways}]}

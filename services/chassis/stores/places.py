"""Where a page ended, as an opaque text that holds for one order only."""

import base64
import json
from collections.abc import Sequence
from typing import Any

from chassis.errors import Refusal, Unreadable
from chassis.stores import Doc, Order
from chassis.stores.bodies import dig, written


def whole(order: Order) -> Order:
    """Return the order with ties broken by id, in the direction of the last field."""
    if order and order[-1][0] == "id":
        return tuple(order)
    return (*order, ("id", order[-1][1] if order else 1))


def place(kind: str, order: Order, last: Doc) -> str:
    """Return the place behind this document in a whole order."""
    values = [value_of(last, field) for field, _ in order]
    if None in values:
        raise ValueError(f"{kind} {last.id} lacks a field that it is ordered by.")
    text = json.dumps([_name(kind, order), *values], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def behind(kind: str, order: Order, after: str) -> list[Any]:
    """Return the values of the order's fields at a place; raises `Unreadable`."""
    try:
        padded = after.encode("ascii") + b"=" * (-len(after) % 4)
        given: list[Any] = json.loads(base64.b64decode(padded, b"-_", validate=True))
        name, *values = given
        written({"values": values})
        if name == _name(kind, order) and _could_stand(values, order):
            return values
    except (ValueError, TypeError, RecursionError, Refusal):
        pass
    raise Unreadable("There is no such place in this list; start again from its first page.")


def value_of(doc: Doc, field: str) -> Any:
    """Return the value of a field of a document, its id included."""
    return doc.id if field == "id" else dig(doc.body, field)


def _could_stand(values: Sequence[Any], order: Order) -> bool:
    plain = all(isinstance(value, str | int | float) for value in values)
    return plain and len(values) == len(order) and isinstance(values[-1], str)


def _name(kind: str, order: Order) -> str:
    return f"{kind} " + ",".join(f"{field}{direction:+d}" for field, direction in order)

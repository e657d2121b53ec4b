"""What a store must find, by reading every document: slow and simple enough to be believed."""

from collections.abc import Sequence
from typing import Any

from chassis.stores import Condition, Doc, Order, Where
from chassis.stores.places import value_of, whole
from chassis.stores.terms import contents, members, sought
from chassis.testing.stores.samples import IDEA


def expected(docs: Sequence[Doc], where: Where, order: Order) -> list[str]:
    """Return the ids of those that fit, in order."""
    fitting = [doc for doc in docs if all(_fits(doc, condition) for condition in where)]
    for field, direction in reversed(whole(order)):
        fitting.sort(key=lambda doc: value_of(doc, field), reverse=direction < 0)
    return [doc.id for doc in fitting]


def _fits(doc: Doc, condition: Condition) -> bool:
    field, op, value = condition
    if op == "text":
        there = contents(IDEA, doc.body)
        return all(any(term in there for term in one) for one in sought(IDEA, field, value))
    if op in ("has", "any"):
        one = {value} if op == "has" else set(value)
        return bool({(field, each) for each in one} & members(IDEA, doc.body))
    found: Any = value_of(doc, field)
    if op == "in":
        return found in value
    if op == "eq":
        return bool(found == value)
    return (
        found is not None
        and {
            "lt": found < value,
            "lte": found <= value,
            "gt": found > value,
            "gte": found >= value,
        }[op]
    )

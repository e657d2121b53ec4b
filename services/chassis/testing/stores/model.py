"""What a store must find, by reading every document: slow and simple enough to be believed."""

import random
from collections.abc import Sequence
from typing import Any

from chassis.stores import Condition, Doc, Order, Where
from chassis.stores.places import value_of, whole
from chassis.stores.terms import contents, members, sought
from chassis.testing.stores.samples import IDEA, STATUSES, at


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


def some_conditions(chance: random.Random) -> list[Condition]:
    """Return conditions that few and many documents fit."""
    return [
        ("status", "eq", chance.choice(STATUSES)),
        ("status", "in", chance.sample(STATUSES, 2)),
        ("author.id", "eq", f"u{chance.randint(0, 5)}"),
        ("author.id", "in", ["u1", "u3", "nobody"]),
        ("n", "eq", chance.randint(0, 210)),
        ("n", "gte", chance.randint(0, 200)),
        ("at", "lt", at(chance.randint(0, 200))),
        ("tags", "has", chance.choice(["ø", "t1", "never"])),
        ("tags", "any", ["t2", "ø"]),
        ("title", "text", chance.choice(["GRØN", "groen 17", "nummer energi", "sol"])),
        ("texts", "text", chance.choice(["bakke 3", "bussen", "bil"])),
        ("*", "text", chance.choice(["grøn bakke", "bakke 5 nummer", "5"])),
        ("even", "eq", chance.choice([True, False])),
    ]

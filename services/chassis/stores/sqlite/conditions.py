"""Conditions as SQL."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chassis.stores import Body, Condition, Kind, Order, Where
from chassis.stores.sqlite.names import column, documents, members_of, words_of
from chassis.stores.terms import Term, contents, sought, wanted

COMPARED = {"lt": "<", "lte": "<=", "gt": ">", "gte": ">="}
BESIDE = ("has", "any", "text")


@dataclass(frozen=True)
class Sql:
    """A piece of a statement and the values for its question marks."""

    text: str
    values: tuple[Any, ...] = ()


def all_of(parts: Sequence[Sql]) -> Sql:
    """Return what holds when all hold."""
    values = tuple(value for part in parts for value in part.values)
    return Sql(" AND ".join(part.text for part in parts) or "1", values)


@dataclass(frozen=True)
class Sieve:
    """A condition that a table beside the documents knows the answer to."""

    seq: str
    rows: Sql
    """That table, and the condition that its rows fit."""
    here: Sql
    """The same, asked of the document at hand."""

    @property
    def begun(self) -> Sql:
        """Return the documents' numbers, to begin with."""
        return Sql(f"(SELECT DISTINCT {self.seq} AS seq FROM {self.rows.text})", self.rows.values)

    @property
    def gathered(self) -> Sql:
        """Return the condition that a document is among all that come through."""
        return Sql(f"seq IN (SELECT {self.seq} FROM {self.rows.text})", self.rows.values)


def sieves(kind: Kind, where: Where) -> list[Sieve]:
    """Return what the conditions on members and words amount to."""
    found = []
    for field, op, value in where:
        if op == "text":
            every = sought(kind, field, value)
            found += [_of_words(kind, every)] if every else []
        elif op in BESIDE:
            found.append(_of_members(kind, field, wanted(kind, field, op, value)))
    return found


def _of_members(kind: Kind, field: str, one: Sequence[str]) -> Sieve:
    marks = ",".join("?" * len(one))
    fits = f"{members_of(kind)} WHERE field = ? AND term IN ({marks})"
    here = f"EXISTS (SELECT 1 FROM {fits} AND seq = {documents(kind)}.seq)"
    return Sieve("seq", Sql(fits, (field, *one)), Sql(here, (field, *one)))


def _of_words(kind: Kind, every: Sequence[Sequence[Term]]) -> Sieve:
    tokens = [[token(kind, term) for term in one] for one in every]
    table = words_of(kind)
    match = " AND ".join("(" + " OR ".join(f'"{each}"' for each in one) + ")" for one in tokens)
    here = [" OR ".join("instr(words, ?)" for _ in one) for one in tokens]
    said = tuple(f" {each} " for one in tokens for each in one)
    asked = Sql(" AND ".join(f"({each})" for each in here), said)
    return Sieve("rowid", Sql(f"{table} WHERE {table} MATCH ?", (match,)), asked)


def token(kind: Kind, term: Term) -> str:
    """Return a word as it is kept: with the number of its field."""
    field, word = term
    return f"{kind.text.index(field)}_{word}"


def said(kind: Kind, body: Body) -> str:
    """Return all words of a document, each between two spaces."""
    words = sorted(token(kind, term) for term in contents(kind, body))
    return f" {' '.join(words)} " if kind.text else ""


def plain_ones(where: Where) -> list[Condition]:
    """Return the conditions on what stands in a document itself."""
    return [condition for condition in where if condition[1] not in BESIDE]


def plain(condition: Condition) -> Sql:
    """Return a condition on a field; an absent field and a null are the same."""
    field, op, value = condition
    name = column(field)
    if op == "eq":
        return Sql(f"{name} IS NULL") if value is None else Sql(f"{name} = ?", (value,))
    if op == "in":
        there = [each for each in value if each is not None]
        listed = Sql(f"{name} IN (SELECT value FROM json_each(?))", (json.dumps(there),))
        if len(there) == len(value):
            return listed
        return Sql(f"({listed.text} OR {name} IS NULL)", listed.values)
    return Sql(f"{name} {COMPARED[op]} ?", (value,))


def fitting(kind: Kind, where: Where) -> Sql:
    """Return the condition for a count: all that fit are looked up, in no order."""
    through = [sieve.gathered for sieve in sieves(kind, where)]
    return all_of([*map(plain, plain_ones(where)), *through])


def behind(order: Order, values: Sequence[Any]) -> Sql:
    """Return the condition that a document stands behind a place in a whole order."""
    names = [column(field) for field, _ in order]
    signs = [">" if direction > 0 else "<" for _, direction in order]
    if len(set(signs)) == 1:
        marks = ",".join("?" * len(values))
        return Sql(f"({','.join(names)}) {signs[0]} ({marks})", tuple(values))
    steps = []
    for at, (name, sign) in enumerate(zip(names, signs, strict=True)):
        same = [f"{before} = ?" for before in names[:at]]
        steps.append((" AND ".join([*same, f"{name} {sign} ?"]), values[: at + 1]))
    text = " OR ".join(f"({step})" for step, _ in steps)
    return Sql(f"({text})", tuple(value for _, given in steps for value in given))

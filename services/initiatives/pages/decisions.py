"""Decisions as pages tell them: those of one department on one day together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from chassis.clock import day
from chassis.codec import moment
from initiatives.actions.threads import Thing
from initiatives.events.parts import Decision, Texts


@dataclass(frozen=True)
class Decided:
    """One decision, whichever way it came to the page."""

    at: datetime
    what: str
    why: Texts
    role: str
    department: Texts


@dataclass(frozen=True)
class Day:
    """What a role of a department decided on a day: what came of it, and the reasons."""

    at: datetime
    role: str
    department: Texts
    whats: Sequence[str]
    reasons: Sequence[tuple[str, Texts]]


def by_day(decisions: Iterable[Decision], names: Mapping[str, Texts]) -> list[Day]:
    """Return decisions of an initiative, in order."""
    return _days(
        Decided(d.at, d.what, d.why, d.role, names.get(d.department_id, ())) for d in decisions
    )


def days_of(things: Iterable[Thing]) -> list[Day]:
    """Return decisions on a thread, in order; which role decided is not told there."""
    return _days(
        Decided(moment(t.of("at")), t.of("what"), t.of("why"), "", t.of("department"))
        for t in things
    )


def _days(decisions: Iterable[Decided]) -> list[Day]:
    return [_day(list(several)) for _same, several in groupby(decisions, _kind)]


def _kind(each: Decided) -> tuple[date, str, Any]:
    return day(each.at), each.role, each.department


def _day(several: list[Decided]) -> Day:
    first = several[0]
    reasons = [(each.what, each.why) for each in several if each.why]
    return Day(first.at, first.role, first.department, [e.what for e in several], reasons)

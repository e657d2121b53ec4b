"""The fields of a sheet: those of every process, and those of its own goals, phases and parties."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.web import Id, LanguageField, TextsField, one_of
from initiatives.domain.processes import Process
from initiatives.events.processes import CocreationType, Goal, Phase, Promise
from initiatives.pages.fields import Lines
from initiatives.pages.taken import Edited
from initiatives.pages.words import PARTIES
from initiatives.schemas.common import REASON, WORDS, short

MOST, ROWS, MORE_ROWS = 30, 4, 2
"""How much of a kind a process has at most; how many phases can be added first, and later."""


class SheetForm(Edited):
    """What a process says; each goal, phase and department has fields of its own."""

    title = short(required=True)
    challenge = TextsField(required=True, max_length=WORDS)
    type = one_of(CocreationType, required=True)
    promise = one_of(Promise, required=True)
    promise_text = TextsField(max_length=REASON)
    target_groups = Lines(MOST)
    goals = Lines(MOST)
    languages = fields.List(LanguageField(), validate=validate.Length(max=MOST))
    department_id = Id()


@dataclass(frozen=True)
class Row:
    """A phase on the sheet: its key, what it is now, and the names of its three fields."""

    key: str
    now: Phase | None
    title: str
    opens: str
    closes: str


@dataclass(frozen=True)
class Sheet:
    """The sheet of one process, or of one that is to be opened."""

    process: Process | None
    departments: Mapping[str, str]
    """The names of those that can take part."""

    def form(self) -> type[Schema]:
        """Return what is taken from it."""
        made: dict[str, fields.Field[Any]] = {}
        for row in self.rows():
            made[row.title] = short(data_key=row.title)
            made |= {name: fields.Date(data_key=name) for name in (row.opens, row.closes)}
        for goal in self.goals:
            made[f"goal-{goal.id}"] = short(data_key=f"goal-{goal.id}")
        for id in self.others():
            role = validate.OneOf([role for role, _told in PARTIES])
            made[f"party-{id}"] = fields.Str(validate=role, data_key=f"party-{id}")
        return SheetForm.from_dict(made)

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals that there are."""
        return self.process.goals if self.process else ()

    def others(self) -> dict[str, str]:
        """Return the departments beside the one that leads, and those that take part already."""
        there = self.process.parties if self.process else ()
        known = {each.department_id: each.department_id for each in there} | dict(self.departments)
        owner = self.process.owner_department_id if self.process else ""
        return {id: name for id, name in known.items() if id != owner}

    def rows(self) -> list[Row]:
        """Return the phases that there are, and room for some more, with keys of their own."""
        there = self.process.phases if self.process else ()
        rows = [Row(p.key, p, f"phase-{p.key}", f"opens-{p.key}", f"closes-{p.key}") for p in there]
        known, n = {phase.key for phase in there}, 0
        room = MORE_ROWS if there else ROWS
        for more in range(1, min(room, MOST - len(rows)) + 1):
            while (key := f"phase-{(n := n + 1)}") in known:
                pass
            rows.append(Row(key, None, f"more-{more}", f"moreopens-{more}", f"morecloses-{more}"))
        return rows

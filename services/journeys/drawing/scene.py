"""What is to be drawn: a journey, what stands around it, for whom and in which language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from chassis.changes import Text
from chassis.drawing import Block, wrap
from chassis.pages.showing import best, direction
from journeys.drawing.labels import label, labelled
from journeys.events.journeys import Handoff, Stage, Step, Texts


class Mapped(Protocol):
    """A journey, as far as it is drawn."""

    @property
    def title(self) -> Texts:
        """What it is called."""

    @property
    def description(self) -> Texts:
        """What it is about."""

    @property
    def type(self) -> str:
        """Whether it is as it is now, or as it should be."""

    @property
    def status(self) -> str:
        """How far it has come."""

    @property
    def persona_ids(self) -> tuple[str, ...]:
        """Who goes this way."""

    @property
    def stages(self) -> tuple[Stage, ...]:
        """Its parts, in order."""

    @property
    def handoffs(self) -> tuple[Handoff, ...]:
        """Where one department lets go and another takes over."""


@dataclass(frozen=True)
class Flag:
    """An initiative that names a step."""

    title: Texts
    stopped: bool = False
    """Nobody goes on with it."""


@dataclass(frozen=True, kw_only=True)
class Around:
    """What stands around a journey, by the ids that it names."""

    departments: Mapping[str, Texts] = field(default_factory=dict)
    personas: Mapping[str, Texts] = field(default_factory=dict)
    ideas: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """How many contributions of each kind are pinned to a step."""
    initiatives: Mapping[str, Sequence[Flag]] = field(default_factory=dict)
    """The initiatives that name a step, stopped ones last."""
    evidence: Mapping[str, str] = field(default_factory=dict)
    """How much a step is evidenced: none, partly or full."""
    made_up: bool = False
    """It is an example, and says so."""


@dataclass(frozen=True)
class Column:
    """A step in its place."""

    number: int
    step: Step
    stage: Stage
    stage_number: int
    opens: bool
    """It is the first of its stage."""


@dataclass(frozen=True)
class Scene:
    """All that is drawn, in the language it is drawn in; `persona` leaves one of them alone."""

    journey: Mapped
    around: Around
    lang: str
    persona: str = ""

    @cached_property
    def rtl(self) -> bool:
        """Tell whether time runs from right to left."""
        return direction(self.lang) == "rtl"

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Return the steps in order, numbered through."""
        places = [
            (step, stage, number, step is stage.steps[0])
            for number, stage in enumerate(self.journey.stages, start=1)
            for step in stage.steps
        ]
        return tuple(Column(n, *place) for n, place in enumerate(places, start=1))

    @cached_property
    def personas(self) -> Mapping[str, int]:
        """Return whose feelings are drawn; their numbers last, also where one is drawn alone."""
        felt = [f.persona_id for c in self.columns for f in c.step.feelings]
        known = dict.fromkeys((*self.journey.persona_ids, *felt))
        numbered = {each: number for number, each in enumerate(known)}
        return {each: n for each, n in numbered.items() if self.persona in ("", each)}

    @cached_property
    def departments(self) -> Mapping[str, int]:
        """Return the departments that meet somebody or hand over, numbered in order of coming."""
        steps: dict[str, list[str]] = {c.step.id: [] for c in self.columns}
        for column in self.columns:
            steps[column.step.id] += [t.owner_department_id for t in column.step.touchpoints]
        for handoff in self.journey.handoffs:
            steps.get(handoff.from_step_id, []).append(handoff.from_department_id)
            steps.get(handoff.to_step_id, []).append(handoff.to_department_id)
        found = dict.fromkeys(each for met in steps.values() for each in met)
        return {each: number for number, each in enumerate(found)}

    @cached_property
    def handoffs(self) -> tuple[tuple[Handoff, int, int], ...]:
        """Return the hand-offs with the places of their steps, counted from 0."""
        places = {c.step.id: c.number - 1 for c in self.columns}
        return tuple(
            (h, places[h.from_step_id], places[h.to_step_id])
            for h in self.journey.handoffs
            if h.from_step_id in places and h.to_step_id in places
        )

    def word(self, key: str) -> str:
        """Return a word of the map itself."""
        return label(self.lang, key)

    def text(self, texts: Texts) -> Text:
        """Return what somebody wrote in the language of the map, else as it was written."""
        return best(texts, self.lang)

    def department(self, id: str) -> Text:
        """Return the name of a department, else its id."""
        return self._named(self.around.departments, id)

    def persona_name(self, id: str) -> Text:
        """Return the name of a persona; one that may not be seen has a number alone."""
        unnamed = f"{self.word('persona')} {self.personas[id] + 1}"
        name = self._named(self.around.personas, id)
        return name if name.lang else Text(labelled(self.lang), unnamed)

    def _named(self, names: Mapping[str, Texts], id: str) -> Text:
        return self.text(names[id]) if names.get(id) else Text("", id)

    def block(
        self,
        text: Text,
        width: float,
        size: float,
        most: int,
        *,
        bold: bool = False,
        italic: bool = False,
        quoted: bool = False,
    ) -> Block:
        """Return what somebody wrote as it fits."""
        whole = " ".join(text.text.split())
        whole = f"“{whole}”" if quoted and whole else whole
        lines = wrap(whole, width, size, most, bold)
        full = "" if len(lines) <= most and not _cut(lines, whole) else whole
        return Block(lines, size, text.lang, bold, italic, full)

    def number(self, number: int | str, size: float) -> Block:
        """Return a number as it is set, in no language: its sign stays before it."""
        return Block((str(number),), size, "", bold=True)

    def own(self, words: str, width: float, size: float, most: int, bold: bool = False) -> Block:
        """Return words of the map itself as they fit."""
        return self.block(Text(labelled(self.lang), words), width, size, most, bold=bold)


def _cut(lines: Iterable[str], whole: str) -> bool:
    last = list(lines)[-1:]
    return bool(last) and last[0].endswith("…") and not whole.endswith("…")

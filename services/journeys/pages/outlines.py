"""Lines that people write or paste: a whole journey as an outline, or one thing on each line.

Arrival
- I get a letter
- Somebody meets me at the station
Housing
- I get the key
"""

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chassis.changes import Text
from chassis.web import String, ValidationError, proper
from chassis.web.proper import Improper, language_tag
from chassis.words import Sentence, _
from journeys.domain.given import NewStage, NewStep
from journeys.schemas.common import TITLE
from journeys.schemas.mapping import MOST_STAGES, MOST_STEPS

BULLET = re.compile(r"(?:[-–—−•◦▪‣·]|\*(?=\s|$))\s*")
MOST_CHARACTERS = 200_000
MOST_TOLD = 10
"""So many mistakes are told at once."""


class Wrong(ValueError):
    """A line that cannot be taken, and why."""

    def __init__(self, number: int, why: Sentence) -> None:
        super().__init__(why)
        self.number = number
        self.told = _("Line {n}: {why}", n=number, why=why)


@dataclass
class Part:
    """A stage as it is read, and the line that it stands on."""

    number: int
    title: str = ""
    steps: list[str] = field(default_factory=list)


class Written(String):
    """Several lines of text."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=MOST_CHARACTERS, **more)

    def _lines(self, value: Any, attr: str | None, data: Any, **more: Any) -> list[str]:
        text: str = super()._deserialize(value, attr, data, **more)
        return textwrap.dedent(text.replace("\r\n", "\n").expandtabs(2)).split("\n")


class OutlineField(Written):
    """A journey as an outline: stages, and below each its steps, each with a dash or indented."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **more: Any
    ) -> Any:
        reading = Reading()
        for number, line in enumerate(self._lines(value, attr, data, **more), start=1):
            if line.strip():
                reading.take(number, line)
        parts = reading.ended()
        if reading.wrong:
            raise ValidationError([each.told for each in reading.wrong[:MOST_TOLD]])
        lang = _language(data)
        return tuple(laid(lang, part.title, part.steps) for part in parts)


class LinesField(Written):
    """One short text on each line; a dash before it is no part of it."""

    def __init__(self, *, most: int, longest: int, **more: Any) -> None:
        super().__init__(**more)
        self.most, self.longest = most, longest

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **more: Any
    ) -> Any:
        said, wrong = list[str](), list[Wrong]()
        for number, line in enumerate(self._lines(value, attr, data, **more), start=1):
            try:
                if line.strip():
                    said.append(_title(number, BULLET.sub("", line.strip(), count=1), self.longest))
            except Wrong as no:
                wrong.append(no)
        if wrong:
            raise ValidationError([each.told for each in wrong[:MOST_TOLD]])
        if len(said) > self.most:
            raise ValidationError(_("This is too much: at most {max} lines.", max=self.most))
        lang = _language(data)
        return tuple((Text(lang, each),) for each in said)


@dataclass
class Reading:
    """What has been read of an outline so far."""

    parts: list[Part] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)

    def take(self, number: int, line: str) -> None:
        """Read the next line, or note what is wrong with it."""
        bullet = BULLET.match(line.lstrip())
        try:
            if bullet or line[0].isspace():
                self._step(number, line.lstrip()[bullet.end() if bullet else 0 :])
            else:
                self._stage(number, line)
        except Wrong as no:
            self.wrong.append(no)

    def _stage(self, number: int, line: str) -> None:
        part = Part(number)
        self.parts.append(part)
        part.title = _title(number, line)
        if len(self.parts) == MOST_STAGES + 1:
            raise Wrong(number, _("There are more than {max} stages.", max=MOST_STAGES))

    def _step(self, number: int, line: str) -> None:
        if not self.parts:
            raise Wrong(number, _("Write the name of a stage above the first step."))
        steps = self.parts[-1].steps
        steps.append(line)
        steps[-1] = _title(number, line)
        if len(steps) == MOST_STEPS + 1:
            raise Wrong(number, _("There are more than {max} steps in this stage.", max=MOST_STEPS))

    def ended(self) -> list[Part]:
        """Return the stages; those without a step are noted."""
        bare = _("This stage has no steps. Write them below it, each with a dash before it.")
        self.wrong += [Wrong(part.number, bare) for part in self.parts if not part.steps]
        self.wrong.sort(key=lambda no: no.number)
        return self.parts


def laid(lang: str, title: str, steps: list[str]) -> NewStage:
    """Return a stage with its steps in one language."""
    new = tuple(NewStep(title=(Text(lang, step),)) for step in steps)
    return NewStage(title=(Text(lang, title),), steps=new)


def _title(number: int, line: str, longest: int = TITLE) -> str:
    if not line.strip():
        raise Wrong(number, _("There is nothing after the dash."))
    try:
        return proper(line, longest, one_line=True)
    except Improper as no:
        raise Wrong(number, no.why) from None


def _language(data: Mapping[str, Any] | None) -> str:
    try:
        return language_tag((data or {}).get("language"))
    except Improper:
        return "und"  # what is wrong is told at `language`

"""What every lane of a row is, and how it is named at its beginning."""

from collections.abc import Callable
from dataclasses import dataclass

from chassis.drawing import Sheet
from journeys.drawing import colours
from journeys.drawing.rows import SIDE
from journeys.drawing.scene import Scene

Drawn = Callable[[float], list[str]]
PAD = 8


@dataclass(frozen=True)
class Lane:
    """How high something is, and what it draws when it is told where its top is."""

    height: float
    draw: Drawn


def side(sheet: Sheet, scene: Scene, word: str, y: float, room: float = SIDE - 16) -> str:
    """Return the name of a lane, at its beginning."""
    name = scene.own(scene.word(word), room, 15, 3, bold=True)
    return sheet.words(12, y, name, fill=colours.SOFT)

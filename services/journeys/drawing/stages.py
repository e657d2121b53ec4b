"""The stages of a row, as arrows in the direction of time."""

from dataclasses import dataclass, replace

from chassis.drawing import Block, Sheet
from journeys.drawing import colours
from journeys.drawing.lanes import PAD, Lane
from journeys.drawing.rows import GUTTER, Row
from journeys.drawing.scene import Column, Scene

BETWEEN, TIP = 3, 14


@dataclass(frozen=True)
class Run:
    """The steps of one stage in one row, and what is said of the stage."""

    place: int
    length: int
    number: int
    blocks: tuple[Block, ...]

    @property
    def height(self) -> float:
        """Return the room that its words need."""
        return sum(block.height + BETWEEN for block in self.blocks if block.lines)


def stages(sheet: Sheet, scene: Scene, row: Row) -> Lane:
    """Return the stages of a row with their goals and how long they take."""
    runs = _runs(scene, row)
    high = max(run.height for run in runs) + 2 * PAD

    def draw(y: float) -> list[str]:
        drawn = []
        for run in runs:
            begin = row.left(run.place) - GUTTER / 2 + 1
            end = row.left(run.place + run.length) - GUTTER / 2 - 2
            colour = colours.FJORD if run.number % 2 else colours.FJORD_LIGHT
            drawn.append(_arrow(sheet, begin, end, y, high, colour))
            top = y + PAD
            for block in run.blocks:
                drawn.append(sheet.words(begin + 22, top, block, fill=colours.SHEET))
                top += block.height + BETWEEN if block.lines else 0
        return drawn

    return Lane(high + 10, draw)


def _runs(scene: Scene, row: Row) -> list[Run]:
    starts = [n for n, c in enumerate(row.columns) if n == 0 or c.opens]
    runs = []
    for start, end in zip(starts, [*starts[1:], len(row.columns)], strict=True):
        first = row.columns[start]
        blocks = _words(scene, first, (end - start) * row.pitch - 56)
        runs.append(Run(start, end - start, first.stage_number, blocks))
    return runs


def _words(scene: Scene, first: Column, room: float) -> tuple[Block, ...]:
    stage, title = first.stage, scene.text(first.stage.title)
    more = "" if first.opens else f" ({scene.word('continued')})"
    whole = replace(title, text=f"{first.stage_number}. {title.text}{more}")
    several = len({each.period for each in scene.journey.stages}) > 1
    when = scene.word(stage.period) if several else ""
    return (
        scene.own(when, room, 13, 1, bold=True),
        scene.block(whole, room, 20, 3, bold=True),
        scene.block(scene.text(stage.duration), room, 14, 2),
        scene.block(scene.text(stage.goal), room, 14, 2, italic=True),
    )


def _arrow(sheet: Sheet, x: float, end: float, y: float, high: float, colour: str) -> str:
    corners = (
        ("M", x, y),
        ("L", end - TIP, y),
        ("L", end, y + high / 2),
        ("L", end - TIP, y + high),
        ("L", x, y + high),
        ("L", x + TIP, y + high / 2),
        ("Z",),
    )
    return sheet.path(corners, fill=colour)

"""The curve of feelings: a line for each persona, broken where nobody knows."""

from collections.abc import Iterator
from itertools import pairwise

from chassis.drawing import Command, Sheet, tag, titled
from journeys.drawing import colours
from journeys.drawing.icons import face, mark
from journeys.drawing.lanes import Lane, side
from journeys.drawing.rows import SIDE, Row
from journeys.drawing.scene import Column, Scene
from journeys.events.journeys import Feeling, FeelingSource

STEP = 30
"""From one value to the next."""
AIR = 18
DASHES = (None, "9 5", "2.5 5", "12 4 2.5 4")
SIGNS = {2: "+2", 1: "+1", 0: "0", -1: "−1", -2: "−2"}
SURE = tuple(FeelingSource)
"""Where several are known of one persona, the surest is drawn."""
Point = tuple[float, float, Feeling, Column]


def feelings(sheet: Sheet, scene: Scene, row: Row) -> Lane | None:
    """Return the curves of a row; nothing where no feeling of the whole journey is known."""
    if not any(f.persona_id in scene.personas for c in scene.columns for f in c.step.feelings):
        return None

    def draw(y: float) -> list[str]:
        drawn = _grid(sheet, scene, row, y)
        for persona, number in scene.personas.items():
            points = _points(scene, row, persona, y)
            pairs = [*pairwise(points), *_ends(scene, row, persona, points, y)]
            drawn += [_curve(sheet, number, *pair) for pair in pairs]
        for persona, number in scene.personas.items():
            found = [point for point in _points(scene, row, persona, y) if point]
            drawn += [_marked(sheet, scene, number, persona, point) for point in found]
        return drawn

    return Lane(4 * STEP + 2 * AIR + 16, draw)


def _grid(sheet: Sheet, scene: Scene, row: Row, y: float) -> list[str]:
    begin, wide = row.left(0) - 12, row.right - row.left(0) - 6
    half = 2 * STEP + AIR
    drawn = [
        sheet.rect(begin, y, wide, half, rx=6, fill=colours.GOOD_TINT),
        sheet.rect(begin, y + half, wide, half, rx=6, fill=colours.BAD_TINT),
        side(sheet, scene, "feels", y + half - 9, SIDE - 60),
    ]
    for value, sign in SIGNS.items():
        at = _height(value, y)
        colour = colours.EDGE if value == 0 else colours.LINE
        drawn.append(sheet.line(begin, at, begin + wide, at, stroke=colour, stroke_width=1))
        number = scene.number(sign, 12)
        drawn.append(sheet.words(SIDE + 12, at - number.height / 2, number, "end", colours.SOFT))
    drawn += [sheet.put(SIDE - 22, _height(value, y), face(value)) for value in (2, 0, -2)]
    return drawn


def _height(value: int, y: float) -> float:
    return y + AIR + (2 - value) * STEP


def _points(scene: Scene, row: Row, persona: str, y: float) -> list[Point | None]:
    """Return where a persona's line goes; those of several stand a little apart."""
    apart = (list(scene.personas).index(persona) - (len(scene.personas) - 1) / 2) * 15
    return [
        next(_felt(column, persona, row.middle(place) + apart, y), None)
        for place, column in enumerate(row.columns)
    ]


def _ends(
    scene: Scene, row: Row, persona: str, points: list[Point | None], y: float
) -> list[tuple[Point | None, Point | None]]:
    """Return how a line goes on to the rows before and after: half the way."""
    pairs = list[tuple[Point | None, Point | None]]()
    for place, edge, end in ((-1, row.left(0) - 12, 0), (len(row.columns), row.right - 18, -1)):
        whole, here = row.first + place, points[end]
        if here and 0 <= whole < len(scene.columns):
            column = scene.columns[whole]
            for _x, there, feeling, _c in _felt(column, persona, edge, y):
                half: Point = (edge, (here[1] + there) / 2, feeling, column)
                pairs.append((half, here) if end == 0 else (here, half))
    return pairs


def _felt(column: Column, persona: str, x: float, y: float) -> Iterator[Point]:
    found = [each for each in column.step.feelings if each.persona_id == persona]
    for feeling in sorted(found, key=lambda each: SURE.index(each.source))[:1]:
        yield x, _height(feeling.value, y), feeling, column


def _curve(sheet: Sheet, number: int, one: Point | None, other: Point | None) -> str:
    if one is None or other is None:
        return ""
    (x, y, *_), (to_x, to_y, *_) = one, other
    half = (to_x - x) / 2
    bend: tuple[Command, ...] = (("M", x, y), ("C", x + half, y, to_x - half, to_y, to_x, to_y))
    dashes = DASHES[number % len(DASHES)]
    colour = colours.PERSONAS[number % len(colours.PERSONAS)]
    return sheet.path(bend, stroke=colour, stroke_width=3, stroke_dasharray=dashes)


def _marked(sheet: Sheet, scene: Scene, number: int, persona: str, point: Point) -> str:
    x, y, feeling, column = point
    how = scene.word(feeling.source if feeling.source in ("assumed", "intended") else "told")
    name = scene.persona_name(persona).text
    told = titled(f"{column.number}. {name}: {SIGNS.get(feeling.value, feeling.value)} ({how})")
    colour = colours.PERSONAS[number % len(colours.PERSONAS)]
    return sheet.put(x, y, tag("g", told + mark(number, colour, feeling.source)))

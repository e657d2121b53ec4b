"""Hand-offs as lines with arrows: the red thread where one department lets go to another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chassis.drawing import Command, Sheet, tag, titled
from journeys.domain.handoffs import crosses
from journeys.drawing import colours
from journeys.drawing.icons import icon
from journeys.drawing.routing import AIR, ICON, LOST, SLOT, Way
from journeys.drawing.rows import Row
from journeys.drawing.scene import Scene
from journeys.events.journeys import Handoff

TIP, KNOT, HIGH = 9, 7, 21
Place = tuple[int, int]


@dataclass(frozen=True)
class Tops:
    """Where in y hand-offs arrive and leave, by lane and place, and where they run."""

    first: Mapping[Place, float]
    last: Mapping[Place, float]
    channels: Mapping[int, float]
    met: frozenset[Place]
    """Where a department meets the person, so that a line begins at a card."""
    numbers: Mapping[int, int]
    """The number of the department of each lane."""

    def run(self, way: Way) -> float:
        """Return the height at which a way runs between two lanes."""
        return self.channels[way.channel] + 2 + SLOT * (way.slot + 0.5)


def handed(sheet: Sheet, scene: Scene, row: Row, found: Sequence[Way], tops: Tops) -> list[str]:
    """Return all hand-offs of a row, the badges over the lines."""
    lines = [_line(sheet, scene, row, way, tops) for way in found]
    return lines + [_badge(sheet, scene, way, tops) for way in found]


def look(across: bool) -> dict[str, object]:
    """Return how a line looks."""
    if across:
        return {"stroke": colours.THREAD, "stroke_width": 3, "stroke_linejoin": "round"}
    return {"stroke": colours.SOFT, "stroke_width": 1.75, "stroke_dasharray": "5 3"}


def _line(sheet: Sheet, scene: Scene, row: Row, way: Way, tops: Tops) -> str:
    run = tops.run(way)
    points, knots = list[tuple[float, float]](), ""
    if way.source:
        x, y, knots = _end(sheet, row, way.source, tops, tops.last, True)
        points += [(x, y), (way.exit, y)]
    if not (way.source and way.target) or way.exit != way.entry:
        points += [(way.exit, run), (way.entry, run)]
    head = ""
    if way.target:
        after = way.entry > row.middle(way.target[0])
        x, y, knot = _end(sheet, row, way.target, tops, tops.first, after)
        back = TIP if after else -TIP
        points += [(way.entry, y), (x + back / 2, y)]
        knots += knot
        head = _head(sheet, x, y, back, crosses(way.handoff))
    steps: list[Command] = [("L", *point) for point in points]
    steps[0] = ("M", *points[0])
    drawn = sheet.path(steps, **look(crosses(way.handoff)))
    return tag("g", titled(told(scene, way.handoff)) + drawn + knots + head)


def _end(
    sheet: Sheet, row: Row, place: Place, tops: Tops, heights: Mapping[Place, float], after: bool
) -> tuple[float, float, str]:
    """Return where a line meets a card, or a knot where the department has no card."""
    column, lane = place
    y = heights[(lane, column)]
    edge = row.left(column) + (row.card if after else 0)
    if (lane, column) in tops.met:
        return edge, y, ""
    x = edge - KNOT if after else edge + KNOT
    colour = colours.ink(tops.numbers[lane]).strong
    knot = sheet.circle(x, y, KNOT - 1, fill=colour, stroke=colours.SHEET, stroke_width=1.5)
    return (x + KNOT if after else x - KNOT), y, knot


def _head(sheet: Sheet, x: float, y: float, back: float, across: bool) -> str:
    colour = colours.THREAD if across else colours.SOFT
    corners = (("M", x, y), ("L", x + back, y - 5.5), ("L", x + back, y + 5.5), ("Z",))
    return sheet.path(corners, fill=colour)


def _badge(sheet: Sheet, scene: Scene, way: Way, tops: Tops) -> str:
    across, wide, y = crosses(way.handoff), way.badge.width, tops.run(way)
    x = way.middle - wide / 2
    colour = colours.THREAD if across else colours.SOFT
    drawn = titled(told(scene, way.handoff)) + sheet.rect(
        x,
        y - HIGH / 2,
        wide,
        HIGH,
        rx=HIGH / 2,
        fill=colours.SHEET,
        stroke=colour,
        stroke_width=1.75 if across else 1,
    )
    drawn += sheet.put(x + AIR + ICON / 2 - 1, y, icon(way.handoff.what, colour), 0.8)
    words = way.badge.words
    drawn += sheet.words(x + AIR + ICON + 4, y - words.height / 2, words)
    if way.badge.lost:
        drawn += sheet.put(
            x + wide - AIR - LOST / 2 + 2, y - 0.5, icon("need", colours.THREAD), 0.75
        )
    return tag("g", drawn)


def told(scene: Scene, handoff: Handoff) -> str:
    """Return a hand-off in words."""
    there = [
        scene.department(d).text for d in (handoff.from_department_id, handoff.to_department_id)
    ]
    words = [(" ← " if scene.rtl else " → ").join(there), scene.word(handoff.what)]
    words += [scene.text(texts).text for texts in (handoff.information_lost, handoff.risk) if texts]
    return " · ".join(words)

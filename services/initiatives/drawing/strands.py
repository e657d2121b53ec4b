"""The red thread itself: from card to card, and below those that stand in between."""

from collections.abc import Iterable
from dataclasses import dataclass

from chassis.drawing import Command, Sheet
from initiatives.drawing.fitting import GUTTER, WIDTHS
from initiatives.drawing.picture import Strand
from initiatives.drawing.placing import LANE, Placed, Plan

THREAD = "#b3261e"
KNOT = 4


@dataclass(frozen=True)
class Ends:
    """Where a strand begins and ends."""

    start: Placed
    y: float
    end: Placed
    to_y: float

    @property
    def x(self) -> float:
        """Return where it leaves its card."""
        return self.start.x + self.start.set.width

    @property
    def to_x(self) -> float:
        """Return where it comes to the other."""
        return self.end.x


def ends(plan: Plan, strands: Iterable[Strand]) -> list[Ends]:
    """Return the strands that are in the picture, each once."""
    both = [
        (*plan.ports[each.start], *plan.ports[each.end])
        for each in strands
        if each.start in plan.ports and each.end in plan.ports
    ]
    found = {(a.x, y, b.x, to_y): Ends(a, y, b, to_y) for a, y, b, to_y in both}
    return [each for each in found.values() if each.end.column > each.start.column]


def drawn(sheet: Sheet, plan: Plan, strand: Ends, thick: float) -> str:
    """Return one strand."""
    x, y, to_x, to_y = strand.x, strand.y, strand.to_x, strand.to_y
    way: list[Command] = [("M", x, y)]
    if strand.end.column - strand.start.column > 1:
        lane = _lane(plan, strand)
        way += [_curve(x, y, x + GUTTER, lane), ("L", to_x - GUTTER, lane)]
        x, y = to_x - GUTTER, lane
    way.append(_curve(x, y, to_x, to_y))
    return sheet.path(way, stroke=THREAD, stroke_width=thick, stroke_linecap="round")


def knots(sheet: Sheet, strands: Iterable[Ends]) -> str:
    """Return a knot at each end of the thread."""
    places = [spot for each in strands for spot in ((each.x, each.y), (each.to_x, each.to_y))]
    return "".join(sheet.circle(x, y, KNOT, fill=THREAD) for x, y in dict.fromkeys(places))


def _curve(x: float, y: float, to_x: float, to_y: float) -> Command:
    half = (x + to_x) / 2
    return ("C", half, y, half, to_y, to_x, to_y)


def _lane(plan: Plan, strand: Ends) -> float:
    """Return the height at which a long strand meets no card: straight on if it can."""
    first, last = strand.start.column, strand.end.column
    between = [each for each in plan.cards if first < each.column < last]
    for height in (strand.y, strand.to_y):
        if all(not each.y - 6 < height < each.y + each.set.height + 6 for each in between):
            return height
    return max((each.y + each.set.height for each in between), default=plan.lane) + LANE


def column_x(number: int) -> float:
    """Return where a column begins."""
    return sum(WIDTHS[:number]) + GUTTER * number

"""A small chart: from where it began, by what was measured, to where it is to be."""

from datetime import date
from typing import Any

from chassis.drawing import Sheet
from initiatives.drawing.picture import Chart, Spot

THREAD, AIM = "#b3261e", "#1b623a"
INSET = 11


HEIGHT, INDENT, EDGE = 58, 12, 8


def entry(chart: Chart) -> float:
    """Return how far below the top of the chart the thread comes in."""
    spots = _spots(chart)
    return _Scale(spots, 0, 0).at(spots[0])[1]


def drawn(sheet: Sheet, chart: Chart, x: float, y: float, width: float) -> str:
    """Return the chart in this room; the thread comes in from the edge of the card and goes on."""
    spots = _spots(chart)
    scale = _Scale(spots, x + INDENT, width - 2 * INDENT)
    walked = [scale.at(spot) for spot in (chart.began, *chart.measured) if spot]
    way = [(at_x, y + at_y) for at_x, at_y in walked]
    parts = [_aim(sheet, scale, chart.target, x, y, width)] if chart.target else []
    first = way[0]
    commands = [("M", x - INSET, first[1]), *(("L", *each) for each in way)]
    how: dict[str, Any] = {"stroke": THREAD, "stroke_width": 2.5, "stroke_linejoin": "round"}
    parts.append(sheet.path(commands, stroke_linecap="round", **how))
    for number, (at_x, at_y) in enumerate(way):
        last = number == len(way) - 1 and bool(chart.measured)
        fill = THREAD if last else "#fff"
        parts.append(sheet.circle(at_x, at_y, 4.5, fill=fill, stroke=THREAD, stroke_width=2))
    return "".join(parts)


def _aim(sheet: Sheet, scale: "_Scale", target: Spot, x: float, y: float, width: float) -> str:
    at_x, at_y = scale.at(target)
    line = sheet.line(x, y + at_y, x + width, y + at_y, stroke=AIM, stroke_dasharray="3 4")
    ring: dict[str, Any] = {"fill": "#fff", "stroke": AIM, "stroke_width": 2}
    core = sheet.circle(at_x, y + at_y, 1.5, fill=AIM)
    return line + sheet.circle(at_x, y + at_y, 5, **ring) + core


def _spots(chart: Chart) -> list[Spot]:
    return [spot for spot in (chart.began, *chart.measured, chart.target) if spot]


class _Scale:
    """Days and values as places."""

    def __init__(self, spots: list[Spot], x: float, width: float) -> None:
        self.x, self.width = x, width
        days, values = [spot.on for spot in spots], [spot.value for spot in spots]
        self.first, self.last = min(days), max(days)
        self.low, self.high = min(values), max(values)

    def at(self, spot: Spot) -> tuple[float, float]:
        """Return the place of a value on a day."""
        return self.x + self.width * self._far(spot.on), EDGE + (HEIGHT - 2 * EDGE) * self._deep(
            spot
        )

    def _far(self, on: date) -> float:
        days = (self.last - self.first).days
        return (on - self.first).days / days if days else 0.5

    def _deep(self, spot: Spot) -> float:
        span = self.high - self.low
        return 1 - (spot.value - self.low) / span if span else 0.5

"""How the steps are laid out: in rows, so that the whole fits a sheet a leader can hang up."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from journeys.drawing.scene import Column, Scene

SIDE = 150
"""Room for the names of the lanes, at the beginning of every row."""
GUTTER = 30
"""Between two steps; hand-offs run here."""
PITCH, WIDEST = 186, 260
END = 12
LEAST = 1180
SHAPE = math.sqrt(2)
"""Paper lying on its long side."""
HEADING, UPPER, LANE = 240, 560, 90
"""About how high things are, to choose how many rows look best."""
STRETCH = 1.4


@dataclass(frozen=True)
class Row:
    """Some steps side by side, and where they stand."""

    columns: Sequence[Column]
    pitch: float

    @property
    def card(self) -> float:
        """Return how wide a step is."""
        return self.pitch - GUTTER

    def left(self, place: int) -> float:
        """Return where a step begins."""
        return SIDE + GUTTER + place * self.pitch

    def middle(self, place: int) -> float:
        """Return the middle of a step."""
        return self.left(place) + self.card / 2

    def gutter(self, place: int) -> float:
        """Return the middle of the room after a step; −1 is before the first."""
        return self.left(place) + self.card + GUTTER / 2

    @property
    def first(self) -> int:
        """Return the place of its first step in the whole journey."""
        return self.columns[0].number - 1

    def place(self, whole: int) -> int | None:
        """Return the place in this row of a step of the whole journey."""
        place = whole - self.first
        return place if 0 <= place < len(self.columns) else None

    @property
    def right(self) -> float:
        """Return where the last step and the room after it end."""
        return self.left(len(self.columns))


def width_for(columns: int, pitch: float = PITCH) -> float:
    """Return how wide a row of so many steps is."""
    return SIDE + GUTTER + columns * pitch + END


def laid_out(scene: Scene, pitch: float = PITCH) -> tuple[float, list[Row]]:
    """Return how wide the map is, and its rows; `pitch` is from one step to the next."""
    columns = scene.columns
    if not columns:
        return LEAST, []
    parts = _parts(columns, _how_many(len(columns), len(scene.departments)))
    longest = max(map(len, parts))
    width = max(LEAST, width_for(longest, pitch))
    full = (width - SIDE - GUTTER - END) / longest
    widest = min(WIDEST, full * STRETCH) if longest > 6 else WIDEST
    return width, [Row(part, min(widest, full * longest / len(part))) for part in parts]


def better_pitch(width: float, height: float) -> float:
    """Return how far apart steps should be, so that a map of this size comes near to paper."""
    return min(WIDEST, max(PITCH, PITCH * math.sqrt(SHAPE * height / width)))


def _how_many(steps: int, departments: int) -> int:
    """Return the number of rows with which words come out largest on a sheet of paper."""
    height = UPPER + LANE * min(departments, 5)

    def size(rows: int) -> float:
        return min(SHAPE / width_for(math.ceil(steps / rows)), 1 / (HEADING + rows * height))

    return max(range(1, max(2, steps // 4 + 1)), key=size)


def _parts(columns: Sequence[Column], rows: int) -> list[Sequence[Column]]:
    """Return the columns in so many parts of about the same length, ending with a stage if it can.

    The best way to divide all of them follows from the best ways to divide fewer.
    """
    even = len(columns) / rows
    stage, longest = even / 3, math.ceil(even * STRETCH)
    """So many steps more or less are taken for a stage that stays whole."""
    found: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _row in range(rows):
        ways: dict[int, tuple[float, int]] = {}
        for end in range(1, len(columns) + 1):
            whole = end == len(columns) or columns[end].opens
            cost = 0 if whole else stage**2
            options = [
                (found[-1][start][0] + (end - start - even) ** 2 + cost, start)
                for start in range(max(0, end - longest), end)
                if start in found[-1]
            ]
            if options:
                ways[end] = min(options)
        found.append(ways)
    return _traced(columns, found)


def _traced(
    columns: Sequence[Column], found: list[dict[int, tuple[float, int]]]
) -> list[Sequence[Column]]:
    parts, end = list[Sequence[Column]](), len(columns)
    for ways in reversed(found[1:]):
        start = ways[end][1]
        parts.insert(0, columns[start:end])
        end = start
    return parts

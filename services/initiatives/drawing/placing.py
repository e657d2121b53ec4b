"""Where each card stands: beside those it is tied to, in an order in which strands cross little."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from initiatives.drawing.fitting import GUTTER, INSET, LEAD, TALLEST, TOP, WIDTHS, Fitted, Set, fit
from initiatives.drawing.picture import Picture, Strand

LANE = 15


@dataclass(frozen=True)
class Placed:
    """A card at its place."""

    set: Set
    column: int
    y: float

    @property
    def x(self) -> float:
        """Return where it begins."""
        return sum(WIDTHS[: self.column]) + GUTTER * self.column

    def ports(self) -> Mapping[str, float]:
        """Return the keys that strands know it by, with the heights at which they end."""
        here = self.y + self.set.port
        found = dict.fromkeys((self.set.card.key, *self.set.others), here)
        y = self.y + self.set.height - self.set.tail - self.set.edge + LEAD + 4
        for row, block in self.set.rows:
            if row.key:
                found[row.key] = y + block.leading / 2
            y += block.height + 4
        return found


@dataclass(frozen=True)
class Plan:
    """Everything at its place."""

    cards: tuple[Placed, ...]
    height: float
    lane: float
    """The height at which long strands pass below the cards between their ends."""

    @cached_property
    def ports(self) -> Mapping[str, tuple[Placed, float]]:
        """Return where strands end, by key: the card, and the height on it."""
        return ports_of(self.cards)


def place(picture: Picture) -> Plan:
    """Return where everything stands."""
    columns = [_ordered(fit(column, n), picture, n) for n, column in enumerate(picture.columns)]
    tall = max(column.height for column in columns)
    placed: list[Placed] = []
    for number, column in enumerate(columns):
        placed += _column(column, number, placed, picture.strands, tall)
    ports = ports_of(placed)
    long = any(_spans(strand, ports) > 1 for strand in picture.strands)
    inner = [each.y + each.set.height for each in placed if each.column in (1, 2)]
    lane = max(inner, default=TOP) + LANE
    low = max(each.y + each.set.height for each in placed)
    bottom = max(low, lane + LANE if long else 0)
    return Plan(tuple(placed), bottom + INSET, lane)


def _ordered(column: Fitted, picture: Picture, number: int) -> Fitted:
    """Return cards of the second and third column in the order of what leads to them."""
    if number not in (1, 2):
        return column
    before = [card.key for card in picture.columns[number - 1].cards]

    def weight(each: Set) -> float:
        starts = [s.start for s in picture.strands if s.end == each.card.key and s.start in before]
        return sum(map(before.index, starts)) / len(starts) if starts else len(before)

    return replace(column, sets=tuple(sorted(column.sets, key=weight)))


def _column(
    column: Fitted,
    number: int,
    before: Sequence[Placed],
    strands: Sequence[Strand],
    tall: float,
) -> list[Placed]:
    """Return a column's cards, each as near as can be to the height of what leads to it."""
    ports = {key: y for each in before for key, y in each.ports().items()}
    tops, y = [], float(TOP)
    for each in column.sets:
        y = max(y, _wanted(each, ports, strands, tall if number else each.height))
        tops.append(y)
        y += each.height + column.gap
    limit = float(TOP + TALLEST)
    for at, each in reversed(list(enumerate(column.sets))):
        tops[at] = max(min(tops[at], limit - each.height), TOP)
        limit = tops[at] - column.gap
    return [Placed(each, number, top) for each, top in zip(column.sets, tops, strict=True)]


def _wanted(each: Set, ports: Mapping[str, float], strands: Sequence[Strand], tall: float) -> float:
    starts = [ports[s.start] for s in strands if s.end == each.card.key and s.start in ports]
    rows = {row.key for row, _ in each.rows if row.key}
    starts = starts or [ports[s.start] for s in strands if s.end in rows and s.start in ports]
    if not starts:
        return TOP + (tall - each.height) / 2
    return sum(starts) / len(starts) - each.port


def ports_of(cards: Iterable[Placed]) -> dict[str, tuple[Placed, float]]:
    """Return where strands end, by key: the card, and the height on it."""
    return {key: (each, y) for each in cards for key, y in each.ports().items()}


def _spans(strand: Strand, ports: Mapping[str, tuple[Placed, float]]) -> int:
    if strand.start not in ports or strand.end not in ports:
        return 0
    return ports[strand.end][0].column - ports[strand.start][0].column

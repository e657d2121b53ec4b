"""A card as it is drawn: what was said, with signs for what it is about."""

from typing import Any

from chassis.drawing import INK, Block, Sheet
from initiatives.drawing import chart
from initiatives.drawing.fitting import INSET, LEAD, SIGN
from initiatives.drawing.picture import Row, Tone
from initiatives.drawing.placing import Placed
from initiatives.drawing.signs import sign

SOFT, EDGE, LINE = "#4a5a63", "#66757e", "#d5cfc3"
LOOKS: dict[Tone, dict[str, Any]] = {
    "quote": {"fill": "#ffffff", "stroke": LINE},
    "plain": {"fill": "#ffffff", "stroke": LINE},
    "strong": {"fill": "#ffffff", "stroke": INK, "stroke_width": 2},
    "hidden": {"fill": "#f3f1ec", "stroke": EDGE, "stroke_dasharray": "5 4"},
    "nothing": {"fill": "none", "stroke": "#b9b3a6", "stroke_dasharray": "2 5"},
}


def drawn(sheet: Sheet, placed: Placed) -> str:
    """Return a card at its place."""
    each, card = placed.set, placed.set.card
    x, y = placed.x, placed.y
    parts = [sheet.rect(x, y, each.width, each.height, rx=6, **LOOKS[card.tone])]
    inner, at = x + INSET, y + each.edge - 2
    for block, quiet in each.blocks:
        parts.append(sheet.words(inner, at, block, fill=SOFT if quiet else INK))
        at += block.height + LEAD
    if card.chart:
        parts.append(chart.drawn(sheet, card.chart, inner, y + each.head, each.width - 2 * INSET))
        at += chart.HEIGHT + 6
    if each.figure:
        parts.append(sheet.words(inner, at, each.figure))
        at += each.figure.height + LEAD
    at += 4 if each.rows else 0
    for row, block in each.rows:
        parts.append(_row(sheet, inner, at, row, block))
        at += block.height + 4
    return "".join(parts)


def _row(sheet: Sheet, x: float, y: float, row: Row, block: Block) -> str:
    mark = sheet.put(x + 7, y + block.leading / 2, sign(row.sign))
    return mark + sheet.words(x + SIGN, y, block)

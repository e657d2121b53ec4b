"""What hangs below the steps: contributions that citizens pinned there, and initiatives."""

from collections.abc import Sequence

from chassis.drawing import Block, Sheet, tag, titled
from journeys.drawing import colours
from journeys.drawing.icons import icon
from journeys.drawing.lanes import Lane, side
from journeys.drawing.rows import Row
from journeys.drawing.scene import Flag, Scene

KINDS = ("idea", "knowledge", "resource", "need", "experience", "unseen")
CHIP, HIGH, BETWEEN = 46, 26, 6
MOST = 3
"""So many initiatives are named; the rest are counted."""
Flown = tuple[Block, bool]
"""What an initiative is called, and whether it was stopped."""


def ideas(sheet: Sheet, scene: Scene, row: Row) -> Lane | None:
    """Return how many contributions of each kind are pinned to each step."""
    if not any(scene.around.ideas.get(c.step.id) for c in scene.columns):
        return None
    beside = max(1, int((row.card + BETWEEN) // (CHIP + BETWEEN)))
    pinned = [_counted(scene, column.step.id) for column in row.columns]
    lines = max(1, *(-(-len(each) // beside) for each in pinned))

    def draw(y: float) -> list[str]:
        drawn = [side(sheet, scene, "ideas", y + 2)]
        for place, counted in enumerate(pinned):
            for number, (kind, many) in enumerate(counted):
                x = row.left(place) + number % beside * (CHIP + BETWEEN)
                at = y + number // beside * (HIGH + BETWEEN)
                drawn.append(_chip(sheet, scene, x, at, kind, many))
        return drawn

    return Lane(max(lines * (HIGH + BETWEEN), 44) + 8, draw)


def _counted(scene: Scene, step_id: str) -> list[tuple[str, int]]:
    counts = scene.around.ideas.get(step_id, {})
    others = sorted(counts.keys() - set(KINDS))
    return [(kind, counts[kind]) for kind in (*KINDS, *others) if counts.get(kind)]


def _chip(sheet: Sheet, scene: Scene, x: float, y: float, kind: str, many: int) -> str:
    number = scene.number(many, 13)
    drawn = titled(f"{scene.word(kind)}: {many}")
    drawn += sheet.rect(x, y, CHIP, HIGH, rx=HIGH / 2, fill=colours.SHEET, stroke=colours.FJORD)
    drawn += sheet.put(x + 14, y + HIGH / 2, icon(kind, colours.FJORD), 0.9)
    return tag("g", drawn + sheet.words(x + 25, y + (HIGH - number.height) / 2, number))


def initiatives(sheet: Sheet, scene: Scene, row: Row) -> Lane | None:
    """Return the initiatives that are about each step."""
    if not any(scene.around.initiatives.get(c.step.id) for c in scene.columns):
        return None
    cells = [_flags(scene, row, column.step.id) for column in row.columns]
    high = max(_stack(cell) for cell in cells)

    def draw(y: float) -> list[str]:
        drawn = [side(sheet, scene, "initiatives", y + 3)]
        for place, cell in enumerate(cells):
            at = y
            for block, stopped in cell:
                drawn.append(_flag(sheet, scene, row, place, at, block, stopped))
                at += block.height + 10 + BETWEEN
        return drawn

    return Lane(max(high, 38), draw)


def _flags(scene: Scene, row: Row, step_id: str) -> list[Flown]:
    flags = scene.around.initiatives.get(step_id, ())
    room = row.card - 36
    named = [(scene.block(scene.text(f.title), room, 13.5, 3), f.stopped) for f in flags[:MOST]]
    rest: Sequence[Flag] = flags[MOST:]
    more = scene.own(f"+ {len(rest)}", room, 12.5, 1)
    return named + ([(more, all(f.stopped for f in rest))] if rest else [])


def _stack(cell: list[Flown]) -> float:
    return sum(block.height + 10 + BETWEEN for block, _ in cell)


def _flag(
    sheet: Sheet, scene: Scene, row: Row, place: int, y: float, block: Block, stopped: bool
) -> str:
    x, high, colour = row.left(place), block.height + 10, flown_in(stopped)
    drawn = titled(scene.word("stopped")) if stopped else ""
    drawn += sheet.rect(x, y, row.card, high, rx=4, **cloth(stopped))
    drawn += sheet.put(x + 15, y + high / 2, flag(stopped), 0.85)
    return tag("g", drawn + sheet.words(x + 28, y + 5, block, fill=colour))


def flag(stopped: bool) -> str:
    """Return the sign of an initiative; one that was stopped is struck out."""
    drawn = icon("initiative", flown_in(stopped))
    how = {"stroke": flown_in(stopped), "stroke_width": 1.75, "stroke_linecap": "round"}
    return drawn + (tag("path", d="M-8 6.5L8-7.5", fill="none", **how) if stopped else "")


def flown_in(stopped: bool) -> str:
    """Return the colour of an initiative's sign and edge."""
    return colours.SOFT if stopped else colours.GOOD


def cloth(stopped: bool) -> dict[str, object]:
    """Return how the ground of an initiative is drawn; one that was stopped is hollow."""
    how: dict[str, object] = {"stroke": flown_in(stopped), "stroke_width": 1.25}
    if stopped:
        return how | {"fill": colours.SHEET, "stroke_dasharray": "4 3"}
    return how | {"fill": colours.GOOD_TINT}

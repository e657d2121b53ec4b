"""The steps of a row: a card for each, what is done there, and what the person thinks."""

from chassis.drawing import INK, Sheet, tag, titled
from journeys.drawing import colours
from journeys.drawing.icons import ball, star
from journeys.drawing.lanes import PAD, Lane, side
from journeys.drawing.rows import Row
from journeys.drawing.scene import Column, Scene

ABOVE = 14
"""Number, evidence and star stand on the upper edge of a card."""


def steps(sheet: Sheet, scene: Scene, row: Row) -> Lane:
    """Return a card for each step: number, title, evidence, a star at moments of truth."""
    room = row.card - 2 * PAD - 2
    titles = [scene.block(scene.text(c.step.title), room, 15, 4, bold=True) for c in row.columns]
    high = max(title.height for title in titles) + 2 * PAD + 8

    def draw(y: float) -> list[str]:
        drawn = [side(sheet, scene, "step", y + ABOVE + PAD + 6)]
        for place, (column, title) in enumerate(zip(row.columns, titles, strict=True)):
            drawn.append(_card(sheet, scene, row.left(place), row.card, column, y + ABOVE, high))
            drawn.append(sheet.words(row.left(place) + PAD + 1, y + ABOVE + PAD + 6, title))
        return drawn

    return Lane(ABOVE + high + 10, draw)


def _card(
    sheet: Sheet, scene: Scene, x: float, wide: float, column: Column, y: float, high: float
) -> str:
    step, level = column.step, scene.around.evidence.get(column.step.id)
    strong = {"stroke": colours.STAR, "stroke_width": 2.5}
    how = strong if step.moment_of_truth else {"stroke": colours.EDGE, "stroke_width": 1}
    number = scene.number(column.number, 13)
    drawn = sheet.rect(x, y, wide, high, rx=6, fill=colours.SHEET, **how)
    drawn += sheet.circle(x + 20, y, 13, fill=INK)
    drawn += sheet.words(x + 20, y - number.height / 2, number, "middle", colours.SHEET)
    if level:
        told = titled(scene.word(level)) + tag("circle", r=9, fill=colours.SHEET)
        drawn += sheet.put(x + 46, y, tag("g", told + ball(level)), 1.3)
    if step.moment_of_truth:
        told = titled(scene.word("truth"))
        drawn += sheet.put(x + wide - 20, y, tag("g", told + star()), 1.8)
    return drawn


def done(sheet: Sheet, scene: Scene, row: Row) -> Lane | None:
    """Return what the person does at each step; nothing where nobody wrote it."""
    blocks = [scene.block(scene.text(c.step.action), row.card - 8, 13.5, 5) for c in row.columns]
    if not any(block.lines for block in blocks):
        return None

    def draw(y: float) -> list[str]:
        drawn = [side(sheet, scene, "does", y - 2)]
        drawn += [sheet.words(row.left(n) + 4, y, block) for n, block in enumerate(blocks)]
        return drawn

    return Lane(max(block.height for block in blocks) + 12, draw)


def thought(sheet: Sheet, scene: Scene, row: Row) -> Lane | None:
    """Return what the person thinks, in bubbles."""
    room = row.card - 20
    blocks = [
        scene.block(scene.text(c.step.thought), room, 13.5, 5, italic=True, quoted=True)
        for c in row.columns
    ]
    if not any(block.lines for block in blocks):
        return None

    def draw(y: float) -> list[str]:
        drawn = [side(sheet, scene, "thinks", y + 4)]
        for place, block in enumerate(blocks):
            if block.lines:
                drawn.append(_bubble(sheet, row.left(place), row.card, y, block.height + 12))
                drawn.append(sheet.words(row.left(place) + 10, y + 6, block))
        return drawn

    return Lane(max(block.height for block in blocks) + 28, draw)


def _bubble(sheet: Sheet, x: float, wide: float, y: float, high: float) -> str:
    """Return a bubble whose tail points down, to what is felt."""
    end = y + high
    tail = (("M", x + 18, end - 1), ("L", x + 24, end + 9), ("L", x + 38, end - 1), ("Z",))
    box = sheet.rect(x, y, wide, high, rx=8, fill=colours.MIST)
    return box + sheet.path(tail, fill=colours.MIST)

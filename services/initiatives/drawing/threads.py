"""Putting the picture together: columns behind, the thread over them, cards on top."""

from chassis.drawing import FONT, Block, Sheet, said, short, tag
from chassis.pages.showing import direction
from initiatives.drawing import cards, strands
from initiatives.drawing.fitting import WIDTH, WIDTHS
from initiatives.drawing.picture import Column, Picture
from initiatives.drawing.placing import Plan, place

EDGE = 8
BAND = "#f1ede4"


def draw(picture: Picture, id: str = "thread") -> str:
    """Return the picture as one SVG element, told in words by its title and description."""
    sheet, plan = Sheet(WIDTH, direction(picture.lang) == "rtl"), place(picture)
    lines = strands.ends(plan, picture.strands)
    thick = 3 if len(lines) < 8 else 2.25
    inside = [
        f'<title id="{id}-title">{said(picture.title)}</title>',
        f'<desc id="{id}-desc">{said(picture.description)}</desc>',
        *(_band(sheet, plan, n, column) for n, column in enumerate(picture.columns)),
        *(strands.drawn(sheet, plan, strand, thick) for strand in lines),
        *(cards.drawn(sheet, placed) for placed in plan.cards),
        strands.knots(sheet, lines),
    ]
    box = f"{-EDGE} 0 {short(WIDTH + 2 * EDGE)} {short(plan.height)}"
    return tag(
        "svg",
        "".join(inside),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=box,
        width=short(WIDTH + 2 * EDGE),
        height=short(plan.height),
        role="img",
        lang=picture.lang,
        aria_labelledby=f"{id}-title {id}-desc",
        font_family=FONT,
    )


def _band(sheet: Sheet, plan: Plan, number: int, column: Column) -> str:
    """Return what stands behind a column, and its heading."""
    x, width = strands.column_x(number), WIDTHS[number]
    title = Block((column.title.text,), 16, column.title.lang, bold=True)
    band = sheet.rect(x - EDGE, 0, width + 2 * EDGE, plan.height, rx=8, fill=BAND)
    return band + sheet.words(x + 3, 12, title)

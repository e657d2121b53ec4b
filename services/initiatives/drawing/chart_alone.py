"""A chart on a page of its own, beside its numbers in words."""

from chassis.drawing import FONT, Sheet, said, short, tag
from chassis.pages.showing import direction
from initiatives.drawing import chart
from initiatives.drawing.picture import Chart

WIDTH = 340


def draw_chart(shown: Chart, title: str, lang: str, id: str) -> str:
    """Return the chart as one SVG element, told in words by its title."""
    sheet = Sheet(WIDTH, direction(lang) == "rtl")
    inside = f'<title id="{id}">{said(title)}</title>'
    inside += chart.drawn(sheet, shown, 11, 6, WIDTH - 22)
    return tag(
        "svg",
        inside,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {chart.HEIGHT + 12}",
        width=short(WIDTH),
        height=short(chart.HEIGHT + 12),
        role="img",
        lang=lang,
        aria_labelledby=id,
        font_family=FONT,
    )

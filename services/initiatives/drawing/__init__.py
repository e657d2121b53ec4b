"""The red thread as one picture, by pure functions: words and links in, SVG out."""

from initiatives.drawing.chart_alone import draw_chart
from initiatives.drawing.picture import Card, Chart, Column, Picture, Row, Spot, Strand, Words
from initiatives.drawing.threads import draw

__all__ = [
    "Card",
    "Chart",
    "Column",
    "Picture",
    "Row",
    "Spot",
    "Strand",
    "Words",
    "draw",
    "draw_chart",
]

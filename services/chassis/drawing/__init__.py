"""Pictures that pages and printers show alike: words measured and wrapped, drawn as SVG."""

from chassis.drawing.measuring import Block, width_of, wrap
from chassis.drawing.sheet import FONT, INK, Command, Sheet, said, short, tag, titled

__all__ = [
    "FONT",
    "INK",
    "Block",
    "Command",
    "Sheet",
    "said",
    "short",
    "tag",
    "titled",
    "width_of",
    "wrap",
]

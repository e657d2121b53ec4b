"""A sheet to draw on. Time runs along x; where the language runs from right to left, x is turned.

Everything is drawn by attributes alone, so that a page with a strict policy can show it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal

from chassis.drawing.measuring import Block
from chassis.pages.showing import direction

Align = Literal["start", "middle", "end"]
Command = tuple[str | float, ...]
INK = "#14222b"
FONT = "'Segoe UI', 'Noto Sans', 'Helvetica Neue', Arial, 'Noto Sans Arabic', sans-serif"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Sheet:
    """How wide it is, and whether its beginning is at the right."""

    width: float
    rtl: bool

    def x(self, x: float, width: float = 0) -> float:
        """Return where something of a width stands that begins at `x` in time."""
        return self.width - x - width if self.rtl else x

    def rect(
        self, x: float, y: float, width: float, height: float, inside: str = "", /, **how: object
    ) -> str:
        """Return a rectangle; `x` is its beginning in time."""
        where = {"x": self.x(x, width), "y": y, "width": width, "height": height}
        return tag("rect", inside, **where, **how)

    def circle(self, x: float, y: float, r: float, inside: str = "", /, **how: object) -> str:
        """Return a circle round a point."""
        return tag("circle", inside, cx=self.x(x), cy=y, r=r, **how)

    def path(self, commands: Iterable[Command], inside: str = "", /, **how: object) -> str:
        """Return a path through points in time: M, L, C and Z with absolute pairs."""
        drawn = []
        for letter, *numbers in commands:
            pairs = [
                short(self.x(float(n)) if k % 2 == 0 else float(n)) for k, n in enumerate(numbers)
            ]
            drawn.append(f"{letter}{' '.join(pairs)}")
        return tag("path", inside, d="".join(drawn), **({"fill": "none"} | how))

    def line(self, x: float, y: float, to_x: float, to_y: float, **how: object) -> str:
        """Return a straight line."""
        return self.path((("M", x, y), ("L", to_x, to_y)), **how)

    def put(self, x: float, y: float, drawing: str, scale: float = 1) -> str:
        """Return a small drawing round a point; it is moved, not turned."""
        grown = f" scale({short(scale)})" if scale != 1 else ""
        return tag("g", drawing, transform=f"translate({short(self.x(x))} {short(y)}){grown}")

    def words(
        self, x: float, y: float, block: Block, align: Align = "start", fill: str = INK
    ) -> str:
        """Return words below `y`, each line on its own; what was cut is told in full."""
        drawn = [self._line(line, x, y, n, block, align) for n, line in enumerate(block.lines)]
        if not drawn:
            return ""
        how = {"font_weight": "700" if block.bold else None}
        how |= {"font_style": "italic" if block.italic else None}
        whole = f"<title>{said(block.full)}</title>" if block.full else ""
        lang = block.lang or None
        return tag("g", whole + "".join(drawn), font_size=block.size, fill=fill, lang=lang, **how)

    def _line(self, line: str, x: float, y: float, number: int, block: Block, align: Align) -> str:
        rtl = direction(block.lang) == "rtl"
        turned: dict[Align, Align] = {"start": "end", "end": "start", "middle": "middle"}
        anchor = align if rtl == self.rtl else turned[align]
        return tag(
            "text",
            said(line),
            x=self.x(x),
            y=y + block.leading * (number + 0.5) + block.size * 0.36,
            text_anchor=None if anchor == "start" else anchor,
            direction="rtl" if rtl else "ltr" if self.rtl else None,
        )


def tag(name: str, inside: str = "", /, **how: object) -> str:
    """Return an element; attributes without a value are left out."""
    attributes = "".join(
        f' {key.replace("_", "-")}="{_value(value)}"'
        for key, value in how.items()
        if value is not None
    )
    return f"<{name}{attributes}>{inside}</{name}>" if inside else f"<{name}{attributes}/>"


def titled(text: str) -> str:
    """Return what is told about the thing that this stands in."""
    return f"<title>{said(text)}</title>"


def said(text: str) -> str:
    """Return text as it may stand in XML."""
    return escape(NOT_XML.sub("", text))


def _value(value: object) -> str:
    return short(value) if isinstance(value, int | float) else said(str(value))


def short(number: float) -> str:
    """Return a number with at most one decimal, as pictures need no more."""
    return f"{number:.1f}".rstrip("0").rstrip(".") if number % 1 else str(int(number))

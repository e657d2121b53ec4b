"""How much room words take: measured by character, on the safe side, and wrapped into it."""

from dataclasses import dataclass
from functools import cache

from chassis.pages.showing import direction

WIDTHS = {
    26: "'‘’ !,.:;ijl|·ìíîïĩīĭįıľłіїј",
    35: "()-I[]`fªº¡²³ÌÍÎÏĨĪĬĮІЇ",
    42: '/\\t{}ťţ“”"r°ŕřгґ„*',
    52: "JcszçćčśşšźżžЈзсkvxyýÿkуэєхкЃГҐ",
    60: "$+0123456789<=>?L^_ae~£§«»×àáâãäåèéêëāăąēĕėęěĹĽŁабвдельяё–−",
    66: "#FTZbdghnopquµßðñòóôõöøùúûüþđğģħńňŋōőŢŤŦũūůűųŹŻŽЗТийнопрцчт",
    72: "ABEKPSVXYÀÁÂÃÄÅÈÉÊËÝÞĀĂĄĒĖĘĚŚŞŠŸЄАБВДЕРХЧЬъ&CDHRUÇÐÙÚÛÜĆČĎĐŘŪŮŰЛНПСЦжмЯЭУК",
    80: "GNOQwÑÒÓÔÕÖØĞŃŇŐЖИЙОЪы",
    90: "Ф%½юфæшњ",
    97: "MWmœМщљ—…→←Æ",
    106: "@ЊЉЮШЩ",
}
"""Hundredths of the size, by character: those of the wider of two usual fonts."""
OF = {character: width / 100 for width, characters in WIDTHS.items() for character in characters}
BOLD = 1.07
ARABIC = 0.5
WIDE = 1.0
OTHERS = 0.66
LEADING, TALL_LEADING = 1.24, 1.42
MORE = "…"
TAIL = 4
"""A word that is broken keeps at least so many letters together."""


@cache
def _one(character: str) -> float:
    if (known := OF.get(character)) is not None:
        return known
    code = ord(character)
    if 0x0600 <= code < 0x0900 or 0xFB50 <= code < 0xFE00:
        return ARABIC
    if 0x1100 <= code < 0x1200 or 0x2E80 <= code < 0xFB00 or code >= 0x1F000:
        return WIDE
    return OTHERS


def width_of(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a line will be at most."""
    return sum(map(_one, text)) * size * (BOLD if bold else 1)


@dataclass(frozen=True)
class Block:
    """Words as they are set: lines of one size, one language."""

    lines: tuple[str, ...]
    size: float
    lang: str
    bold: bool = False
    italic: bool = False
    full: str = ""
    """All of it, where it was cut."""

    @property
    def leading(self) -> float:
        """Return the distance from line to line."""
        return self.size * (TALL_LEADING if direction(self.lang) == "rtl" else LEADING)

    @property
    def height(self) -> float:
        """Return the room it takes."""
        return len(self.lines) * self.leading

    @property
    def width(self) -> float:
        """Return the room that its longest line takes."""
        return max((width_of(line, self.size, self.bold) for line in self.lines), default=0)


def wrap(text: str, width: float, size: float, most: int, bold: bool = False) -> tuple[str, ...]:
    """Return the text in lines that fit; what is too much ends in an ellipsis."""
    lines, line = list[str](), ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width_of(longer, size, bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *broken, line = _broken(word, width, size, bold)
        lines += broken
        if len(lines) > most:
            break
    if line:
        lines.append(line)
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], _cut(f"{lines[most - 1]} {lines[most]}", width, size, bold))


def _broken(word: str, width: float, size: float, bold: bool) -> list[str]:
    """Return a word in pieces that fit, with a hyphen at the end of all but the last."""
    pieces, piece = [], ""
    for character in word:
        if piece and width_of(f"{piece}{character}-", size, bold) > width:
            pieces.append(f"{piece}-")
            piece = ""
        piece += character
    if pieces and (few := TAIL - len(piece)) > 0 and len(pieces[-1]) > 2 * TAIL:
        whole = pieces[-1][:-1]
        pieces[-1], piece = f"{whole[:-few]}-", whole[-few:] + piece
    return [*pieces, piece] if width_of(word, size, bold) > width else [word]


def _cut(text: str, width: float, size: float, bold: bool) -> str:
    while text and width_of(f"{text}{MORE}", size, bold) > width:
        text = text[:-1]
    return f"{text.rstrip(' ,.;:-–')}{MORE}"

"""The colours of the map. What a colour tells, a pattern, a shape or a word tells as well."""

from dataclasses import dataclass

SOFT = "#4a5a63"
LINE = "#ddd8ce"
EDGE = "#66757e"
SHEET = "#ffffff"
PAPER = "#faf8f4"
FJORD = "#0b4a5b"
FJORD_LIGHT = "#2f6474"
MIST = "#e6eff0"
THREAD = "#b3261e"
STAR = "#8a5a00"
STAR_TINT = "#fff1d6"
GOOD = "#1b623a"
GOOD_TINT = "#eef6f0"
BAD_TINT = "#fbf1ef"


@dataclass(frozen=True)
class Ink:
    """What a department is drawn in: strong for lines and edges, pale behind dark words."""

    strong: str
    pale: str


DEPARTMENTS = (
    Ink("#0b4a5b", "#e3eff1"),
    Ink("#8a3b12", "#f9ebe2"),
    Ink("#1b623a", "#e4f1e8"),
    Ink("#5b2a86", "#efe6f6"),
    Ink("#7a5b00", "#f7efd6"),
    Ink("#1d4f9c", "#e4ecf8"),
    Ink("#8c1d5b", "#f8e5ef"),
    Ink("#4a4a4a", "#ececec"),
)
PATTERNS = (
    "",
    "M-1 1l2-2M-1 7L7-1M5 7l2-2",
    "M1.5 3a1.5 1.5 0 0 0 3 0a1.5 1.5 0 0 0-3 0z",
    "M0 3h6",
    "M0 3h6M3 0v6",
    "M3 0v6",
    "M-1 5l2 2M-1-1L7 7M5-1l2 2",
    "M0 0h3v3h-3zM3 3h3v3h-3z",
)
"""What is drawn in white over the strong colour, on a tile of 6 by 6."""
FILLED = ("M1.5", "M0 0h3")
PERSONAS = ("#0b4a5b", "#7a2f8f", "#8a4b00", "#1b623a")


def ink(number: int) -> Ink:
    """Return the colours of the department with this number."""
    return DEPARTMENTS[number % len(DEPARTMENTS)]


def pattern(number: int, id: str) -> str:
    """Return the pattern of the department with this number, to be filled in by its id."""
    shape = PATTERNS[(number + number // len(PATTERNS)) % len(PATTERNS)]
    drawn = ""
    if shape:
        how = 'fill="#fff"' if shape.startswith(FILLED) else 'fill="none" stroke="#fff"'
        drawn = f'<path d="{shape}" {how} stroke-width="1.25"/>'
    return (
        f'<pattern id="{id}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="{ink(number).strong}"/>{drawn}</pattern>'
    )

"""Small signs before words: the shape alone tells them apart, the colour helps."""

from chassis.drawing import tag
from initiatives.drawing.picture import Sign

FJORD, GOOD, WAITING, STOPPED, THREAD, SOFT = (
    *("#0b4a5b", "#1b623a", "#704700"),
    *("#8f1c15", "#b3261e", "#4a5a63"),
)
SHAPES: dict[Sign, tuple[str, str]] = {
    "step": ("M0 6C-3 2.5-4.5.5-4.5-1.5a4.5 4.5 0 0 1 9 0C4.5.5 3 2.5 0 6z", FJORD),
    "persona": ("M-5 6c0-4 2-5.5 5-5.5s5 1.5 5 5.5zM-3-3a3 3 0 0 0 6 0a3 3 0 0 0-6 0z", FJORD),
    "proof": ("M-5-4h4v4c0 2-1 3.5-3.5 4zM1-4h4v4c0 2-1 3.5-3.5 4z", FJORD),
    "yes": ("M-5.5.5l2-2 2.5 2.5L4-4l2 2-7 7z", GOOD),
    "waits": ("M-6-1.5h3v3h-3zM-1.5-1.5h3v3h-3zM3-1.5h3v3h-3z", WAITING),
    "no": ("M-5-3l2-2 3 3 3-3 2 2-3 3 3 3-2 2-3-3-3 3-2-2 3-3z", STOPPED),
    "help": (
        "M0 5.5C-4 2.5-5.5.5-5.5-2A3 3 0 0 1 0-3A3 3 0 0 1 5.5-2C5.5.5 4 2.5 0 5.5z",
        THREAD,
    ),
    "reached": ("M-4-6h1.5V6H-4zM-2.5-5.5h8L3-2.5l2.5 3h-8z", FJORD),
    "more": ("M-5-1h4v-4h2v4h4v2h-4v4h-2v-4h-4z", SOFT),
}


def sign(which: Sign) -> str:
    """Return a sign round the point 0, 0."""
    shape, fill = SHAPES[which]
    return tag("path", d=shape, fill=fill)

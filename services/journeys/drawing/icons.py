"""Small drawings of about 16 by 16 round a point: channels, kinds of contribution, signs."""

from chassis.drawing import INK, tag
from journeys.drawing.colours import SHEET, SOFT, STAR, STAR_TINT

ENVELOPE = "M-7-5H7V5H-7zM-7-5L0 1 7-5"
BUBBLE = "M-7-5.5H7v8.5H-1l-3.5 3.5V3H-7z"
ROUND = "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0"
SHAPES = {
    "in_person": "M-5.7-3.5a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0M-7.5 6v-1c0-4.4 8-4.4 8 0v1"
    "M2.2-2.5a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0M3.7 1.7c3 0 3.8 1.6 3.8 4.3",
    "home_visit": "M-7 0L0-6.5 7 0M-5-1.5V6.5H5V-1.5M-1.5 6.5V2H1.5V6.5",
    "phone": "M-4.5-6.5l2.5-.5 1.5 3.5-1.8 1.4c.9 2 2.4 3.5 4.4 4.4l1.4-1.8 3.5 1.5-.5 2.5"
    "c-.2 1-1 1.5-2 1.5C-2.5 6.5-6.5 1-6.5-4.5c0-1 .9-1.8 2-2z",
    "video": "M-7.5-4.5h10v9h-10zM2.5-1l5-2.5v7l-5-2.5",
    "letter": ENVELOPE,
    "digital_post": "M-7.5-6.5h15v10.5h-15zM-3.5 7H3.5M-3.5-3.5h7v4.5h-7zM-3.5-3.5L0-.8 3.5-3.5",
    "email": "M2.6 0a2.6 2.6 0 1 1-5.2 0a2.6 2.6 0 1 1 5.2 0V1.2c0 2.4 3.6 2.4 3.9-.8"
    "C6.9-4 3.6-6.8-.2-6.8A6.8 6.8 0 1 0 3.6 5.6",
    "sms": f"{BUBBLE}M-3.5-1.3h.01M0-1.3h.01M3.5-1.3h.01",
    "web": f"{ROUND}M-7 0H7M0-7c-4 4-4 10 0 14M0-7c4 4 4 10 0 14",
    "app": "M-4-7.5H4v15H-4zM-1 5.2H1",
    "self_service": "M4-1V-7H-6.5V7H0M-3.5-3.5h4.5M-3.5-.5h3M1 1.5l6.5 2.5-2.7 1-1 2.7z",
    "social_media": "M3.2-4.8a2 2 0 1 0 4 0a2 2 0 1 0-4 0M3.2 4.8a2 2 0 1 0 4 0a2 2 0 1 0-4 0"
    "M-7 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0M-3.2-1l6.6-3M-3.2 1l6.6 3",
    "interpreter": "M-7.5-6.5h9V0h-5l-2.5 2.5V0h-1.5zM4-2.5h3.5V4H6v2.5L3.5 4H-1V2.5",
    "school_platform": "M-8-2L0-6 8-2 0 2zM-4.5-.2V4c2.5 2.2 6.5 2.2 9 0V-.2M8-2V3",
    "other": f"{ROUND}M-3.2 0h.01M0 0h.01M3.2 0h.01",
    "idea": "M-2.2 3.5C-6 .5-5-6.5 0-6.5S6 .5 2.2 3.5zM-2 5.5H2M-1 7.5H1",
    "knowledge": "M0-4C-2-6-5-6-7.5-5.5V5C-5 4.5-2 4.5 0 6.5 2 4.5 5 4.5 7.5 5V-5.5C5-6 2-6 0-4z"
    "M0-4V6.5",
    "resource": "M0 6C-9-.5-6.5-6-3.4-6-1.5-6 0-4.2 0-3.3 0-4.2 1.5-6 3.4-6 6.5-6 9-.5 0 6z",
    "need": "M0-6.5L7.5 6.5H-7.5zM0-2V2M0 4.3h.01",
    "experience": f"{BUBBLE}M-3.5-2.5H3.5M-3.5 0H1",
    "unseen": f"{ROUND}M-7 7L7-7",
    "case": "M-7-5.5h4.5l1.5 2H7V6H-7z",
    "information": f"{ROUND}M0-.5V3.8M0-3.6h.01",
    "person": "M-2.8-3.7a2.8 2.8 0 1 0 5.6 0a2.8 2.8 0 1 0-5.6 0M-5.5 6.5C-5.5-.8 5.5-.8 5.5 6.5z",
    "decision": "M-6-6H6V6H-6zM-3 0l2.2 2.5L3.2-2.5",
    "initiative": "M-5 7.5V-7M-5-6.5H6L3.5-3 6 .5H-5",
    "clock": f"{ROUND}M0-4V0.5L3 2",
}
STAR_SHAPE = "M0-8l2.4 5 5.6.7-4.1 3.8 1 5.5L0 4.3-4.9 7l1-5.5L-8-2.3l5.6-.7z"
MOUTHS = {2: "M-4.2 1.2Q0 6.2 4.2 1.2", 0: "M-3.4 2.6H3.4", -2: "M-3.8 4.4Q0 .2 3.8 4.4"}


def icon(name: str, colour: str = INK) -> str:
    """Return the drawing of a channel, a kind or a sign; one that is not known is three dots."""
    how = {"stroke_linecap": "round", "stroke_linejoin": "round"}
    shape = SHAPES.get(name, SHAPES["other"])
    return tag("path", d=shape, fill="none", stroke=colour, stroke_width=1.5, **how)


def star() -> str:
    """Return the sign of a moment of truth."""
    how = {"stroke_width": 1.25, "stroke_linejoin": "round"}
    return tag("path", d=STAR_SHAPE, fill=STAR_TINT, stroke=STAR, **how)


def face(value: int) -> str:
    """Return how 2, 0 and −2 look."""
    how = {"stroke": SOFT, "stroke_width": 1.4, "stroke_linecap": "round"}
    return (
        tag("circle", r=8, fill=SHEET, **how)
        + tag("path", d="M-2.8-2.2v.6M2.8-2.2v.6", fill="none", **how)
        + tag("path", d=MOUTHS[value], fill="none", **how)
    )


def ball(level: str) -> str:
    """Return how much evidence there is: an empty, half or full circle."""
    dashes = "2 1.6" if level == "none" else None
    inside = {
        "partly": "M0-5.5A5.5 5.5 0 0 1 0 5.5z",
        "full": "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0",
    }
    filled = tag("path", d=inside[level], fill=INK) if level in inside else ""
    ring = tag("circle", r=5.5, fill=SHEET, stroke=INK, stroke_width=1.3, stroke_dasharray=dashes)
    return ring + filled


def mark(number: int, colour: str, how: str) -> str:
    """Return the mark of a persona's feeling: a shape of its own, hollow where it is assumed."""
    shapes = (
        "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0",
        "M-5-5H5V5H-5z",
        "M0-6.5L6 4.5H-6z",
        "M0-6.8L6.8 0 0 6.8-6.8 0z",
    )
    fill = SHEET if how == "assumed" else colour
    dot = tag("circle", r=2, fill=SHEET) if how == "intended" else ""
    shape = shapes[number % len(shapes)]
    return tag("path", d=shape, fill=fill, stroke=colour, stroke_width=2) + dot

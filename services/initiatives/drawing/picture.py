"""What there is to draw: five columns of cards, and the strands of the thread between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Tone = Literal["quote", "plain", "strong", "hidden", "nothing"]
Sign = Literal["step", "persona", "proof", "yes", "waits", "no", "help", "reached", "more"]


@dataclass(frozen=True)
class Words:
    """A text in one language."""

    text: str
    lang: str


@dataclass(frozen=True)
class Row:
    """A line on a card, with a sign before it; strands may end at its key."""

    sign: Sign
    words: Words
    key: str = ""


@dataclass(frozen=True)
class Spot:
    """A value on a day."""

    on: date
    value: float


@dataclass(frozen=True)
class Chart:
    """How something went, from where it began to where it is to be."""

    began: Spot | None
    measured: tuple[Spot, ...]
    target: Spot | None


@dataclass(frozen=True)
class Card:
    """One thing; `original` is what was said, where `words` are its translation."""

    key: str
    tone: Tone
    words: Words
    label: Words | None = None
    original: Words | None = None
    besides: Words | None = None
    """What is said of it besides, where there is room."""
    rows: tuple[Row, ...] = ()
    chart: Chart | None = None
    figure: Words | None = None
    """What stands large under a chart."""
    keep: bool = False
    """Whether others are left out before it where there is too little room."""


@dataclass(frozen=True)
class Column:
    """A part of the story. `nothing` is said where it has no cards yet."""

    title: Words
    cards: Sequence[Card]
    nothing: Words
    more: str = "+{n}"
    """How it is said that there are n more."""


@dataclass(frozen=True)
class Strand:
    """A piece of the thread, from one card to another or to a row of it."""

    start: str
    end: str


@dataclass(frozen=True)
class Picture:
    """All that is to be drawn."""

    title: str
    description: str
    lang: str
    columns: Sequence[Column]
    strands: Sequence[Strand]

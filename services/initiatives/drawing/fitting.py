"""How large each card becomes, so that a column fits a page however many cards there are."""

from dataclasses import dataclass, replace

from chassis.drawing import Block, wrap
from initiatives.drawing.chart import HEIGHT, entry
from initiatives.drawing.picture import Card, Column, Row, Tone, Words

WIDTHS = (236, 208, 188, 240, 180)
GUTTER = 37
WIDTH = sum(WIDTHS) + GUTTER * 4
TOP = 46
TALLEST = 630
"""How tall a column may be, so that the whole fits one page beside its heading."""
INSET, SIGN, LEAD = 11, 19, 3
SIZES: dict[Tone, float] = {"quote": 13.5, "plain": 13.5, "strong": 16, "hidden": 13, "nothing": 13}


@dataclass(frozen=True)
class Room:
    """How much room cards are given."""

    most: int
    """Lines of what a card says."""
    edge: float = 9
    gap: float = 9


ROOMS = (Room(6), Room(5), Room(4), Room(3), Room(2), Room(2, 5, 6), Room(1, 5, 5))
"""From the most to the least."""


@dataclass(frozen=True)
class Set:
    """A card with its words set: ready to be placed and drawn."""

    card: Card
    width: float
    edge: float
    blocks: tuple[tuple[Block, bool], ...]
    """What it says, each with whether it is said quietly."""
    rows: tuple[tuple[Row, Block], ...]
    figure: Block | None
    others: tuple[str, ...] = ()
    """The keys of cards that it stands for."""

    @property
    def head(self) -> float:
        """Return the room that all above the chart and the rows takes."""
        return self.edge + sum(block.height + LEAD for block, _ in self.blocks)

    @property
    def tail(self) -> float:
        """Return the room that the rows take."""
        return sum(block.height + 4 for _, block in self.rows) + (4 if self.rows else 0)

    @property
    def height(self) -> float:
        """Return the room it takes."""
        chart = HEIGHT + 6 if self.card.chart else 0
        figure = self.figure.height + LEAD if self.figure else 0
        return self.head + chart + figure + self.tail + self.edge - LEAD

    @property
    def port(self) -> float:
        """Return how far below its top strands come and go."""
        if self.card.chart:
            return self.head + entry(self.card.chart)
        return self.edge + 24 if self.card.tone == "strong" else self.height / 2


@dataclass(frozen=True)
class Fitted:
    """A column of cards with their words set."""

    sets: tuple[Set, ...]
    gap: float

    @property
    def height(self) -> float:
        """Return how tall it is."""
        return sum(each.height for each in self.sets) + self.gap * (len(self.sets) - 1)


def fit(column: Column, number: int) -> Fitted:
    """Return the cards of a column, set so that they fit; what does not fit is counted."""
    width = WIDTHS[number]
    cards = column.cards or [Card(f"nothing-{number}", "nothing", column.nothing)]
    for room in ROOMS:
        done = Fitted(tuple(_set(card, width, room) for card in cards), room.gap)
        if done.height <= TALLEST:
            return done
    return _cut(done, column, width)


def _cut(done: Fitted, column: Column, width: float) -> Fitted:
    """Leave out what does not fit; one card says how many those are, and stands for them."""
    kept, gone = list(done.sets), list[Set]()
    while len(kept) > 1 and Fitted(tuple(kept), done.gap).height > TALLEST - 36:
        loose = [each for each in kept if not each.card.keep]
        gone.append((loose or kept)[-1])
        kept.remove(gone[-1])
    said = Words(column.more.format(n=len(gone)), column.nothing.lang)
    more = _set(Card("more", "nothing", said), width, ROOMS[-1])
    at = next((n for n, each in enumerate(kept) if each.card.keep), len(kept))
    others = tuple(each.card.key for each in gone)
    return Fitted((*kept[:at], replace(more, others=others), *kept[at:]), done.gap)


def _set(card: Card, width: float, room: Room) -> Set:
    strong, tight = card.tone == "strong", room.edge < INSET - 2
    inside, size = width - 2 * INSET, SIZES[card.tone]
    quiet = card.tone in ("hidden", "nothing")
    said: list[tuple[Block, bool]] = []
    if card.label and (room.most > 2 or strong):
        said.append((_block(card.label, inside, 11.5, 1), True))
    lines = room.most
    if card.original and room.most > 2:
        lines -= 1
        said.append((_block(card.original, inside, size, max(1, room.most - 3)), quiet))
        quiet = True
    bold = strong or card.chart is not None
    said.append((_block(card.words, inside, size, max(lines, 3) if bold else lines, bold), quiet))
    if card.besides and room.most > 2:
        said.append((_block(card.besides, inside, 13, room.most), True))
    rows = card.rows[:1] if tight and not bold else card.rows
    return Set(
        card,
        width,
        room.edge,
        tuple(said),
        tuple((row, _block(row.words, inside - SIGN, 12, 2)) for row in rows),
        _block(card.figure, inside, 15, 2, bold=True) if card.figure else None,
    )


def _block(words: Words, width: float, size: float, most: int, bold: bool = False) -> Block:
    return Block(wrap(words.text, width, size, most, bold), size, words.lang, bold)

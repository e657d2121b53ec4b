"""The lanes of the departments: who meets the person where, and what they hand to each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from chassis.drawing import Block, Sheet, tag, titled
from journeys.drawing import colours
from journeys.drawing.handoffs import Tops, handed
from journeys.drawing.icons import icon
from journeys.drawing.lanes import Lane
from journeys.drawing.routing import SLOT, Way, ways
from journeys.drawing.rows import GUTTER, SIDE, Row
from journeys.drawing.scene import Scene
from journeys.events.journeys import Touchpoint

AIR, BETWEEN, LEAST, STRIP = 7, 6, 34, 9
PREFIX = "map-department"
Meeting = tuple[Touchpoint, Block]


@dataclass(frozen=True)
class Band:
    """One department in one row: its meetings, by the place of their step."""

    department: str
    number: int
    name: Block
    cells: tuple[tuple[Meeting, ...], ...]

    @cached_property
    def height(self) -> float:
        """Return the room it needs."""
        return 2 * AIR + max(LEAST, self.name.height, *map(stacked, self.cells))


def stacked(cell: Sequence[Meeting]) -> float:
    """Return the room that meetings one below the other need."""
    return sum(_high(block) for _, block in cell) + BETWEEN * max(0, len(cell) - 1)


def _high(block: Block) -> float:
    return max(30.0, block.height + 10)


def departments(sheet: Sheet, scene: Scene, row: Row) -> Lane | None:
    """Return the lanes of the departments that are there in a row, hand-offs over them."""
    bands = _bands(scene, row)
    if not bands:
        return None
    found = ways(scene, row, [band.department for band in bands])
    rooms = {
        channel: 4
        + SLOT * max([way.slot + 1 for way in found if way.channel == channel], default=0)
        for channel in range(-1, len(bands))
    }
    tops, at = list[float](), float(rooms[-1])
    for number, band in enumerate(bands):
        tops.append(at)
        at += band.height + rooms[number]

    def draw(y: float) -> list[str]:
        drawn = []
        for top, band in zip(tops, bands, strict=True):
            drawn += _band(sheet, scene, row, band, y + top)
        where = _tops(bands, tops, found, y)
        return drawn + handed(sheet, scene, row, found, where)

    return Lane(at + 10, draw)


def _bands(scene: Scene, row: Row) -> list[Band]:
    there = set[str]()
    for column in row.columns:
        there |= {meeting.owner_department_id for meeting in column.step.touchpoints}
    for handoff, start, end in scene.handoffs:
        there |= {handoff.from_department_id} if row.place(start) is not None else set()
        there |= {handoff.to_department_id} if row.place(end) is not None else set()
    return [
        Band(each, number, _name(scene, each), _cells(scene, row, each))
        for each, number in scene.departments.items()
        if each in there
    ]


def _name(scene: Scene, department: str) -> Block:
    return scene.block(scene.department(department), SIDE - 40, 14, 4, bold=True)


def _cells(scene: Scene, row: Row, department: str) -> tuple[tuple[Meeting, ...], ...]:
    room = row.card - STRIP - 32
    return tuple(
        tuple(
            (meeting, scene.block(scene.text(meeting.title), room, 13.5, 3))
            for meeting in column.step.touchpoints
            if meeting.owner_department_id == department
        )
        for column in row.columns
    )


def _band(sheet: Sheet, scene: Scene, row: Row, band: Band, y: float) -> list[str]:
    ink, wide = colours.ink(band.number), row.right - 12 - GUTTER / 2
    whole = titled(scene.department(band.department).text)
    drawn = [
        sheet.rect(12, y, wide, band.height, whole, rx=6, fill=ink.pale),
        sheet.rect(12, y, 12, band.height, rx=3, fill=f"url(#{PREFIX}-{band.number})"),
        sheet.words(32, y + AIR, band.name, fill=ink.strong),
    ]
    for place, cell in enumerate(band.cells):
        at = y + AIR
        for meeting, block in cell:
            drawn.append(_meeting(sheet, scene, row, place, band, meeting, block, at))
            at += _high(block) + BETWEEN
    return drawn


def _meeting(
    sheet: Sheet,
    scene: Scene,
    row: Row,
    place: int,
    band: Band,
    meeting: Touchpoint,
    block: Block,
    y: float,
) -> str:
    x, high, ink = row.left(place), _high(block), colours.ink(band.number)
    told = [scene.word(meeting.channel), scene.text(meeting.title).text]
    told += [scene.text(meeting.backstage).text] if meeting.backstage else []
    drawn = titled(" · ".join(told))
    drawn += sheet.rect(x, y, row.card, high, rx=4, fill=colours.SHEET, stroke=ink.strong)
    drawn += sheet.rect(x, y, STRIP, high, rx=3, fill=f"url(#{PREFIX}-{band.number})")
    drawn += sheet.put(
        x + STRIP + 14,
        y + high / 2,
        icon(meeting.channel, ink.strong),
    )
    return tag("g", drawn + sheet.words(x + STRIP + 27, y + (high - block.height) / 2, block))


def _tops(bands: Sequence[Band], tops: Sequence[float], found: Sequence[Way], y: float) -> Tops:
    """Return where in y hand-offs leave, arrive and run."""
    lanes = [y + top for top in tops]
    below = [lane + band.height for lane, band in zip(lanes, bands, strict=True)]
    return Tops(
        {
            (n, p): _first(lanes[n], band, cell)
            for n, band in enumerate(bands)
            for p, cell in enumerate(band.cells)
        },
        {
            (n, p): _last(lanes[n], band, cell)
            for n, band in enumerate(bands)
            for p, cell in enumerate(band.cells)
        },
        {channel: (y if channel < 0 else below[channel]) for channel in range(-1, len(bands))},
        frozenset(
            (n, p) for n, band in enumerate(bands) for p, cell in enumerate(band.cells) if cell
        ),
        {n: band.number for n, band in enumerate(bands)},
    )


def _first(top: float, band: Band, cell: Sequence[Meeting]) -> float:
    return top + AIR + _high(cell[0][1]) / 2 if cell else top + band.height / 2


def _last(top: float, band: Band, cell: Sequence[Meeting]) -> float:
    return top + AIR + stacked(cell) - _high(cell[-1][1]) / 2 if cell else top + band.height / 2

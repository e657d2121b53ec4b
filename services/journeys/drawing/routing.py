"""Which way a hand-off goes: in the room between steps and between lanes, over no card."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from chassis.drawing import Block
from journeys.drawing.labels import days
from journeys.drawing.rows import END, SIDE, Row
from journeys.drawing.scene import Scene
from journeys.events.journeys import Handoff

SLOT, ICON, LOST, AIR, EDGE = 26, 18, 16, 9, 3
TRACKS = (0.0, -8.0, 8.0, -4.0, 4.0)
Interval = tuple[float, float]


@dataclass(frozen=True)
class Badge:
    """What stands at a hand-off: what goes over, how long it waits, where it goes on."""

    words: Block
    lost: bool

    @property
    def width(self) -> float:
        """Return how wide it is."""
        more = self.words.width + 4 if self.words.lines else 0
        return 2 * AIR + ICON + more + (LOST if self.lost else 0)


@dataclass(frozen=True)
class Way:
    """The way of one hand-off in one row. A lane or place that lies in another row is None."""

    handoff: Handoff
    source: tuple[int, int] | None
    """Its place and lane in this row."""
    target: tuple[int, int] | None
    badge: Badge
    exit: float
    """Where in x it goes down or up after its source."""
    entry: float
    channel: int
    """The room below the lane of this number; −1 is above all."""
    slot: int = 0

    @property
    def middle(self) -> float:
        """Return where in x the badge stands."""
        return (self.exit + self.entry) / 2

    @property
    def span(self) -> Interval:
        """Return the room in x that it needs between two lanes."""
        half = self.badge.width / 2
        ends = (self.exit, self.entry, self.middle - half, self.middle + half)
        return min(ends) - 3, max(ends) + 3


def ways(scene: Scene, row: Row, lanes: Sequence[str]) -> list[Way]:
    """Return the ways of all hand-offs that begin or end in a row, none over another's badge."""
    lane = {department: number for number, department in enumerate(lanes)}
    used: dict[int, Iterator[int]] = {}
    found = [
        way
        for handoff, start, end in scene.handoffs
        if (way := _way(scene, row, lane, used, handoff, start, end))
    ]
    return _in_slots(found)


def _way(
    scene: Scene,
    row: Row,
    lane: Mapping[str, int],
    used: dict[int, Iterator[int]],
    handoff: Handoff,
    start: int,
    end: int,
) -> Way | None:
    source, target = row.place(start), row.place(end)
    if source is None and target is None:
        return None
    a, b = lane.get(handoff.from_department_id, 0), lane.get(handoff.to_department_id, 0)
    badge = _badge(scene, handoff, start + 1, end + 1, source, target)
    if target is None:
        assert source is not None
        x = _kept_in(row, badge, _track(row, used, source))
        return Way(handoff, (source, a), None, badge, x, x, a)
    into = target if source is not None and target <= source else target - 1
    if source is None:
        x = _kept_in(row, badge, _track(row, used, into))
        return Way(handoff, None, (target, b), badge, x, x, b - 1)
    exit = _track(row, used, source)
    entry = exit if into == source else _track(row, used, into)
    if into == source and a == b:
        exit, entry = row.gutter(into) - 7, row.gutter(into) + 7
    channel = a if b >= a else a - 1
    return Way(handoff, (source, a), (target, b), badge, exit, entry, channel)


def _track(row: Row, used: dict[int, Iterator[int]], gutter: int) -> float:
    taken = next(used.setdefault(gutter, count()))
    return row.gutter(gutter) + TRACKS[taken % len(TRACKS)]


def _kept_in(row: Row, badge: Badge, x: float) -> float:
    """Return where a badge at the edge stands, so that it neither leaves nor hides anything."""
    half = badge.width / 2
    return min(max(x, SIDE - 20 + half), row.right + END - EDGE - half)


def _badge(
    scene: Scene, handoff: Handoff, start: int, end: int, source: int | None, target: int | None
) -> Badge:
    waits = days(scene.lang, handoff.waiting_days) if handoff.waiting_days is not None else ""
    there = "←" if scene.rtl else "→"
    if target is None:
        words = " · ".join(filter(None, (f"{there} {end}", waits)))
    elif source is None:
        words = f"{start} {there}"
    else:
        words = waits
    return Badge(scene.own(words, 200, 12, 1, bold=True), bool(handoff.information_lost))


def _in_slots(found: Sequence[Way]) -> list[Way]:
    """Give each way a slot of its own where others are between the same lanes."""
    taken: dict[int, list[list[Interval]]] = {}
    placed = []
    for way in sorted(found, key=lambda way: (way.span[1] - way.span[0], way.span[0])):
        slots = taken.setdefault(way.channel, [])
        free = (n for n, spans in enumerate(slots) if not any(_meet(way.span, s) for s in spans))
        slot = next(free, len(slots))
        if slot == len(slots):
            slots.append([])
        slots[slot].append(way.span)
        placed.append(Way(**{**vars(way), "slot": slot}))
    return placed


def _meet(one: Interval, other: Interval) -> bool:
    return one[0] < other[1] and other[0] < one[1]

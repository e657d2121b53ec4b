"""What the signs mean: only those that are there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from chassis.drawing import INK, Block, Sheet, tag
from journeys.domain.handoffs import crosses
from journeys.drawing import colours
from journeys.drawing.below import KINDS, flag
from journeys.drawing.feelings import DASHES
from journeys.drawing.handoffs import look
from journeys.drawing.icons import ball, icon, mark, star
from journeys.drawing.lanes import Lane
from journeys.drawing.scene import Scene

Sign = Callable[[float, float], str]
"""Draws a sign, given its middle."""
LINE, BETWEEN, SMALL, LONG, SIZE = 30, 30, 20, 48, 15


@dataclass(frozen=True)
class Entry:
    """A sign and what it means."""

    sign: Sign
    wide: float
    words: Block

    @property
    def width(self) -> float:
        """Return the room it takes."""
        return self.wide + 8 + self.words.width + BETWEEN


def legend(sheet: Sheet, scene: Scene) -> Lane:
    """Return the legend, its entries one after the other, larger where the map is larger."""
    grown = round(max(1.0, min(1.6, sheet.width / 2000)), 2)
    small = replace(sheet, width=sheet.width / grown)
    lane = _legend(small, scene)

    def draw(y: float) -> list[str]:
        return [tag("g", "".join(lane.draw(y / grown)), transform=f"scale({grown:.2f})")]

    return Lane(lane.height * grown, draw)


def _legend(sheet: Sheet, scene: Scene) -> Lane:
    groups = [_personas(sheet, scene), _feelings(sheet, scene), _steps(sheet, scene)]
    groups += [_handoffs(sheet, scene), _icons(sheet, scene)]
    placed, x, line = [], 16.0, 0
    for group in groups:
        for entry in group:
            if x + entry.width - BETWEEN > sheet.width - 16 and x > 16:
                x, line = 16.0, line + 1
            placed.append((x, line, entry))
            x += entry.width

    if not placed:
        return Lane(0, lambda y: [])

    def draw(y: float) -> list[str]:
        drawn = [sheet.line(12, y, sheet.width - 12, y, stroke=colours.EDGE, stroke_width=1)]
        for x, line, entry in placed:
            at = y + 30 + line * LINE
            drawn.append(entry.sign(x + entry.wide / 2, at))
            drawn.append(sheet.words(x + entry.wide + 8, at - entry.words.height / 2, entry.words))
        return drawn

    return Lane(30 + (line + 1) * LINE, draw)


def _entry(scene: Scene, sign: Sign, wide: float, key: str) -> Entry:
    return Entry(sign, wide, scene.own(scene.word(key), 600, SIZE, 1))


def _put(sheet: Sheet, drawing: str, scale: float = 1) -> Sign:
    return lambda x, y: sheet.put(x, y, drawing, scale)


def _personas(sheet: Sheet, scene: Scene) -> Iterable[Entry]:
    felt = {f.persona_id for c in scene.columns for f in c.step.feelings}
    for persona, number in scene.personas.items():
        if persona not in felt:
            continue
        colour = colours.PERSONAS[number % len(colours.PERSONAS)]
        dashes = DASHES[number % len(DASHES)]

        def sign(
            x: float, y: float, n: int = number, c: str = colour, d: str | None = dashes
        ) -> str:
            how = {"stroke": c, "stroke_width": 3, "stroke_dasharray": d}
            line = sheet.line(x - LONG / 2, y, x + LONG / 2, y, **how)
            return line + sheet.put(x, y, mark(n, c, "told"))

        name = scene.block(scene.persona_name(persona), 400, SIZE, 1, bold=True)
        yield Entry(sign, LONG, name)


def _feelings(sheet: Sheet, scene: Scene) -> Iterable[Entry]:
    sources = {f.source for c in scene.columns for f in c.step.feelings}
    told = sources - {"assumed", "intended"}
    for key, there in (("told", told), ("assumed", "assumed" in sources)):
        if there:
            yield _entry(scene, _put(sheet, mark(0, INK, key)), SMALL, key)
    if "intended" in sources:
        yield _entry(scene, _put(sheet, mark(0, INK, "intended")), SMALL, "intended")


def _steps(sheet: Sheet, scene: Scene) -> Iterable[Entry]:
    if any(column.step.moment_of_truth for column in scene.columns):
        yield _entry(scene, _put(sheet, star(), 1.2), SMALL, "truth")
    levels = set(scene.around.evidence.values())
    for level in ("none", "partly", "full"):
        if level in levels:
            yield _entry(scene, _put(sheet, ball(level), 1.2), SMALL, level)


def _handoffs(sheet: Sheet, scene: Scene) -> Iterable[Entry]:
    found = [handoff for handoff, *_ in scene.handoffs]
    for key, across in (("across", True), ("within", False)):
        if any(crosses(handoff) is across for handoff in found):

            def sign(x: float, y: float, strong: bool = across) -> str:
                tip = (("M", x + 22, y), ("L", x + 13, y - 5.5), ("L", x + 13, y + 5.5), ("Z",))
                colour = colours.THREAD if strong else colours.SOFT
                line = sheet.line(x - 22, y, x + 16, y, **look(strong))
                return line + sheet.path(tip, fill=colour)

            yield _entry(scene, sign, LONG, key)
    for what in ("case", "information", "person", "decision"):
        if any(handoff.what == what for handoff in found):
            yield _entry(scene, _put(sheet, icon(what), 0.9), SMALL, what)
    if any(handoff.information_lost for handoff in found):
        yield _entry(scene, _put(sheet, icon("need", colours.THREAD), 0.9), SMALL, "lost")


def _icons(sheet: Sheet, scene: Scene) -> Iterable[Entry]:
    met = [t.channel for c in scene.columns for t in c.step.touchpoints]
    for channel in dict.fromkeys(met):
        yield _entry(scene, _put(sheet, icon(channel)), SMALL, channel)
    there = {kind for counts in scene.around.ideas.values() for kind, n in counts.items() if n}
    for kind in KINDS:
        if kind in there:
            yield _entry(scene, _put(sheet, icon(kind, colours.FJORD)), SMALL, kind)
    flags = [each for flown in scene.around.initiatives.values() for each in flown]
    for key, stopped in (("initiative", False), ("stopped", True)):
        if any(each.stopped is stopped for each in flags):
            yield _entry(scene, _put(sheet, flag(stopped)), SMALL, key)

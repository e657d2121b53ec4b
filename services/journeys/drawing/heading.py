"""The head of the map: what journey it is, of what kind, and how far it has come."""

from chassis.drawing import INK, Sheet
from journeys.domain.handoffs import crosses
from journeys.drawing import colours
from journeys.drawing.lanes import Lane
from journeys.drawing.scene import Scene

EDGE = 16
LONGEST = 1500
"""Lines longer than this are hard to read."""


def heading(sheet: Sheet, scene: Scene) -> Lane:
    """Return the head of the map."""
    grown = max(1.0, min(2.2, sheet.width / 1500))
    gap = 7 * grown
    journey, room = scene.journey, min(sheet.width - 2 * EDGE, LONGEST * grown)
    kind = f"{scene.word(journey.type)} · {scene.word(journey.status)}"
    kind = f"{scene.word('made_up')} · {kind}" if scene.around.made_up else kind
    blocks = [
        (scene.own(kind, room, 15 * grown, 2, bold=True), colours.THREAD),
        (scene.block(scene.text(journey.title), room, 36 * grown, 3, bold=True), INK),
        (scene.block(scene.text(journey.description), room, 17 * grown, 3), colours.SOFT),
        (scene.own(counted(scene), room, 14 * grown, 2), colours.SOFT),
    ]

    def draw(y: float) -> list[str]:
        drawn, at = [], y + EDGE
        for block, colour in blocks:
            drawn.append(sheet.words(EDGE, at, block, fill=colour))
            at += block.height + (gap if block.lines else 0)
        return drawn

    return Lane(EDGE + sum(b.height + (gap if b.lines else 0) for b, _ in blocks) + 12, draw)


def counted(scene: Scene) -> str:
    """Return the journey in one sentence of numbers."""
    across = sum(crosses(handoff) for handoff, *_ in scene.handoffs)
    stages, steps = len(scene.journey.stages), len(scene.columns)
    return scene.word("summed").format(stages=stages, steps=steps, across=across)

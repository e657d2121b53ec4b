"""The map of a journey as a picture: drawn by pure functions, fit to be hung on a wall."""

from chassis.drawing import FONT, Sheet, said, short, tag
from journeys.drawing import colours
from journeys.drawing.below import ideas, initiatives
from journeys.drawing.departments import PREFIX, departments
from journeys.drawing.feelings import feelings
from journeys.drawing.heading import counted, heading
from journeys.drawing.lanes import Lane
from journeys.drawing.legend import legend
from journeys.drawing.rows import PITCH, Row, better_pitch, laid_out
from journeys.drawing.scene import Around, Flag, Mapped, Scene
from journeys.drawing.stages import stages
from journeys.drawing.steps import done, steps, thought

__all__ = ["Around", "Flag", "Mapped", "Scene", "draw"]

LANES = (stages, steps, done, thought, feelings, departments, ideas, initiatives)
BETWEEN = 26


def draw(scene: Scene) -> str:
    """Return the map as SVG that stands alone or in a page."""
    width, parts = _parts(scene, PITCH)
    pitch = better_pitch(width, sum(part.height for part in parts))
    width, parts = _parts(scene, pitch)
    drawn, y = list[str](), 0.0
    for part in parts:
        drawn += part.draw(y)
        y += part.height
    return _svg(scene, width, y, "".join(drawn))


def _parts(scene: Scene, pitch: float) -> tuple[float, list[Lane]]:
    """Return how wide the map is, and all that stands one below the other."""
    width, rows = laid_out(scene, pitch)
    sheet = Sheet(width, scene.rtl)
    below = [_row(sheet, scene, row) for row in rows]
    return width, [heading(sheet, scene), *below, legend(sheet, scene)]


def _row(sheet: Sheet, scene: Scene, row: Row) -> Lane:
    lanes = [lane for make in LANES if (lane := make(sheet, scene, row))]

    def draw(y: float) -> list[str]:
        drawn = list[str]()
        for lane in lanes:
            drawn += lane.draw(y)
            y += lane.height
        return drawn

    return Lane(sum(lane.height for lane in lanes) + BETWEEN, draw)


def _svg(scene: Scene, width: float, height: float, drawn: str) -> str:
    title, lang = scene.text(scene.journey.title), scene.lang
    patterns = [colours.pattern(n, f"{PREFIX}-{n}") for n in scene.departments.values()]
    inside = tag("title", said(title.text), id="map-title")
    inside += tag("desc", said(f"{counted(scene)} {scene.word('table')}"), id="map-desc")
    inside += tag("defs", "".join(patterns)) if patterns else ""
    inside += tag("rect", width=width, height=height, fill=colours.SHEET)
    return tag(
        "svg",
        inside + drawn,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {short(width)} {short(height)}",
        width=width,
        height=height,
        role="img",
        aria_labelledby="map-title map-desc",
        lang=lang,
        font_family=FONT,
    )

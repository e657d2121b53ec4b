"""The example as it is played: each act by those whose part it is, each step done once."""

import io
import sys
from collections.abc import Callable
from datetime import date

from chassis.words import _
from samskab.imports.progress import Progress
from samskab.story.cast import Players
from samskab.story.content import Content
from samskab.story.play import findings, initiatives, journey, voices
from samskab.story.play.scene import Scene
from samskab.story.play.thread import wait_for_all_of_it

ACTS = (voices, journey, findings, initiatives)


def play(players: Players, content: Content, day: date, say: Callable[[str], str]) -> Scene:
    """Play all of it, or what is left of it, with a bar on a terminal; return what there is now."""
    label, counts = say(_("Playing the example")), say(_("{done} of {total}"))
    out = sys.stderr if sys.stderr.isatty() else io.StringIO()
    total = sum(act.length(content) for act in ACTS)
    with Progress(label, total, out, counts) as progress:
        scene = Scene(players, content, day, progress)
        for act in ACTS:
            act.play(scene)
    wait_for_all_of_it(scene)
    return scene

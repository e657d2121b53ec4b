"""The story: one idea's way from a citizen's sentence to an answer, played on a running Samskab.

Everybody in it is made up. It is played through the public API and events as anyone could, and
can be told as often as you like: what happened already does not happen again.
"""

import click

from chassis.errors import Busy, Refusal
from chassis.settings import PartSettings
from chassis.words import Sentence, _
from samskab.client import Refused, Unreachable
from samskab.parts import DOOR, settings_of
from samskab.story.cast import players
from samskab.story.play import Play
from samskab.story.telling import Telling
from samskab.story.waiting import TooSlow
from samskab.telling import language

TROUBLE = (Refused, Unreachable, TooSlow, Busy, Refusal, OSError)


@click.command()
def story() -> None:
    """Tell how an idea finds its way, on a Samskab that is up: in Danish, or with STORY=en."""
    settings = settings_of(DOOR)
    if not tell(settings.public_url, language(), settings):
        raise click.exceptions.Exit(1)


def tell(door: str, lang: str, settings: PartSettings | None = None) -> bool:
    """Play the story and tell it as it happens; trouble is told, too, and stops only the story."""
    telling = Telling(lang)
    try:
        with players(settings or settings_of(DOOR), door, lang) as them:
            Play(them, telling).play()
    except TROUBLE as trouble:
        telling.say(_("The story stops here: {why}", why=_why(trouble)))
        return False
    return True


def _why(trouble: Exception) -> str:
    if isinstance(trouble, TooSlow):
        return trouble.sentence
    return Sentence(trouble.detail, trouble.facts) if isinstance(trouble, Refusal) else str(trouble)

"""The story: from a citizen's sentence to a measured effect, played on a running Samskab.

Everybody and everything in it is made up. It is played through the public API and events as
anyone could, and can be told as often as you like: what happened already does not happen again.
"""

from functools import partial

import click

from chassis.clock import now
from chassis.errors import Busy, Refusal
from chassis.settings import Environment, PartSettings
from chassis.words import Sentence, _
from samskab.client import Refused, Unreachable
from samskab.parts import DOOR, settings_of
from samskab.story.cast import Players, players
from samskab.story.content import ContentWrong, read
from samskab.story.keeping import Kept, make_ready
from samskab.story.play import play
from samskab.story.tale import Told, tale
from samskab.story.telling import Telling
from samskab.story.waiting import TooSlow
from samskab.telling import WORDS, language

TROUBLE = (Refused, Unreachable, TooSlow, ContentWrong, Busy, Refusal, OSError)


@click.command()
def story() -> None:
    """Play the example on a Samskab that is up, and tell it: in Danish, or with STORY=en."""
    settings = settings_of(DOOR)
    if not tell(settings.public_url, language(), settings):
        raise click.exceptions.Exit(1)


def tell(door: str, lang: str, settings: PartSettings | None = None) -> bool:
    """Play the example and tell it; trouble is told, too, and stops only the story."""
    telling, settings = Telling(lang), settings or settings_of(DOOR)
    if settings.env is Environment.PRODUCTION:
        telling.say(_("The example is not played in production."))
        return False
    try:
        make_ready(settings.data_dir)
        with players(settings, door, lang) as them:
            tale(them, _played(them, Kept(settings.data_dir), lang), telling)
    except TROUBLE as trouble:
        telling.say(_("The story stops here: {why}", why=_why(trouble)))
        return False
    return True


def _played(them: Players, kept: Kept, lang: str) -> Told:
    """Return what the example left behind, after playing what of it was not played yet."""
    try:
        told = Told(**kept.read()["told"])
        them.anyone.get(f"/api/initiatives/{told.initiative}")
        return told
    except (KeyError, TypeError, Refused):
        content, day = read(), kept.day(now().date())
        told = Told.of(play(them, content, day, partial(WORDS.say, lang)))
        kept.write(told=vars(told))
        return told


def _why(trouble: Exception) -> str:
    if isinstance(trouble, TooSlow):
        return trouble.sentence
    return Sentence(trouble.detail, trouble.facts) if isinstance(trouble, Refusal) else str(trouble)

"""How the story is told: a numbered paragraph for what happens, a line for what can be clicked."""

import click

from chassis.words import Words
from samskab.telling import WORDS


class Telling:
    """Tells in one language, as it happens."""

    def __init__(self, lang: str, words: Words = WORDS) -> None:
        self.lang, self.words, self.number = lang, words, 0

    def say(self, sentence: str, *lines: str) -> None:
        """Tell something that belongs to no step."""
        click.echo(f"\n{self.words.say(self.lang, sentence)}")
        self._lines(lines)

    def step(self, sentence: str, *lines: str) -> None:
        """Tell the next thing that happened, with what there is to see of it."""
        self.number += 1
        click.echo(f"\n{self.number}. {self.words.say(self.lang, sentence)}")
        self._lines(lines)

    def _lines(self, lines: tuple[str, ...]) -> None:
        for line in lines:
            click.echo(f"   {self.words.say(self.lang, line)}")

"""How the story is told: a numbered paragraph for what happens, a line for what can be clicked."""

import textwrap

import click

from chassis.words import Words
from samskab.telling import WORDS

WIDTH, INDENT = 96, "   "


class Telling:
    """Tells in one language, as it happens."""

    def __init__(self, lang: str, words: Words = WORDS) -> None:
        self.lang, self.words, self.number = lang, words, 0

    def say(self, sentence: str, *lines: str) -> None:
        """Tell something that belongs to no step."""
        self._tell(self.words.say(self.lang, sentence), lines)

    def step(self, sentence: str, *lines: str) -> None:
        """Tell the next thing that happened, with what there is to see of it."""
        self.number += 1
        self._tell(f"{self.number}. {self.words.say(self.lang, sentence)}", lines)

    def _tell(self, paragraph: str, lines: tuple[str, ...]) -> None:
        wrapped = textwrap.fill(
            paragraph,
            WIDTH,
            subsequent_indent=INDENT,
            break_long_words=False,
            break_on_hyphens=False,
        )
        click.echo(f"\n{wrapped}")
        for line in lines:
            click.echo(f"{INDENT}{self.words.say(self.lang, line)}")

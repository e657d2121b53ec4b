"""What a message says, in the reader's language, made whenever it is read or posted.

Titles and reasons come from the newest copies: what may not be seen any more is not said either.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from chassis.words import FIRST, Words
from notifications.actions.copies import Copies, Copy
from notifications.domain.messages import Message
from notifications.wording.facts import facts_of
from notifications.wording.links import link_of

TEMPLATES = Path(__file__).parent.parent / "templates"


@dataclass(frozen=True)
class Said:
    """A message in words. `link` begins at the door, `action` says where it leads."""

    subject: str
    paragraphs: tuple[str, ...]
    link: str
    action: str


class Wording:
    """Finds the words."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.text = _environment(autoescape=False)
        self.html = _environment(autoescape=True)

    def say(self, message: Message, copies: Copies, lang: str) -> Said:
        """Return the message in a language, as far as the newest copies may be told."""
        template = self.text.get_template(f"mails/{message.template}.txt")
        facts = facts_of(message, copies, lang) | {
            "_": self.translator(lang),
            "_n": partial(self.words.say_many, lang),
        }
        link = link_of(message, copies)
        return Said(
            subject=" ".join(block(template, "subject", facts).split()),
            paragraphs=paragraphs(block(template, "text", facts)),
            link=link.path,
            action=self.words.say(lang, link.action),
        )

    def translator(self, lang: str) -> Any:
        """Return what says sentences in a language."""
        return partial(self.words.say, lang)

    def language(self, wanted: str, idea: Copy) -> str:
        """Return the language to write in: the one asked for, the contribution's, or ours."""
        for lang in (wanted, str(idea.get("language", "")).partition("-")[0]):
            if lang in self.words.languages:
                return lang
        return FIRST


def block(template: Template, name: str, facts: Mapping[str, Any]) -> str:
    """Return one block of a template."""
    return "".join(template.blocks[name](template.new_context(dict(facts))))


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the parts of a text that stand apart by an empty line."""
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())


def _environment(autoescape: bool) -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

"""What a message says, in the reader's language, made whenever it is read or posted.

Titles and reasons come from the newest copies: what may not be seen any more is not said either.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from chassis.pages.showing import best
from chassis.words import FIRST, Words, _
from notifications.domain.addresses import has_control
from notifications.domain.messages import Message

TEMPLATES = Path(__file__).parent / "templates"
LONGEST_TITLE = 80
OPEN_ISOLATE, CLOSE_ISOLATE = "\u2068", "\u2069"
SEE_IT = _("See your contribution")
TRACK_IT = _("Follow your contribution with your code")


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

    def say(self, message: Message, idea: Mapping[str, Any], lang: str) -> Said:
        """Return the message in a language; `idea` is our newest copy of what it is about."""
        seen = idea if idea.get("visibility") == "public" and not idea.get("withheld") else {}
        template = self.text.get_template(f"mails/{message.template}.txt")
        facts = {
            "title": isolated(best(seen.get("title", ()), lang).text),
            "reason": best(seen.get("reason", ()), lang).text,
            "_": self.translator(lang),
        }
        link, action = (f"/ideas/{message.about}", SEE_IT) if seen else ("/track", TRACK_IT)
        return Said(
            subject=" ".join(block(template, "subject", facts).split()),
            paragraphs=paragraphs(block(template, "text", facts)),
            link=link,
            action=self.words.say(lang, action),
        )

    def translator(self, lang: str) -> Any:
        """Return what says sentences in a language."""
        return partial(self.words.say, lang)

    def language(self, wanted: str, idea: Mapping[str, Any]) -> str:
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


def isolated(title: str) -> str:
    """Return a title so that it cannot turn or break the line it stands in (UAX 9)."""
    kept = "".join(" " if has_control(c) else c for c in title)
    line = " ".join(kept.split())
    if len(line) > LONGEST_TITLE:
        line = f"{line[: LONGEST_TITLE - 1].rstrip()}…"
    return f"{OPEN_ISOLATE}{line}{CLOSE_ISOLATE}" if line else ""


def _environment(autoescape: bool) -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

"""Sentences in the reader's language. The English one is the key; `words/<lang>.po` has the others.

A package keeps its catalogs beside its code. They are read at start; there is nothing to compile.
`{names}` in a sentence are filled in from facts when it is said.
"""

import gettext
import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CHASSIS = Path(__file__).parent.parent
FIRST = "da"
"""The language of whoever did not say which."""
NAMES = re.compile(r"\{(\w+)\}")
Fact = Callable[[object], str]


class Sentence(str):
    """A sentence with its facts, still to be translated: as text it is the English one."""

    __slots__ = ("facts", "key")
    key: str
    facts: Mapping[str, object]

    def __new__(cls, key: str, facts: Mapping[str, object] | None = None) -> "Sentence":
        """Keep the key beside the English text."""
        said = super().__new__(cls, fill(key, facts or {}))
        said.key, said.facts = key, facts or {}
        return said

    def format(self, *args: object, **facts: object) -> "Sentence":
        """Return the sentence with these facts (marshmallow's validators fill theirs in so)."""
        return Sentence(self.key, dict(self.facts) | facts)

    def __reduce__(self) -> tuple[Any, ...]:
        return Sentence, (self.key, dict(self.facts))


def _(key: str, **facts: object) -> Sentence:
    """Mark a sentence in the code; it is translated when somebody is told."""
    return Sentence(key, facts)


def fill(text: str, facts: Mapping[str, object], fact: Fact = str) -> str:
    """Return the text with its `{names}` filled in; a name without a fact stays as it is.

    Facts are never read as patterns, so that what a person wrote cannot ask for more.
    """
    if "{" not in text:
        return text
    return NAMES.sub(lambda m: fact(facts[m[1]]) if m[1] in facts else m[0], text)


class Words:
    """The catalogs of the chassis and of the packages (their folders) that say more."""

    def __init__(self, *packages: Path) -> None:
        self._catalogs: dict[str, gettext.NullTranslations] = {"en": gettext.NullTranslations()}
        for package in (CHASSIS, *packages):
            for file in sorted(package.glob("words/*.po")):
                self._add(file)
        others = sorted(self._catalogs.keys() - {FIRST})
        self.languages: tuple[str, ...] = (FIRST, *others)

    def _add(self, file: Path) -> None:
        found = read_catalog(file)
        if file.stem in self._catalogs:
            found.add_fallback(self._catalogs[file.stem])
        self._catalogs[file.stem] = found

    def translate(self, lang: str, key: str) -> str:
        """Return the sentence in a language, its `{names}` not filled in."""
        return self._of(lang).gettext(key) if key else ""

    def translate_many(self, lang: str, one: str, many: str, n: int) -> str:
        """Return the form that goes with `n` in a language, its `{names}` not filled in."""
        return self._of(lang).ngettext(one, many, n)

    def say(self, lang: str, sentence: str, **facts: object) -> str:
        """Return the sentence in a language; one that has no translation is said in English."""
        if isinstance(sentence, Sentence):
            facts = {**sentence.facts, **facts}
            sentence = sentence.key
        return fill(self.translate(lang, sentence), facts, lambda fact: self._told(lang, fact))

    def say_many(self, lang: str, one: str, many: str, n: int, **facts: object) -> str:
        """Return the one of both forms (or of the language's own) that goes with `n`."""
        text = self.translate_many(lang, one, many, n)
        return fill(text, {"n": n, **facts}, lambda fact: self._told(lang, fact))

    def _told(self, lang: str, fact: object) -> str:
        return self.say(lang, fact) if isinstance(fact, Sentence) else str(fact)

    def _of(self, lang: str) -> gettext.NullTranslations:
        return self._catalogs.get(lang) or self._catalogs["en"]


def read_catalog(file: Path) -> gettext.GNUTranslations:
    """Return a catalog that gettext can ask, from a `.po` file."""
    with file.open("rb") as text:
        catalog = read_po(text, locale=file.stem, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)

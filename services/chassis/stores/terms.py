"""What a document is found by besides its fields: words of texts, and members of lists.

Texts are cut alike for every engine, so that all find the same. Case, accents and the way a
letter is written make no difference: æ is ae, ø is oe and å is aa, as in Danish names; every alef
is an alef and every yeh a yeh, as people type them.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from chassis.stores import Body, Kind
from chassis.stores.bodies import dig, reach

VERSION = 1
"""To be counted up with every change below: what was kept before is then made anew."""
WORD = re.compile(r"\w+")
ALIKE = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": None}
    | {ord("٠") + n: str(n) for n in range(10)}
    | {ord("۰") + n: str(n) for n in range(10)}
)
ANYWHERE = "*"
"""The field of a `text` condition that asks all text fields of the kind together."""
Term = tuple[str, str]
"""A field, and a word in it or a member of it."""


def words(text: str) -> set[str]:
    """Return the words of a text as they are kept and asked for."""
    plain = text.lower()
    if not text.isascii():
        plain = unicodedata.normalize("NFKC", text).casefold().translate(ALIKE)
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return set(WORD.findall(plain))


def members(kind: Kind, body: Body) -> set[Term]:
    """Return what `has` and `any` find this document by."""
    lists = [(name, each) for name in kind.multi for each in reach(body, name)]
    return {(name, member) for name, each in lists for member in _strings(each)}


def contents(kind: Kind, body: Body) -> set[Term]:
    """Return what `text` finds this document by."""
    texts = [(name, text) for name in kind.text for text in _strings(dig(body, name))]
    return {(name, word) for name, text in texts for word in words(text)}


def wanted(kind: Kind, field: str, op: str, value: Any) -> Sequence[str]:
    """Return the members of which one must be there."""
    if field not in kind.multi:
        raise ValueError(f"{kind.name}.{field} is not declared in Kind.multi.")
    return [value] if op == "has" else list(value)


def sought(kind: Kind, field: str, text: str) -> list[list[Term]]:
    """Return the words that must all be there, each in one of these fields."""
    if field not in (*kind.text, ANYWHERE):
        raise ValueError(f"{kind.name}.{field} is not declared in Kind.text.")
    fields = kind.text if field == ANYWHERE else (field,)
    return [[(name, word) for name in fields] for word in sorted(words(text))]


def _strings(value: Any) -> Iterator[str]:
    """Give the texts in a string, a list of strings, or a list of objects with a `text`."""
    for each in value if isinstance(value, list | tuple) else [value]:
        text = each.get("text") if isinstance(each, dict) else each
        if isinstance(text, str):
            yield text

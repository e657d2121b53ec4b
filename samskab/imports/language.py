"""Which language texts are in, told from their most common words: enough to be a default."""

import re
from collections.abc import Iterable

WORDS = {
    "da": "og ikke er det der som til på med af en et vi kan skal bør jeg også eller flere",
    "de": "und nicht ist das die der den zu mit von ein eine wir kann soll auch oder für mehr",
    "en": "and not is the that which to with of a an we can should also or for more in",
}
COMMON = {lang: frozenset(words.split()) for lang, words in WORDS.items()}
WORD = re.compile(r"[^\W\d_]+")
ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")


def guessed(texts: Iterable[str], otherwise: str) -> str:
    """Return the language that most of the words point at; without any, the other one."""
    words = [word for text in texts for word in WORD.findall(text.casefold())]
    points = {lang: sum(word in common for word in words) for lang, common in COMMON.items()}
    best = max(points, key=lambda lang: points[lang])
    return best if points[best] else otherwise


def by_script(text: str, otherwise: str) -> str:
    """Return `ar` for a text that is mostly in Arabic letters, else the other language."""
    letters = sum(c.isalpha() for c in text)
    return "ar" if letters and len(ARABIC.findall(text)) * 2 > letters else otherwise

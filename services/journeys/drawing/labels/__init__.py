"""The words of the map itself, in the languages it can be labelled in: a module for each."""

from babel.units import format_unit

from journeys.drawing.labels import ar, da, en, uk

LABELS = {"da": da.WORDS, "en": en.WORDS, "ar": ar.WORDS, "uk": uk.WORDS}


def labelled(lang: str) -> str:
    """Return the language that a map in this language is labelled in."""
    base = lang.partition("-")[0]
    return base if base in LABELS else "en"


def label(lang: str, key: str) -> str:
    """Return a word of the map; one that is not known here says itself."""
    return LABELS[labelled(lang)].get(key, key.replace("_", " "))


def days(lang: str, number: int) -> str:
    """Return a number of days in words that fit beside an arrow."""
    return format_unit(number, "duration-day", length="short", locale=labelled(lang))

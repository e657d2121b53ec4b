"""What stood in a field in the reader's language, and what stands there now."""

from chassis.pages.merging import said_anew
from chassis.pages.showing import best
from initiatives.events.parts import Texts


def reworded(before: Texts, lang: str, now: Texts) -> Texts:
    """Return a text as a form has it now: what was left alone, and other languages, stay.

    A field that was emptied takes away the text that stood in it, whatever its language.
    """
    shown, said = best(before, lang), best(now, lang)
    if said.text == shown.text:
        return before
    return said_anew(before, lang if now else shown.lang, now)

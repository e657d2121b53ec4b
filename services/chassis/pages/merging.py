"""A text changed in one of its languages: the others stay as they are."""

from dataclasses import replace

from chassis.changes import Text, TextSource

Texts = tuple[Text, ...]


def said_anew(before: Texts, lang: str, now: Texts) -> Texts:
    """Return a text with other words in one language; no words take that language away."""
    kept = [text for text in before if text.lang != lang]
    if not now:
        return tuple(_led(kept))
    there = next((text for text in before if text.lang == lang), None)
    source = there.source if there else TextSource.HUMAN if kept else TextSource.ORIGINAL
    if there and there.text != now[0].text and source is TextSource.MACHINE:
        source = TextSource.HUMAN
    newer = Text(lang, now[0].text, source)
    texts = [newer if text.lang == lang else text for text in before]
    return tuple(texts if there else [*texts, newer])


def _led(texts: list[Text]) -> list[Text]:
    """Return texts of which the first is the original, as it must be."""
    if texts:
        texts[0] = replace(texts[0], source=TextSource.ORIGINAL)
    return texts

"""What journeys hears: that a contribution may not be seen any more, and its own evidence."""

from dataclasses import dataclass

from chassis.listening import Ears, News
from journeys.actions import Evidences


@dataclass(frozen=True)
class About:
    """What we rely on in a fact: what it is about. The rest is read where it is kept."""

    id: str


def hear_neighbours(ears: Ears, evidence: Evidences) -> None:
    """React to others, from the newest copies of what is theirs."""

    @ears.about("idea", About)
    def hide_quotes(news: News, idea: About) -> None:
        evidence.hide_quotes(news.cause, idea.id)


def hear_ourselves(ears: Ears, evidence: Evidences) -> None:
    """React to our own facts: evidence is kept before we look whether its idea is still public."""

    @ears.about("evidence", About)
    def hide_a_quote(news: News, quote: About) -> None:
        evidence.hide(news.cause, quote.id)

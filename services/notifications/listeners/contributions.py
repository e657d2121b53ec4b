"""What happens to contributions and offers of help: told to their givers, and to who asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from chassis.listening import Ears, News
from notifications.actions import Messages, Turns
from notifications.domain.messages import Message, Template, author, message
from notifications.listeners.turning import once_for, turn

IDEA = "dk.samskab.idea"
TOLD = {
    f"{IDEA}.submitted.v1": Template.RECEIVED,
    f"{IDEA}.published.v1": Template.PUBLISHED,
    f"{IDEA}.rejected.v1": Template.REJECTED,
    f"{IDEA}.declined.v1": Template.DECLINED,
    f"{IDEA}.withdrawn.v1": Template.WITHDRAWN,
    f"{IDEA}.corrected.v1": Template.CORRECTED,
    f"{IDEA}.quarantined.v1": Template.QUARANTINED,
}
"""A tally that has changed is told to nobody."""
OFFER = "dk.samskab.offer"
ASKED, RELEASED = f"{OFFER}.asked.v1", f"{OFFER}.released.v1"
OFFERS = {
    ASKED: Template.OFFER_ASKED,
    f"{OFFER}.confirmed.v1": Template.OFFER_CONFIRMED,
    f"{OFFER}.used.v1": Template.OFFER_USED,
    RELEASED: Template.OFFER_RELEASED,
    f"{OFFER}.expired.v1": Template.OFFER_EXPIRED,
}
"""Told to the giver. That somebody was late with asking (taken) is told to nobody."""
ANSWERS = {
    f"{OFFER}.confirmed.v1": Template.GIVER_CONFIRMED,
    f"{OFFER}.refused.v1": Template.GIVER_REFUSED,
}
"""Told to the department that asked."""


@dataclass(frozen=True)
class Offer:
    """What we rely on in an offer of help."""

    status: str = ""


@dataclass(frozen=True)
class Given:
    """What we rely on in every fact about a contribution."""

    id: str
    process_id: str
    owner_department_id: str
    tracking_hash: str = ""
    withheld: bool = False
    match_id: str = ""
    initiative_id: str = ""
    offer: Offer = Offer()


Heard = Sequence[tuple[News, Given]]


def hear_contributions(ears: Ears, messages: Messages, turns: Turns) -> None:
    """Tell those who gave something what happens to it, and departments what givers say."""

    def tell_the_authors(heard: Heard) -> None:
        messages.tell([_to_giver(*each, TOLD) for each in _new(heard)])

    def tell_the_givers(heard: Heard) -> None:
        told = [_to_giver(*each, OFFERS) for each in _new(heard) if _is_news(*each)]
        messages.tell([each for each in told if _concerns(messages, each)])

    def tell_who_asked(heard: Heard) -> None:
        turns.keep(
            [
                turn(news, given, ANSWERS[news.event.type], given.match_id, given.initiative_id)
                for news, given in _new(heard)
                if given.initiative_id
            ]
        )

    for types, handler in (
        (TOLD, tell_the_authors),
        (OFFERS, tell_the_givers),
        (ANSWERS, tell_who_asked),
    ):
        for type_ in types:
            ears.together(type_, Given)(handler)


def _new(heard: Heard) -> Heard:
    return [each for each in heard if each[0].fresh and each[1].tracking_hash]


def _to_giver(news: News, given: Given, templates: dict[str, Template]) -> Message:
    told = turn(news, given, templates[news.event.type], given.match_id, given.initiative_id)
    if news.event.type == ASKED:
        told = once_for(told, "match")
    return message(told, author(given.tracking_hash))


def _is_news(news: News, given: Given) -> bool:
    """Tell whether it is said; that an offer is released by its last day is said with that."""
    ended = news.event.type == RELEASED and given.offer.status == "expired"
    return not given.withheld and not ended


def _concerns(messages: Messages, told: Message) -> bool:
    """Tell whether a giver is to hear of it: who was never asked need not know it is over."""
    if told.template is not Template.OFFER_RELEASED:
        return True
    return messages.was_told(once_for(told, "match").fact, told.person)

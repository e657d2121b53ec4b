"""What notifications hears: what happens to contributions, and whom it concerns."""

from collections.abc import Sequence
from dataclasses import dataclass

from chassis.codec import moment
from chassis.listening import Ears, News
from notifications.actions import Messages
from notifications.domain.messages import Happening, Template, author

TOLD = {
    "dk.samskab.idea.submitted.v1": Template.RECEIVED,
    "dk.samskab.idea.published.v1": Template.PUBLISHED,
    "dk.samskab.idea.rejected.v1": Template.REJECTED,
    "dk.samskab.idea.declined.v1": Template.DECLINED,
    "dk.samskab.idea.withdrawn.v1": Template.WITHDRAWN,
    "dk.samskab.idea.corrected.v1": Template.CORRECTED,
    "dk.samskab.idea.quarantined.v1": Template.QUARANTINED,
}
"""A tally that has changed is told to nobody."""


@dataclass(frozen=True)
class Given:
    """What we rely on in every fact about a contribution."""

    id: str
    process_id: str
    owner_department_id: str
    tracking_hash: str = ""


def hear(ears: Ears, messages: Messages) -> None:
    """Tell those who gave something what happens to it."""

    def tell_the_authors(heard: Sequence[tuple[News, Given]]) -> None:
        wanted = [each for each in heard if each[0].fresh and each[1].tracking_hash]
        messages.tell([_happening(*each) for each in wanted])

    for type_ in TOLD:
        ears.together(type_, Given)(tell_the_authors)


def _happening(news: News, given: Given) -> Happening:
    event = news.event
    return Happening(
        fact=f"{event.source}/{event.id}",
        template=TOLD[event.type],
        person=author(given.tracking_hash),
        about=given.id,
        process_id=given.process_id,
        owner_department_id=given.owner_department_id,
        revision=event.revision,
        at=moment(event.attributes["time"]),
        traceparent=news.cause.traceparent,
    )

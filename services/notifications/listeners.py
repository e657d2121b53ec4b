"""What notifications hears: what happens to contributions, and whom it concerns."""

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

    def tell_the_author(news: News, given: Given) -> None:
        if not news.fresh or not given.tracking_hash:
            return
        event = news.event
        messages.tell(
            Happening(
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
        )

    for type_ in TOLD:
        ears.on(type_, Given)(tell_the_author)

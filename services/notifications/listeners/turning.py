"""A turn, as it follows from the news of a fact."""

from dataclasses import replace
from typing import Protocol, TypeVar

from chassis.changes import derived
from chassis.codec import moment
from chassis.listening import News
from notifications.domain.messages import Template, Turn

T = TypeVar("T", bound=Turn)


class Seen(Protocol):
    """What we rely on in every fact."""

    @property
    def id(self) -> str:
        """What it happened to."""

    @property
    def process_id(self) -> str:
        """The process that it is part of."""

    @property
    def owner_department_id(self) -> str:
        """The department that owns it."""


def turn(news: News, seen: Seen, template: Template, part: str = "", initiative: str = "") -> Turn:
    """Return what has turned with this fact."""
    event = news.event
    fact = f"{event.source}/{event.id}"
    return Turn(
        id=derived("turn", fact, template),
        fact=fact,
        template=template,
        kind=event.kind,
        about=seen.id,
        part=part,
        initiative=initiative,
        process_id=seen.process_id,
        owner_department_id=seen.owner_department_id,
        revision=event.revision,
        at=moment(event.attributes["time"]),
        traceparent=news.cause.traceparent,
    )


def once_for(turn: T, kind: str) -> T:
    """Return the turn as one that is told once for its part, whichever fact tells of it."""
    source = turn.fact.rpartition("/")[0]
    return replace(turn, fact=f"{source}/{kind}/{turn.part}")

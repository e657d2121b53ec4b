"""What ideas hears: what portals hand in, what initiatives do, and what it has just done itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from marshmallow import ValidationError

from chassis import tracking
from chassis.changes import Cause, derived
from chassis.errors import Refusal, Unfit
from chassis.events import Event
from chassis.listening import Ears, News
from ideas.actions import Ideas, Offers, Receipts, Supports
from ideas.actions.ideas import HandedIn, participant_of
from ideas.domain.support import Support
from ideas.schemas import IntakeIdea, IntakeSupport, new_idea

INTAKE_IDEA = "dk.samskab.intake.idea.v1"
INTAKE_SUPPORT = "dk.samskab.intake.support.v1"
IDEA, SUPPORT = IntakeIdea(), IntakeSupport()


def hear_portals(ears: Ears, ideas: Ideas, supports: Supports, receipts: Receipts) -> None:
    """Take in what portals hand in; what came past the door is checked here."""

    @ears.together(INTAKE_IDEA, dict)
    def take_in_ideas(heard: Sequence[tuple[News, dict[str, Any]]]) -> None:
        good = []
        for news, data in heard:
            try:
                good.append(_handed_in(news, data))
            except (Refusal, ValidationError) as no:
                receipts.refuse(id_of(news.event), news.event.source, _hash_of(data), why(no))
        try:
            ideas.take_in(good)
        except Unfit as no:
            if len(heard) > 1:
                raise  # each is tried alone, to see which it is
            receipts.refuse(good[0].id, good[0].source, good[0].hash(ideas.secret), why(no))

    @ears.together(INTAKE_SUPPORT, dict)
    def take_in_support(heard: Sequence[tuple[News, dict[str, Any]]]) -> None:
        good = []
        for news, data in heard:
            try:
                good.append(_support(news.event, data, supports.now()))
            except ValidationError as no:
                receipts.refuse(id_of(news.event), news.event.source, "", why(no))
        supports.keep(good)


def hear_initiatives(ears: Ears, offers: Offers) -> None:
    """Let offers follow what initiatives do with them."""

    @ears.about("initiative", Known)
    def follow_initiatives(news: News, view: Known) -> None:
        offers.hear(news.cause, view.id)


def hear_ourselves(ears: Ears, supports: Supports) -> None:
    """React to our own facts, from our own history."""

    @ears.on("dk.samskab.idea.submitted.v1", Known)
    def count_what_waited(news: News, view: Known) -> None:
        supports.arrived(view.id)


def id_of(event: Event) -> str:
    """Return the id of the idea that an event of a portal becomes, there and here alike."""
    return derived("idea", event.source, event.id)


def _handed_in(news: News, data: dict[str, Any]) -> HandedIn:
    event, new = news.event, new_idea(IDEA.load(data))
    return HandedIn(intake_cause(news), id_of(event), new, event.source, event.at)


def _support(event: Event, data: dict[str, Any], now: datetime) -> Support:
    given = SUPPORT.load(data)
    process_id = given["process_id"]
    return Support(
        idea_id=given["idea_id"],
        participant_id=participant_of(event.source, given["reference"], process_id, event.id),
        process_id=process_id,
        stance=given["stance"],
        at=event.at or now,
    )


@dataclass(frozen=True)
class Known:
    """Something of this id is known now; what it is, is read where it is kept."""

    id: str


def intake_cause(news: News) -> Cause:
    """Return the cause of what a portal asked for: the same for the same source and id."""
    event = news.event
    return Cause(
        id=derived("intake", event.source, event.id),
        keyed=True,
        role="portal",
        correlation=news.cause.correlation,
        causation=event.id,
        traceparent=news.cause.traceparent,
    )


def why(no: Refusal | ValidationError) -> str:
    """Return in one line why something cannot be taken, without repeating any of it."""
    if isinstance(no, ValidationError):
        return "Some fields cannot be taken: " + ", ".join(sorted(map(str, no.messages_dict)))
    return f"{no.detail.format(**no.facts)} {no.pointer}".strip()


def _hash_of(data: dict[str, Any]) -> str:
    given = data.get("trackingHash", "")
    return given if isinstance(given, str) and len(given) == len(tracking.digest("A" * 20)) else ""

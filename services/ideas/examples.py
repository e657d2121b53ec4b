"""One event of each type, made by the rules themselves. Everything here is made up."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from chassis.changes import Aggregate, Change, Text, derived
from chassis.contracts import example
from ideas.domain import calls, helping, ideas
from ideas.domain.calls import NewCall, Stances
from ideas.domain.giving import Kind, NewIdea
from ideas.domain.neighbours import Initiative, Match
from ideas.events import Offer, ResourceType, Tally
from ideas.listeners import INTAKE_IDEA, INTAKE_SUPPORT

A = TypeVar("A", bound=Aggregate)
NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
NO_ROOM = (Text("da", "Der er ikke plads ved skolen."),)
THEN_ELSEWHERE = (Text("da", "Så måske ved biblioteket?"),)
THANKS = (Text("da", "Tak, fordi du tog med."),)
MATCH, NEED = derived("example", "match"), derived("example", "need")
SOURCE = "/samskab/kommune/ideas"


def waiting() -> Change[ideas.Idea]:
    """Return a contribution that waits for a moderator."""
    return _submitted(
        NewIdea(
            title=(Text("da", "Bænke langs skolevejen"),),
            body=(Text("da", "Så kan de ældste hvile sig på vejen til biblioteket."),),
            language="da",
        ),
        "idea",
    )


def offered() -> ideas.Idea:
    """Return an offer of help that everyone can see."""
    new = NewIdea(
        kind=Kind.RESOURCE,
        title=(Text("da", "Jeg taler arabisk"),),
        body=(Text("da", "Jeg kan følge familier til møder om tirsdagen."),),
        language="da",
        offer=Offer(
            ResourceType.LANGUAGE,
            languages=("ar", "da"),
            area="Midtbyen",
            times=("tuesday_evening",),
            valid_to=date(2026, 12, 31),
        ),
    )
    return _kept(ideas.publish(_kept(_submitted(new, "offer")), NOON))


def _submitted(new: NewIdea, name: str) -> Change[ideas.Idea]:
    return ideas.submit(
        new,
        id=derived("example", name),
        process_id=derived("process", "kommune"),
        owner_department_id="kommune",
        participant_id=derived("example", "participant"),
        tracking_hash="0" * 64,
        source="/example/portal",
        said_at=NOON,
        at=NOON,
    )


def facts() -> list[dict[str, Any]]:
    """Return one event of each type."""
    first = waiting()
    shown = ideas.publish(_kept(first), NOON)
    public = _kept(shown)
    found = [
        first,
        shown,
        ideas.reject(_kept(first), NO_ROOM, NOON),
        ideas.decline(public, NO_ROOM, NOON),
        ideas.withdraw(public, NOON),
        ideas.quarantine(public, NO_ROOM, NOON),
        ideas.correct(public, (Text("da", "Bænke og læ"),), public.body, NOON),
        ideas.tallied(public, Tally(12, 0, 0)),
        ideas.reply(_kept(ideas.decline(public, NO_ROOM, NOON)), THEN_ELSEWHERE, NOON),
        *help_asked(),
    ]
    asked = calls.open_call(
        NewCall(
            title=(Text("da", "En tryg skolevej"),),
            body=(Text("da", "Hvad ville gøre vejen til skole tryggere?"),),
            stances=Stances.ALL,
        ),
        id=derived("example", "call"),
        process_id=derived("process", "kommune"),
        owner_department_id="kommune",
        at=NOON,
    )
    closed = calls.close_call(_kept(asked), NOON)
    called = [asked, closed, calls.reopen_call(_kept(closed), NOON)]
    return [example(c, "idea", SOURCE) for c in found] + [
        example(c, "call", SOURCE) for c in called
    ]


def help_asked() -> list[Change[ideas.Idea]]:
    """Return all that can become of an offer of help."""
    offer = offered()
    asked = helping.follow(offer, _initiative(offer.id), NOON)
    confirmed = helping.confirm(_kept(asked), MATCH, NOON)
    used = _initiative(offer.id, status="used", amount=2.0, thanks=THANKS)
    return [
        asked,
        helping.follow(_kept(asked), _initiative(offer.id, another="-2"), NOON),
        confirmed,
        helping.refuse(_kept(asked), MATCH, NOON),
        helping.follow(_kept(confirmed), used, NOON),
        helping.follow(_kept(confirmed), _initiative(offer.id, status="freed"), NOON),
        helping.expire(offer, NOON + timedelta(days=365)),
    ]


def _initiative(idea_id: str, another: str = "", **more: Any) -> Initiative:
    """Return an initiative that has asked for an offer."""
    match = Match(id=MATCH + another, need_id=NEED, idea_id=idea_id, status="asked", asked_at=NOON)
    return Initiative(
        id=derived("example", f"initiative{another}"),
        status="testing",
        title=(Text("da", "En ven ved første møde"),),
        matches=(replace(match, **more),),
    )


def intake() -> list[tuple[dict[str, Any], list[tuple[str, dict[str, Any]]]]]:
    """Return an event of each type that portals hand in, and some that are refused."""
    idea = _handed_in(
        INTAKE_IDEA,
        {
            "kind": "idea",
            "title": "Bænke langs skolevejen",
            "body": "Så kan de ældste hvile sig på vejen til biblioteket.",
            "language": "da",
            "reference": "person-17",
        },
    )
    support = _handed_in(
        INTAKE_SUPPORT,
        {
            "ideaId": derived("idea", "/example/portal", "42"),
            "processId": derived("process", "kommune"),
            "reference": "person-18",
            "stance": "agree",
        },
    )
    return [
        (
            idea,
            [
                ("there is no title", _spoilt(idea, title=None)),
                ("a name is never taken", _spoilt(idea, name="A. Person")),
                ("nobody knows this kind", _spoilt(idea, kind="wish")),
                ("nobody knows this part of the week", _offering(idea, times=["someday"])),
                ("what its status is follows from what happens", _offering(idea, status="used")),
            ],
        ),
        (
            support,
            [
                ("it does not say of which idea", _spoilt(support, ideaId=None)),
                ("nobody knows this stance", _spoilt(support, stance="love")),
            ],
        ),
    ]


def _handed_in(type_: str, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": "42",
        "source": "/example/portal",
        "type": type_,
        "time": "2026-03-02T11:00:00.000Z",
        "data": data,
    }


def _spoilt(event: dict[str, Any], **other: Any) -> dict[str, Any]:
    data = {k: v for k, v in (event["data"] | other).items() if v is not None}
    return event | {"data": data}


def _offering(event: dict[str, Any], **offer: Any) -> dict[str, Any]:
    return _spoilt(event, kind="resource", offer=offer)


def _kept(change: Change[A]) -> A:
    """Return the state as it is once it is kept."""
    revision = change.state.revision + len(change.facts)
    return replace(change.state, revision=revision, edition=revision)

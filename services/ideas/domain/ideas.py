"""A contribution from the first sentence to the answer. Time and ids come in as arguments."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from chassis.changes import Aggregate, Change, Visibility
from chassis.clock import day
from chassis.errors import NotOpen
from ideas.domain import offers
from ideas.domain.giving import (
    AgeBand,
    Channel,
    Consent,
    Kind,
    NewIdea,
    OnBehalfOf,
    Reply,
    offered,
)
from ideas.events import (
    IdeaCorrected,
    IdeaDeclined,
    IdeaPublished,
    IdeaQuarantined,
    IdeaRejected,
    IdeaReplied,
    IdeaSubmitted,
    IdeaSupported,
    IdeaWithdrawn,
    Offer,
    Tally,
    Texts,
)

NONE_YET = Tally()


class Status(StrEnum):
    """Where a contribution stands. Merged into, taken up by and so on are links, no statuses."""

    SUBMITTED = "submitted"
    PUBLISHED = "published"
    REJECTED = "rejected"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    QUARANTINED = "quarantined"
    ARCHIVED = "archived"


@dataclass(frozen=True, kw_only=True)
class Idea(Aggregate):
    """A contribution."""

    status: Status
    kind: Kind
    title: Texts
    body: Texts
    language: str
    channel: Channel
    age_band: AgeBand
    participant_id: str
    tracking_hash: str
    submitted_at: datetime
    source: str = ""
    call_id: str | None = None
    consents: tuple[Consent, ...] = ()
    on_behalf_of: OnBehalfOf | None = None
    offer: Offer | None = None
    asks_past: datetime | None = None
    """Of what was asked up to then, only what stands in the offer is still known."""
    reason: Texts = ()
    reply: Reply | None = None
    tally: Tally = NONE_YET
    links: dict[str, str] = field(default_factory=dict)


def submit(
    new: NewIdea,
    *,
    id: str,
    process_id: str,
    owner_department_id: str,
    participant_id: str,
    tracking_hash: str,
    source: str,
    said_at: datetime,
    at: datetime,
) -> Change[Idea]:
    """Take in a contribution; only the department that owns it sees it until it is published."""
    said = min(said_at, at)
    idea = Idea(
        id=id,
        process_id=process_id,
        owner_department_id=owner_department_id,
        created_at=at,
        updated_at=at,
        status=Status.SUBMITTED,
        kind=new.kind,
        title=new.title,
        body=new.body,
        language=new.language,
        channel=new.channel,
        age_band=new.age_band,
        participant_id=participant_id,
        tracking_hash=tracking_hash,
        submitted_at=said,
        source=source,
        call_id=new.call_id,
        consents=new.consents,
        on_behalf_of=new.on_behalf_of,
        offer=offered(new, day(said)),
    )
    return Change(idea, (IdeaSubmitted(at),))


def publish(idea: Idea, at: datetime) -> Change[Idea]:
    """Let everyone see it."""
    if idea.status not in (Status.SUBMITTED, Status.QUARANTINED):
        raise NotOpen("Only what waits for a moderator can be published.")
    shown = replace(idea, status=Status.PUBLISHED, visibility=Visibility.PUBLIC, reason=())
    return Change(shown, (IdeaPublished(at),))


def reject(idea: Idea, reason: Texts, at: datetime) -> Change[Idea]:
    """Keep it from ever being shown, and tell its giver why."""
    if idea.status not in (Status.SUBMITTED, Status.QUARANTINED):
        raise NotOpen(
            "Only what waits for a moderator can be rejected; decline what was published."
        )
    free, _released = _free(idea, at)  # it may have been asked for before its words were corrected
    return Change(replace(free, status=Status.REJECTED, reason=reason), (IdeaRejected(reason, at),))


def decline(idea: Idea, reason: Texts, at: datetime) -> Change[Idea]:
    """Say no in public, with a reason; an idea is answered once."""
    if idea.status is not Status.PUBLISHED:
        raise NotOpen("Only a published idea can be declined; reject what was never shown.")
    free, released = _free(idea, at)
    declined = replace(free, status=Status.DECLINED, reason=reason)
    return Change(declined, (IdeaDeclined(reason, at), *released))


def reply(idea: Idea, body: Texts, at: datetime) -> Change[Idea]:
    """Write back to those who declined it, once."""
    if idea.status is not Status.DECLINED:
        raise NotOpen("You can reply once the municipality has answered no.")
    if idea.reply:
        raise NotOpen("You have replied already; one can do it once.")
    return Change(replace(idea, reply=Reply(body, at)), (IdeaReplied(at),))


def quarantine(idea: Idea, reason: Texts, at: datetime) -> Change[Idea]:
    """Hide it at once until a person has looked: third parties' data, or illegal content."""
    if idea.status not in (Status.SUBMITTED, Status.PUBLISHED, Status.DECLINED):
        raise NotOpen("Only what is shown or waits for a moderator can be put aside.")
    free, _released = _free(idea, at)  # whatever is told of it now is told without its contents
    aside = replace(
        free, status=Status.QUARANTINED, visibility=Visibility.DEPARTMENT, reason=reason
    )
    return Change(aside, (IdeaQuarantined(at),))


def withdraw(idea: Idea, at: datetime) -> Change[Idea]:
    """Take it back: its giver may, whatever was answered."""
    if idea.status in (Status.WITHDRAWN, Status.ARCHIVED):
        raise NotOpen("It has been taken back already.")
    free, _released = _free(idea, at)
    gone = replace(free, status=Status.WITHDRAWN, visibility=Visibility.DEPARTMENT)
    return Change(gone, (IdeaWithdrawn(at),))


def correct(idea: Idea, title: Texts, body: Texts, at: datetime) -> Change[Idea]:
    """Change what was written; what was published waits for a moderator again."""
    if idea.status not in (Status.SUBMITTED, Status.PUBLISHED):
        raise NotOpen("It has been answered, so its words can no longer be changed.")
    if (title, body) == (idea.title, idea.body):
        return Change(idea, ())
    waiting = replace(
        idea, title=title, body=body, status=Status.SUBMITTED, visibility=Visibility.DEPARTMENT
    )
    return Change(waiting, (IdeaCorrected(at),))


def tallied(idea: Idea, tally: Tally) -> Change[Idea]:
    """Set how many support it; nothing happened if it is as many as before."""
    if tally == idea.tally:
        return Change(idea, ())
    return Change(replace(idea, tally=tally), (IdeaSupported(tally),))


def _free(idea: Idea, at: datetime) -> tuple[Idea, tuple[object, ...]]:
    """Return it with no question to its giver open, and the facts that tell so."""
    if idea.offer is None:
        return idea, ()
    told = offers.let_go(idea.offer, at)
    return replace(idea, offer=told.offer), told.facts

"""What can happen to a contribution, and the public state that travels with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from chassis.changes import Visibility
from chassis.events import event
from ideas.events.parts import Offer, Tally, Texts


@dataclass(frozen=True, kw_only=True)
class IdeaState:
    """A contribution as others may see it, once it is public."""

    id: str
    revision: int
    edition: int
    process_id: str
    owner_department_id: str
    visibility: Visibility
    status: Literal[
        "submitted", "published", "rejected", "declined", "withdrawn", "quarantined", "archived"
    ]
    since: int
    participant_id: str
    tracking_hash: str
    kind: Literal["idea", "knowledge", "resource", "need", "experience"]
    title: Texts
    body: Texts
    language: str
    channel: str
    submitted_at: datetime
    updated_at: datetime
    tally: Tally
    reason: Texts
    call_id: str | None = None
    offer: Offer | None = None
    links: dict[str, str]


@event("dk.samskab.idea.submitted.v1", IdeaState)
@dataclass(frozen=True)
class IdeaSubmitted:
    """Somebody brought something; nobody outside sees it yet."""

    at: datetime


@event("dk.samskab.idea.published.v1", IdeaState)
@dataclass(frozen=True)
class IdeaPublished:
    """A moderator let everyone see it."""

    at: datetime


@event("dk.samskab.idea.rejected.v1", IdeaState)
@dataclass(frozen=True)
class IdeaRejected:
    """It will not be shown, and its giver can read why."""

    reason: Texts
    at: datetime


@event("dk.samskab.idea.declined.v1", IdeaState)
@dataclass(frozen=True)
class IdeaDeclined:
    """The municipality will not carry it out, and says why."""

    reason: Texts
    at: datetime


@event("dk.samskab.idea.withdrawn.v1", IdeaState)
@dataclass(frozen=True)
class IdeaWithdrawn:
    """Its giver took it back."""

    at: datetime


@event("dk.samskab.idea.quarantined.v1", IdeaState)
@dataclass(frozen=True)
class IdeaQuarantined:
    """It was put aside until a person has looked at it."""

    at: datetime


@event("dk.samskab.idea.corrected.v1", IdeaState)
@dataclass(frozen=True)
class IdeaCorrected:
    """Its giver changed the words; it waits for a moderator."""

    at: datetime


@event("dk.samskab.idea.replied.v1", IdeaState)
@dataclass(frozen=True)
class IdeaReplied:
    """Its giver has written back, once, to those who declined it; the words stay with them."""

    at: datetime


@event("dk.samskab.idea.supported.v1", IdeaState)
@dataclass(frozen=True)
class IdeaSupported:
    """The tally of those who think something of it has changed."""

    tally: Tally

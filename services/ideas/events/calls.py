"""What can happen to a call, and the public state that travels with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from chassis.changes import Visibility
from chassis.events import event
from ideas.events.parts import Texts


@dataclass(frozen=True, kw_only=True)
class CallState:
    """A call as everyone sees it."""

    id: str
    revision: int
    edition: int
    process_id: str
    owner_department_id: str
    visibility: Visibility
    status: Literal["open", "closed"]
    since: int
    title: Texts
    body: Texts
    promise: Texts
    kinds: tuple[str, ...]
    stances: Literal["agree", "all"]
    closes_at: datetime | None = None


@event("dk.samskab.call.opened.v1", CallState)
@dataclass(frozen=True)
class CallOpened:
    """A department asks for contributions."""

    at: datetime


@event("dk.samskab.call.closed.v1", CallState)
@dataclass(frozen=True)
class CallClosed:
    """No more contributions are taken."""

    at: datetime


@event("dk.samskab.call.reopened.v1", CallState)
@dataclass(frozen=True)
class CallReopened:
    """Contributions are taken again."""

    at: datetime

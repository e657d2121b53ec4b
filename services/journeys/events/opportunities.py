"""A question that starts with “How might we”, with at least one insight behind it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from chassis.changes import Text, Visibility
from chassis.events import event

Texts = tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class OpportunityState:
    """An opportunity as others may see it."""

    id: str
    revision: int
    edition: int
    process_id: str
    owner_department_id: str
    visibility: Visibility
    status: Literal["draft", "open", "closed"]
    since: int
    question: Texts
    insight_ids: tuple[str, ...]
    step_ids: tuple[str, ...] = ()
    impact: int | None = None
    """From 1 to 5."""
    effort: int | None = None
    """From 1 to 5."""


@event("dk.samskab.opportunity.drafted.v1", OpportunityState)
@dataclass(frozen=True)
class OpportunityDrafted:
    """A question was asked that insights lead to."""

    at: datetime


@event("dk.samskab.opportunity.changed.v1", OpportunityState)
@dataclass(frozen=True)
class OpportunityChanged:
    """Its words, insights or weight were changed."""

    at: datetime


@event("dk.samskab.opportunity.opened.v1", OpportunityState)
@dataclass(frozen=True)
class OpportunityOpened:
    """Everyone may see it and answer it."""

    at: datetime


@event("dk.samskab.opportunity.closed.v1", OpportunityState)
@dataclass(frozen=True)
class OpportunityClosed:
    """No more answers to it are looked for."""

    at: datetime

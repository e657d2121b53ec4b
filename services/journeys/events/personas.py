"""An invented person who stands for many."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from chassis.changes import Text, Visibility
from chassis.events import event

Texts = tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class PersonaState:
    """A persona as others may see it. It never is a real person."""

    id: str
    revision: int
    edition: int
    process_id: str
    owner_department_id: str
    visibility: Visibility
    status: Literal["draft", "published"]
    since: int
    name: Texts
    summary: Texts
    goals: tuple[Texts, ...] = ()
    needs: tuple[Texts, ...] = ()
    barriers: tuple[Texts, ...] = ()
    resources: tuple[Texts, ...] = ()
    languages: tuple[str, ...] = ()


@event("dk.samskab.persona.drafted.v1", PersonaState)
@dataclass(frozen=True)
class PersonaDrafted:
    """A persona was described."""

    at: datetime


@event("dk.samskab.persona.changed.v1", PersonaState)
@dataclass(frozen=True)
class PersonaChanged:
    """Its description was changed."""

    at: datetime


@event("dk.samskab.persona.published.v1", PersonaState)
@dataclass(frozen=True)
class PersonaPublished:
    """Everyone may see it."""

    at: datetime

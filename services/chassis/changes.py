"""What a decision is made of: texts, a change of state with its facts, and its cause."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

NAMESPACE = uuid.UUID("7b1f8d52-6d0e-5f0b-9b7e-2f1f5d8f0a11")
"""Ids derived from something else are UUIDv5 (RFC 9562) below this one."""


class Visibility(StrEnum):
    """Who may see a thing besides the department that owns it."""

    PUBLIC = "public"
    PROCESS = "process"
    DEPARTMENT = "department"


class TextSource(StrEnum):
    """How a text came to be in its language."""

    ORIGINAL = "original"
    HUMAN = "human"
    MACHINE = "machine"


@dataclass(frozen=True)
class Text:
    """What a person wrote, in one language (BCP 47)."""

    lang: str
    text: str
    source: TextSource = TextSource.ORIGINAL


@dataclass(frozen=True, kw_only=True)
class Aggregate:
    """What every thing with a history of its own has.

    `version` is the store's lock, `revision` counts facts, `edition` counts the changes made by
    people (it is the ETag), `since` is the revision at which the status became what it is.
    """

    id: str
    process_id: str
    owner_department_id: str
    status: StrEnum
    visibility: Visibility = Visibility.DEPARTMENT
    created_at: datetime
    updated_at: datetime
    version: int = 0
    revision: int = 0
    edition: int = 0
    since: int = 1


S = TypeVar("S", bound=Aggregate, covariant=True)


@dataclass(frozen=True)
class Change(Generic[S]):
    """The state after a decision, and the facts that tell what happened."""

    state: S
    facts: tuple[object, ...]


@dataclass(frozen=True, kw_only=True)
class Cause:
    """Why something is done. The same cause on the same aggregate is done once.

    `hash` is that of the body, so that a key used again for something else is noticed.
    `edition` is the one the caller saw last (If-Match), where the caller said so.
    """

    id: str
    hash: str = ""
    keyed: bool = False
    by_people: bool = True
    role: str = ""
    department: str = ""
    correlation: str = ""
    causation: str = ""
    traceparent: str = ""
    edition: int | None = None

    def new_id(self, kind: str) -> str:
        """Return the id of a new aggregate: derived where the cause can come again, else random."""
        return derived(kind, self.id) if self.keyed else str(uuid.uuid4())


def derived(*parts: str) -> str:
    """Return the id that follows from these parts, today and anywhere else (UUIDv5)."""
    return str(uuid.uuid5(NAMESPACE, "\n".join(parts)))

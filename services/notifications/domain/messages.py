"""A message: what somebody is told when something happens to what they gave or promised."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chassis.changes import derived
from notifications.domain.documents import Document

INBOX = "inbox"
AUTHOR = "author/"
PARTICIPANT = "participant/"
DEPARTMENT = "department/"


class Template(StrEnum):
    """What is said. The words follow from it, and from the newest copies, whenever it is read."""

    RECEIVED = "received"
    PUBLISHED = "published"
    REJECTED = "rejected"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"
    QUARANTINED = "quarantined"
    # To givers, when something comes of what they gave.
    QUOTED = "quoted"
    TAKEN_UP = "taken_up"
    APPROVED = "approved"
    IN_OPERATION = "in_operation"
    EVALUATED = "evaluated"
    SPREAD = "spread"
    STOPPED = "stopped"
    MEASURED = "measured"
    # To givers, about their offer of help.
    OFFER_ASKED = "offer_asked"
    OFFER_CONFIRMED = "offer_confirmed"
    OFFER_USED = "offer_used"
    OFFER_RELEASED = "offer_released"
    OFFER_EXPIRED = "offer_expired"
    # To departments.
    COMMITMENT_WAITS = "commitment_waits"
    COMMITMENT_ASKED = "commitment_asked"
    COMMITMENT_ACCEPTED = "commitment_accepted"
    COMMITMENT_DECLINED = "commitment_declined"
    ALL_ACCEPTED = "all_accepted"
    INITIATIVE_STOPPED = "initiative_stopped"
    GIVER_CONFIRMED = "giver_confirmed"
    GIVER_REFUSED = "giver_refused"


@dataclass(frozen=True, kw_only=True)
class Turn(Document):
    """Something that happened. Whom it concerns is told beside it, or found through others."""

    fact: str
    """The source and id of the fact, or of the part that was asked for: unique everywhere."""
    template: Template
    kind: str = "idea"
    """The kind of what it happened to; `about` is the id."""
    about: str
    part: str = ""
    """The commitment, match or measurement in it."""
    initiative: str = ""
    """The initiative that speaks of it, where it happened to something else."""
    process_id: str
    owner_department_id: str
    revision: int
    at: datetime
    traceparent: str = ""


@dataclass(frozen=True, kw_only=True)
class Message(Turn):
    """One message to one person or department. It holds no words: nothing needs to be erased."""

    person: str
    contribution: str = ""
    """What the reader gave, where it happened to something else."""
    read: bool = False

    @property
    def idea(self) -> str:
        """The contribution that it speaks of, if there is one."""
        return self.about if self.kind == "idea" else self.contribution

    @property
    def of_initiative(self) -> str:
        """The initiative that it speaks of, if there is one."""
        return self.about if self.kind == "initiative" else self.initiative

    @property
    def department(self) -> str:
        """The department that it is for; nothing where it is for a person."""
        told = self.person.startswith(DEPARTMENT)
        return self.person.removeprefix(DEPARTMENT) if told else ""


def author(tracking_hash: str) -> str:
    """Return the name by which we know the giver of the contribution with this tracking code."""
    return f"{AUTHOR}{tracking_hash}"


def participant(id: str) -> str:
    """Return the name by which we know somebody who is signed in."""
    return f"{PARTICIPANT}{id}"


def department(id: str) -> str:
    """Return the name of a department's own inbox."""
    return f"{DEPARTMENT}{id}"


def message_id(fact: str, person: str) -> str:
    """Return the one id of what a person is told of a fact, however often it is heard."""
    return derived("message", fact, person, INBOX)


def message(turn: Turn, person: str, contribution: str = "") -> Message:
    """Return the message that follows from a turn: the same, whichever way it was found."""
    told = {"person": person, "contribution": contribution, "version": 0}
    return Message(**vars(turn) | told | {"id": message_id(turn.fact, person)})


def read(message: Message) -> Message:
    """Note that it was read."""
    return replace(message, read=True)

"""A message: what somebody is told when something happens to what they gave."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chassis.changes import derived
from notifications.domain.documents import Document

INBOX = "inbox"
AUTHOR = "author/"
PARTICIPANT = "participant/"


class Template(StrEnum):
    """What is said. The words follow from it, and from the newest copies, whenever it is read."""

    RECEIVED = "received"
    PUBLISHED = "published"
    REJECTED = "rejected"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, kw_only=True)
class Happening:
    """Something that happened to a contribution, and whom it concerns."""

    fact: str
    """The source and id of the fact: unique everywhere."""
    template: Template
    person: str
    about: str
    process_id: str
    owner_department_id: str
    revision: int
    at: datetime
    traceparent: str = ""


@dataclass(frozen=True, kw_only=True)
class Message(Document):
    """One message to one person. It holds no words, so nothing needs to be erased from it."""

    fact: str
    template: Template
    person: str
    about: str
    process_id: str
    owner_department_id: str
    revision: int
    at: datetime
    traceparent: str = ""
    read: bool = False


def author(tracking_hash: str) -> str:
    """Return the name by which we know the giver of the contribution with this tracking code."""
    return f"{AUTHOR}{tracking_hash}"


def participant(id: str) -> str:
    """Return the name by which we know somebody who is signed in."""
    return f"{PARTICIPANT}{id}"


def message(heard: Happening) -> Message:
    """Return the message that follows from what happened: the same, however often it is heard."""
    return Message(
        id=derived("message", heard.fact, heard.person, INBOX),
        fact=heard.fact,
        template=heard.template,
        person=heard.person,
        about=heard.about,
        process_id=heard.process_id,
        owner_department_id=heard.owner_department_id,
        revision=heard.revision,
        at=heard.at,
        traceparent=heard.traceparent,
    )


def read(message: Message) -> Message:
    """Note that it was read."""
    return replace(message, read=True)

"""People at a browser: a link that lets in once, then a session until it ends.

The link is for trying Samskab on one's own machine; in production people come by OIDC.
"""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chassis import clock
from chassis.changes import derived
from chassis.codec import dump, load
from chassis.errors import Conflict, NotOpen, NotThere, Unfit, Unknown
from chassis.identity import Caller
from chassis.stores import Store, Write
from gateway.keys import DEPARTMENT

LINK_LIVES = timedelta(minutes=10)
SESSION_LIVES = timedelta(hours=12)
SCOPES_OF = {
    "citizen": ("read",),
    "volunteer": ("read",),
    "consultant": ("read", "map"),
    "moderator": ("read", "moderate"),
    "leader": ("read", "steer", "commit"),
    "operator": ("read", "operate"),
}
"""What a person may do, by role; a portal is not a person."""


@dataclass(frozen=True)
class Person:
    """Who was let in, and as what."""

    subject: str
    name: str
    role: str
    departments: tuple[str, ...]

    def caller(self) -> Caller:
        """Return who is asking when this person does."""
        return Caller(
            kind="person",
            subject=self.subject,
            role=self.role,
            departments=self.departments,
            scopes=SCOPES_OF[self.role],
        )


@dataclass(frozen=True)
class Pass:
    """A link or a session: whom it is for and until when; kept under the hash of its secret."""

    person: Person
    created_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None

    def good(self, at: datetime) -> bool:
        """Tell whether it lets anybody in at this time."""
        return self.ended_at is None and at < self.expires_at


@dataclass(frozen=True)
class SignIns:
    """All links and sessions of this gateway."""

    store: Store
    now: Callable[[], datetime] = clock.now

    def link(self, name: str, role: str, departments: Sequence[str] = ()) -> str:
        """Return the code of a new link, `/sign-in/<code>`: good once, for ten minutes."""
        if role not in SCOPES_OF:
            raise Unfit(
                "The role is one of these: {roles}.", pointer="/role", roles=", ".join(SCOPES_OF)
            )
        if not all(DEPARTMENT.fullmatch(department) for department in departments):
            raise Unfit(
                "A department's id has small letters, digits and dashes.", pointer="/departments"
            )
        if not 1 <= len(name.strip()) <= 100:
            raise Unfit("Say whom the link is for, in at most 100 characters.", pointer="/name")
        person = Person(derived("person", name.strip()), name.strip(), role, tuple(departments))
        return self._issue("link", person, LINK_LIVES)

    def look(self, code: str) -> Person:
        """Return whom a link would let in; raises `NotThere`, or `NotOpen` when it was used."""
        return self._link(code)[0].person

    def enter(self, code: str) -> str:
        """Use up a link and return the secret of a new session; a link is used once."""
        link, version = self._link(code)
        used = replace(link, ended_at=self.now())
        try:
            self.store.save(Write("link", _hash(code), dump(used), version))
        except Conflict:
            raise NotOpen("This link was used already. Please make a new one.") from None
        return self._issue("session", link.person, SESSION_LIVES)

    def find(self, secret: str) -> Pass:
        """Return the session of this secret; raises `Unknown` when it has ended."""
        try:
            session = load(Pass, self.store.get("session", _hash(secret)).body)
        except NotThere:
            raise Unknown("Please sign in again.") from None
        if not session.good(self.now()):
            raise Unknown("Please sign in again.")
        return session

    def leave(self, secret: str) -> None:
        """End a session; one that has ended stays so."""
        try:
            doc = self.store.get("session", _hash(secret))
            ended = replace(load(Pass, doc.body), ended_at=self.now())
            self.store.save(Write("session", doc.id, dump(ended), doc.version))
        except (NotThere, Conflict):
            return

    def _link(self, code: str) -> tuple[Pass, int]:
        doc = self.store.get("link", _hash(code))
        link = load(Pass, doc.body)
        if not link.good(self.now()):
            raise NotOpen("This link was used already, or is too old. Please make a new one.")
        return link, doc.version

    def _issue(self, kind: str, person: Person, lives: timedelta) -> str:
        secret, now = secrets.token_urlsafe(32), self.now()
        self.store.save(Write(kind, _hash(secret), dump(Pass(person, now, now + lives)), 0))
        return secret


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

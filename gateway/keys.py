"""Keys for programs: shown once, kept as a hash, good until they expire or are revoked.

A key is `smk_<id>_<secret><checksum>`: 256 random bits, so that a plain SHA-256 is all that has
to be kept, and a checksum, so that a typing mistake costs no look into the store.
"""

import base64
import hashlib
import hmac
import re
import secrets
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chassis import clock
from chassis.codec import dump, load
from chassis.errors import Conflict, NotThere, Unfit, Unknown
from chassis.identity import ROLES, SCOPES, Caller
from chassis.screening import screen
from chassis.stores import Store, Write

SHAPE = re.compile(r"smk_([a-z2-7]{10})_([a-z2-7]{52})([a-z2-7]{7})")
SOURCE = re.compile(r"[!-~]{1,200}")
DEPARTMENT = re.compile(r"[a-z][a-z0-9-]{0,38}")
MOST_KEYS = 1000
NOT_KNOWN = "This key is not known, or no longer good."


def letters(raw: bytes) -> str:
    """Return bytes as small letters and digits that are not taken for each other."""
    return base64.b32encode(raw).decode().rstrip("=").lower()


@dataclass(frozen=True)
class Key:
    """What is kept of a key: everything but the key."""

    id: str
    name: str
    hash: str
    scopes: tuple[str, ...]
    departments: tuple[str, ...]
    role: str
    source: str
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None

    def good(self, at: datetime) -> bool:
        """Tell whether the key opens anything at this time."""
        return self.revoked_at is None and (self.expires_at is None or at < self.expires_at)

    def caller(self) -> Caller:
        """Return who is asking when this key is sent."""
        return Caller(
            kind="key",
            subject=self.id,
            role=self.role,
            departments=self.departments,
            scopes=self.scopes,
            source=self.source,
        )


@dataclass(frozen=True)
class Keys:
    """All keys of this gateway."""

    store: Store
    now: Callable[[], datetime] = clock.now

    def create(
        self,
        name: str,
        scopes: Sequence[str],
        *,
        departments: Sequence[str] = (),
        role: str = "portal",
        source: str = "",
        expires: datetime | None = None,
    ) -> tuple[Key, str]:
        """Keep a new key; returns it with the text to show once. Raises `Unfit`."""
        id, secret = letters(secrets.token_bytes(7))[:10], letters(secrets.token_bytes(32))
        text = f"smk_{id}_{secret}{_checksum(id, secret)}"
        asked = tuple(dict.fromkeys(scopes)), tuple(dict.fromkeys(departments))
        key = Key(id, name.strip(), _hash(text), *asked, role, source, self.now(), expires)
        _check(key, self.now())
        self.store.save(Write("key", id, dump(key), 0))
        return key, text

    def list(self) -> list[Key]:
        """Return all keys, the newest first."""
        page = self.store.find("key", (), [("createdAt", -1)], MOST_KEYS)
        return [load(Key, doc.body) for doc in page.items]

    def revoke(self, id: str) -> Key:
        """Make a key open nothing more, within a minute; raises `NotThere`."""
        while True:
            doc = self.store.get("key", id)
            key = load(Key, doc.body)
            if key.revoked_at:
                return key
            key = replace(key, revoked_at=self.now())
            try:
                self.store.save(Write("key", id, dump(key), doc.version))
                return key
            except Conflict:
                continue

    def find(self, text: str) -> Key:
        """Return the good key that this text is; raises `Unknown`, and takes as long for any."""
        shape = read(text)
        if shape is None:
            raise Unknown(NOT_KNOWN)
        try:
            kept: dict[str, Any] = self.store.get("key", shape).body
        except NotThere:
            kept = {"hash": NOBODYS}
        same = hmac.compare_digest(kept["hash"], _hash(text))
        if not same or not load(Key, kept).good(self.now()):
            raise Unknown(NOT_KNOWN)
        return load(Key, kept)


def read(text: str) -> str | None:
    """Return the id in the text of a key, or None where that is no key at all."""
    found = SHAPE.fullmatch(text)
    if not found or not hmac.compare_digest(_checksum(found[1], found[2]), found[3]):
        return None
    return found[1]


def _checksum(id: str, secret: str) -> str:
    return letters(zlib.crc32(f"{id}{secret}".encode()).to_bytes(4))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


NOBODYS = _hash("")


def _check(key: Key, now: datetime) -> None:
    screen({"name": key.name, "source": key.source})
    if not 1 <= len(key.name) <= 100:
        raise Unfit("A key needs a name of at most 100 characters.", pointer="/name")
    if not key.scopes or set(key.scopes) - set(SCOPES):
        raise Unfit(
            "A key needs at least one of these scopes: {scopes}.",
            pointer="/scopes",
            scopes=", ".join(SCOPES),
        )
    if key.role not in ROLES:
        raise Unfit("The role is one of these: {roles}.", pointer="/role", roles=", ".join(ROLES))
    if not all(DEPARTMENT.fullmatch(department) for department in key.departments):
        raise Unfit(
            "A department's id has small letters, digits and dashes.", pointer="/departments"
        )
    _check_source(key)
    if key.expires_at and key.expires_at <= now:
        raise Unfit("This key would have expired already.", pointer="/expires")


def _check_source(key: Key) -> None:
    """A key that may hand in events does so under one source, and never under one of ours."""
    if "intake" in key.scopes and not key.source:
        raise Unfit(
            "A key with the scope intake needs a source, such as https://portal.example.",
            pointer="/source",
        )
    if key.source and (not SOURCE.fullmatch(key.source) or key.source.startswith("/samskab/")):
        raise Unfit(
            "A source is a URI of your own, without spaces, of at most 200 characters.",
            pointer="/source",
        )

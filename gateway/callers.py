"""Who is asking: a key, a person who has signed in, or nobody in particular."""

import hashlib
import hmac
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chassis.errors import Unknown
from chassis.identity import Caller
from gateway.keys import Keys
from gateway.limiting import Limiter
from gateway.signins import SignIns

KEPT = 20.0
"""Seconds for which a key or session counts as good without another look into the store."""
MOST_KEPT = 20_000
LONGEST = 512


@dataclass
class Callers:
    """Knows callers by what they send; a look into the store is remembered for a moment."""

    keys: Keys
    signins: SignIns
    limiter: Limiter
    secret: str
    cookie: str
    now: Callable[[], datetime]
    kept: dict[str, tuple[float, Caller]] = field(default_factory=dict)
    strangers: dict[str, Caller] = field(default_factory=dict)

    def who(self, environ: Mapping[str, Any], client: str) -> Caller:
        """Return who is asking; raises `Unknown` for a key that is not good."""
        if (key := environ.get("HTTP_X_API_KEY")) is not None:
            try:
                return self._known(f"key {key}", self._key, key)
            except Unknown:
                self.limiter.guessed(client)
                raise
        if secret := session_of(environ, self.cookie):
            try:
                return self._known(f"session {secret}", self._session, secret)
            except Unknown:  # a session that has ended makes nobody less welcome
                return self.nobody(client)
        return self.nobody(client)

    def nobody(self, client: str) -> Caller:
        """Return the caller for who did not say; their word follows from where they come from."""
        if client not in self.strangers:
            if len(self.strangers) >= MOST_KEPT:
                self.strangers.clear()
            word = hmac.new(self.secret.encode(), f"from {client}".encode(), hashlib.sha256)
            self.strangers[client] = Caller(subject=word.hexdigest()[:16])
        return self.strangers[client]

    def forget(self, secret: str) -> None:
        """Have a session that was ended count as ended at once."""
        self.kept.pop(_digest(f"session {secret}"), None)

    def _known(
        self, what: str, find: Callable[[str], tuple[Caller, datetime | None]], text: str
    ) -> Caller:
        digest = _digest(what)
        until, caller = self.kept.get(digest, (0.0, None))
        if caller is not None and until > time.monotonic():
            return caller
        if len(text) > LONGEST:
            raise Unknown("This key is not known, or no longer good.")
        found, ends = find(text)
        good_for = KEPT if ends is None else min(KEPT, (ends - self.now()).total_seconds())
        if len(self.kept) >= MOST_KEPT:
            self.kept.clear()
        self.kept[digest] = time.monotonic() + good_for, found
        return found

    def _key(self, text: str) -> tuple[Caller, datetime | None]:
        key = self.keys.find(text)
        return key.caller(), key.expires_at

    def _session(self, secret: str) -> tuple[Caller, datetime | None]:
        session = self.signins.find(secret)
        return session.person.caller(), session.expires_at


def session_of(environ: Mapping[str, Any], cookie: str) -> str:
    """Return the secret in the session cookie, or nothing."""
    for each in environ.get("HTTP_COOKIE", "").split(";"):
        name, _, value = each.strip().partition("=")
        if name == cookie and value:
            secret: str = value
            return secret
    return ""


def without_session(cookies: str, cookie: str) -> str:
    """Return a Cookie header without our session: no service gets to see it."""
    if cookie not in cookies:
        return cookies
    others = [each for each in cookies.split(";") if each.strip().partition("=")[0] != cookie]
    return ";".join(others).strip()


def _digest(what: str) -> str:
    return hashlib.sha256(what.encode("utf-8", "replace")).hexdigest()

"""Who is asking: what the gateway found out, handed on signed, and what they may see and do.

The assertion is a JWT (RFC 7519), HS256 only, one secret and one audience for each service
instance, short-lived. Services accept nothing else.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from chassis.changes import Visibility
from chassis.errors import Forbidden, Unknown
from chassis.stores import Condition

HEADER = "X-Samskab-Caller"
LIFETIME = 60
ROLES = ("citizen", "volunteer", "consultant", "moderator", "leader", "operator", "portal")
SCOPES = ("intake", "read", "moderate", "map", "steer", "commit", "operate")
CLAIMS = ("kind", "subject", "participant", "role", "source", "on_behalf_of")
LISTS = ("departments", "processes", "scopes")


@dataclass(frozen=True)
class Caller:
    """Who is asking right now, and what they may."""

    kind: Literal["nobody", "person", "key", "service"] = "nobody"
    subject: str = ""
    """An opaque id of the key or person; of nobody, the limiter's word for where they come from."""
    participant: str = ""
    role: str = "citizen"
    departments: tuple[str, ...] = ()
    processes: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    source: str = ""
    on_behalf_of: str = ""

    def may(self, scope: str, department: str = "") -> bool:
        """Tell whether this caller may do that, in that department where one is named."""
        return scope in self.scopes and (not department or department in self.departments)

    def must(self, scope: str, department: str = "") -> None:
        """Raise `Unknown` or `Forbidden` unless this caller may."""
        if self.may(scope, department):
            return
        if self.kind == "nobody":
            raise Unknown("Sign in, or send a key that may do this ({scope}).", scope=scope)
        raise Forbidden(
            "This needs the right “{scope}” in the department that owns it.", scope=scope
        )


NOBODY = Caller()


@dataclass(frozen=True)
class Visible:
    """What a caller may see: as conditions for a store, and as a question about one body."""

    where: tuple[Condition, ...] = ()
    allows: Callable[[Mapping[str, Any]], bool] = field(default=lambda body: True)


EVERYTHING = Visible()
"""For the service's own work, never for a request."""


def audience(body: Mapping[str, Any]) -> list[str]:
    """Return the words for those who may see a thing; kept with it and asked for by lists.

    Besides the department that owns it, those that it is shared with see it as well.
    """
    departments = dict.fromkeys((body["ownerDepartmentId"], *body.get("sharedWith", ())))
    words = [f"department:{each}" for each in departments]
    if body["visibility"] == Visibility.PUBLIC:
        return [Visibility.PUBLIC.value, *words]
    if body["visibility"] == Visibility.PROCESS:
        return [f"process:{body['processId']}", *words]
    return words


def visible_to(caller: Caller) -> Visible:
    """Return the one predicate that every list, count, search, stream and trace uses.

    Public things are for everyone; a department's own for its people and keys that may read; a
    process' things for those who take part in it.
    """
    if "read" not in caller.scopes or not (caller.departments or caller.processes):
        return Visible(
            (("visibility", "eq", "public"),), lambda body: body["visibility"] == "public"
        )
    words = ["public", *(f"department:{d}" for d in caller.departments)]
    words += [f"process:{p}" for p in caller.processes]
    wanted = frozenset(words)
    return Visible(
        (("audience", "any", words),), lambda body: not wanted.isdisjoint(audience(body))
    )


class Signer:
    """The gateway's half: says who is asking, in a way that only one service instance believes."""

    def __init__(self, secret: str, audience: str, now: Callable[[], float] = time.time) -> None:
        self.key, self.audience, self.now = OctKey.import_key(secret), audience, now
        self.kept: dict[Caller, tuple[float, str]] = {}

    def sign(self, caller: Caller) -> str:
        """Return an assertion with at least half of its life left."""
        until, token = self.kept.get(caller, (0.0, ""))
        now = self.now()
        if until - now < LIFETIME / 2:
            if len(self.kept) > 10_000:
                self.kept.clear()
            until = now + LIFETIME
            claims = {"iss": "gateway", "aud": self.audience, "exp": int(until)} | _claims(caller)
            token = jwt.encode({"alg": "HS256"}, claims, self.key)
            self.kept[caller] = until, token
        return token


class Verifier:
    """A service's half: believes only assertions made for it, and only while they live."""

    def __init__(self, secret: str, audience: str, now: Callable[[], float] = time.time) -> None:
        self.key, self.audience, self.now = OctKey.import_key(secret), audience, now
        self.kept: dict[str, tuple[float, Caller]] = {}

    def verify(self, token: str) -> Caller:
        """Return who is asking; raises `Unknown`."""
        until, caller = self.kept.get(token, (0.0, NOBODY))
        if until > self.now():
            return caller
        claims = self._claims(token)
        said: dict[str, Any] = {name: claims.get(name, "") for name in CLAIMS}
        said |= {name: tuple(claims.get(name, ())) for name in LISTS}
        caller = Caller(**said)
        if len(self.kept) > 10_000:
            self.kept.clear()
        self.kept[token] = float(claims["exp"]), caller
        return caller

    def _claims(self, token: str) -> dict[str, Any]:
        try:
            if len(token) > 8192:
                raise ValueError
            claims: dict[str, Any] = jwt.decode(token, self.key, algorithms=["HS256"]).claims
            if claims["aud"] != self.audience or claims["iss"] != "gateway":
                raise ValueError
            if float(claims["exp"]) <= self.now():
                raise ValueError
        except (JoseError, ValueError, KeyError, TypeError):
            raise Unknown("Please come through the gateway.") from None
        return claims


def _claims(caller: Caller) -> dict[str, Any]:
    said: dict[str, Any] = {name: getattr(caller, name) for name in CLAIMS}
    said |= {name: list(getattr(caller, name)) for name in LISTS}
    return {name: value for name, value in said.items() if value}

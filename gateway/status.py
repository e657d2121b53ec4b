"""How everything is doing: each part, and what it waits for."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chassis.addresses import Address
from chassis.words import _
from gateway.asking import all_at_once, look
from gateway.following import Following

KEPT = 1.0
AWAY = _("It does not answer.")
Waits = Callable[[], Mapping[str, str]]


@dataclass(frozen=True)
class Part:
    """One process: what it is, and what it waits for; nothing when all is well."""

    department: str
    name: str
    role: str
    waits_for: Mapping[str, str]

    @property
    def ready(self) -> bool:
        """Tell whether all is well with it."""
        return not self.waits_for


@dataclass
class Status:
    """Asks all parts at once how they are doing; an answer holds for a moment."""

    following: Following
    work: Address
    waits: Waits
    kept: tuple[float, list[Part]] = field(default=(0.0, []))

    def parts(self) -> list[Part]:
        """Return all parts, the gateway first."""
        until, parts = self.kept
        if until < time.monotonic():
            parts = all_at_once(self._part, self._addresses())
            self.kept = time.monotonic() + KEPT, parts
        return parts

    def problem(self) -> dict[str, Any] | None:
        """Return what is wrong with the manifests, if anything is; the last good ones hold then."""
        trouble = self.following.trouble
        if trouble is None:
            return None
        return {"file": trouble.file, "pointer": trouble.pointer, "detail": trouble.why}

    def _addresses(self) -> list[tuple[str, str, str, Address | None]]:
        routes = self.following.current
        own: list[tuple[str, str, str, Address | None]] = [
            (routes.instance, "gateway", "serve", None),
            (routes.instance, "gateway", "work", self.work),
        ]
        for backend in routes.everywhere():
            own.append((backend.department, backend.name, "serve", backend.address))
            if backend.work:
                own.append((backend.department, backend.name, "work", backend.work))
        return own

    def _part(self, asked: tuple[str, str, str, Address | None]) -> Part:
        department, name, role, address = asked
        return Part(department, name, role, self._waits(address) if address else self.waits())

    def _waits(self, address: Address) -> Mapping[str, str]:
        try:
            status, said = look(address, "/readyz")
            waits = said.get("waitsFor", {})
            if status == 200:
                return {}
            return {str(k): str(v) for k, v in waits.items()} or {"": AWAY}
        except (OSError, AttributeError):
            return {"": AWAY}


def told(part: Part, say: Callable[[str], str]) -> dict[str, Any]:
    """Return a part as JSON."""
    waits = {k or part.role: say(v) for k, v in part.waits_for.items()}
    return {
        "department": part.department,
        "part": part.name,
        "role": part.role,
        "ready": part.ready,
        "waitsFor": waits,
    }

"""Which service answers which path: read from the manifests, the longest prefix wins."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from limits import RateLimitItem

from chassis.addresses import Address
from chassis.changes import Text

OWN = ("/api/departments",)
"""What the gateway answers itself, whatever a manifest says."""
DEEPEST = 4


@dataclass(frozen=True)
class Backend:
    """A service of one instance: where it is, and what callers may do there."""

    department: str
    name: str
    address: Address
    work: Address | None
    secret: str = field(repr=False)
    paths: tuple[str, ...]
    scopes: frozenset[str] | None = None
    timeout: float = 15.0

    @cached_property
    def audience(self) -> str:
        """Whom an assertion for this service is made for."""
        return f"{self.department}/{self.name}"


@dataclass(frozen=True)
class Limits:
    """How much a department's services take from whom; None: as much as the gateway says."""

    key: RateLimitItem | None = None
    address: RateLimitItem | None = None


@dataclass(frozen=True)
class Manifest:
    """A department: who it is, and the services it runs itself."""

    id: str
    names: tuple[Text, ...]
    services: tuple[Backend, ...] = ()
    limits: Limits = Limits()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Target:
    """Where a request goes: to a backend, by the path that it knows."""

    backend: Backend
    path: str
    prefix: str
    limits: Limits
    route: str
    """The beginning of the path that led there."""


@dataclass(frozen=True)
class Routes:
    """All manifests together, as they are at one time."""

    instance: str
    manifests: Mapping[str, Manifest]
    tables: Mapping[str, Mapping[str, Backend]]

    def find(self, path: str) -> Target | None:
        """Return where a path leads; None where the gateway answers itself."""
        if path.startswith("/d/"):
            _, _, department, rest = (
                path.split("/", 3) if path.count("/") > 2 else (*path.split("/"), "")
            )
            return self._find(department, f"/{rest}", f"/d/{department}")
        return self._find(self.instance, path, "")

    def _find(self, department: str, path: str, prefix: str) -> Target | None:
        table = self.tables.get(department)
        if not table or (not prefix and path.startswith(OWN)):
            return None
        beginning = path
        if path.count("/") > DEEPEST:
            beginning = "/".join(path.split("/", DEEPEST + 1)[: DEEPEST + 1])
        while beginning:
            if route := _route(table, beginning):
                limits = self.manifests[department].limits
                return Target(table[route], path, prefix, limits, route)
            beginning = beginning.rpartition("/")[0]
        return None

    def backends(self, department: str = "") -> tuple[Backend, ...]:
        """Return the services of a department, the municipality's own where none is named."""
        manifest = self.manifests.get(department or self.instance)
        return manifest.services if manifest else ()

    def everywhere(self) -> Iterable[Backend]:
        """Return the services of all departments."""
        return [backend for manifest in self.manifests.values() for backend in manifest.services]

    def topics(self) -> list[str]:
        """Return the topics whose public events are streamed."""
        return [f"samskab.{m.id}.{name}" for m in self.manifests.values() for name in m.topics]


def routes(instance: str, manifests: Iterable[Manifest]) -> Routes:
    """Return the routes that these manifests give."""
    by_id = {manifest.id: manifest for manifest in manifests}
    return Routes(instance, by_id, {id: _table(manifest) for id, manifest in by_id.items()})


def _route(table: Mapping[str, Backend], path: str) -> str:
    """Return the path of a manifest that this is, word for word or by a `*`; or nothing."""
    if path in table:
        return path
    parts = path.split("/")
    for route in table:
        if "*" in route:
            said = route.split("/")
            if len(said) == len(parts) and all(
                a in ("*", b) for a, b in zip(said, parts, strict=True)
            ):
                return route
    return ""


def _table(manifest: Manifest) -> dict[str, Backend]:
    table: dict[str, Backend] = {}
    for backend in manifest.services:
        for path in (*backend.paths, f"/static/{backend.name}"):
            table[path] = backend
    return table

"""Which service answers which path: read from the manifests, the longest beginning wins."""

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
class Starred:
    """A path of a manifest in which a `*` stands for any one part, such as an id."""

    route: str
    backend: Backend

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """Its parts."""
        return tuple(self.route.split("/"))

    @cached_property
    def last(self) -> str:
        """How a path ends that may be this one: looked at first, because most are not."""
        return self.route.rpartition("*")[2]

    def is_(self, path: str) -> bool:
        """Tell whether a path of as many parts is this one."""
        return path.endswith(self.last) and all(
            said == part or (said == "*" and part != "")
            for said, part in zip(self.parts, path.split("/"), strict=True)
        )


@dataclass(frozen=True)
class Table:
    """The paths of one department's services; those with a `*` apart, by how many slashes."""

    plain: Mapping[str, Backend]
    starred: Mapping[int, tuple[Starred, ...]]

    def find(self, beginning: str) -> tuple[str, Backend] | None:
        """Return the path of a manifest that this is, word for word first, and its service."""
        if (backend := self.plain.get(beginning)) is not None:
            return beginning, backend
        for each in self.starred.get(beginning.count("/"), ()):
            if each.is_(beginning):
                return each.route, each.backend
        return None


@dataclass(frozen=True)
class Routes:
    """All manifests together, as they are at one time."""

    instance: str
    manifests: Mapping[str, Manifest]
    tables: Mapping[str, Table]

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
        if table is None or (not prefix and path.startswith(OWN)):
            return None
        beginning = path
        if path.count("/") > DEEPEST:
            beginning = "/".join(path.split("/", DEEPEST + 1)[: DEEPEST + 1])
        while beginning:
            if found := table.find(beginning):
                limits = self.manifests[department].limits
                return Target(found[1], path, prefix, limits, found[0])
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


def at_odds(one: str, other: str) -> bool:
    """Tell whether a path can be both of these, and neither is the one that is clearly meant."""
    pairs = list(zip(one.split("/"), other.split("/"), strict=False))
    return (
        one.count("/") == other.count("/")
        and all(a == b or "*" in (a, b) for a, b in pairs)
        and any(a == "*" != b for a, b in pairs) is any(b == "*" != a for a, b in pairs)
    )


def _table(manifest: Manifest) -> Table:
    plain: dict[str, Backend] = {}
    starred: dict[int, list[Starred]] = {}
    for backend in manifest.services:
        for path in (*backend.paths, f"/static/{backend.name}"):
            if "*" in path:
                starred.setdefault(path.count("/"), []).append(Starred(path, backend))
            else:
                plain[path] = backend
    return Table(plain, {n: tuple(sorted(few, key=_vague)) for n, few in starred.items()})


def _vague(starred: Starred) -> int:
    """Of two that a path fits, the one with more words in it is the one meant."""
    return starred.parts.count("*")

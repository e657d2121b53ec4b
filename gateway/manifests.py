"""The departments' manifests: read as a whole, checked, and told precisely when they are wrong."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from limits import parse as parse_limit

from chassis.addresses import Address, AddressWrong, parse
from chassis.changes import Text, TextSource
from chassis.settings.secret import weakness
from chassis.words import Sentence, _
from gateway.checking import validator, wrong
from gateway.routing import Backend, Limits, Manifest, Routes, at_odds, routes

DEFAULTS = Path(__file__).parent / "departments"
SCHEMA = validator(json.loads((DEFAULTS / "schema.json").read_text()))
REFERENCE = re.compile(r"\$\{([A-Z][A-Z0-9_]*)(?::-((?:[^{}]|\$\{[A-Z0-9_]+\})*))?\}")
MOST_BYTES = 256 * 1024
RESERVED = (
    "/api/*",
    "/api/departments",
    "/catalog",
    "/d/",
    "/docs",
    "/events",
    "/livez",
    "/metrics",
    "/openapi",
    "/readyz",
    "/sign-",
    "/static",
    "/status",
)
"""Beginnings of paths that the gateway answers itself."""


class ManifestWrong(Exception):
    """A manifest cannot be used: which file, where in it, and why."""

    def __init__(self, file: str, pointer: str, why: Sentence) -> None:
        super().__init__(f"{file}{pointer and f' at {pointer}'}: {why}")
        self.file, self.pointer, self.why = file, pointer, why


@dataclass(frozen=True)
class Reading:
    """What is needed to read manifests: the folder, the environment, and the secrets."""

    folder: Path
    instance: str
    env: Mapping[str, str]
    secret: Callable[[str], str]
    """Returns the secret of this name; raises KeyError where there is none."""
    strict: bool = False
    """True in production, where a weak secret is refused."""

    def print(self) -> list[tuple[str, int, int]]:
        """Return what changes when a manifest does."""
        return [(str(f), f.stat().st_mtime_ns, f.stat().st_size) for f in self._files()]

    def texts(self) -> dict[str, str]:
        """Return the manifests as they are written, by file name; raises `ManifestWrong`."""
        return {file.name: _text(file) for file in self._files()}

    def read(self, texts: Mapping[str, str]) -> Routes:
        """Return what all manifests together say; raises `ManifestWrong`."""
        found: dict[str, Manifest] = {}
        for file, text in texts.items():
            manifest = self._manifest(file, text)
            if manifest.id in found:
                raise ManifestWrong(file, "/id", _("Another manifest has this id."))
            _check_secrets(file, manifest, found.values())
            found[manifest.id] = manifest
        if self.instance not in found:
            why = _("There is no manifest for the instance {name}.", name=self.instance)
            raise ManifestWrong(self.folder.name, "", why)
        return routes(self.instance, found.values())

    def _files(self) -> list[Path]:
        """Return the folder's files, or where it has none those that come along."""
        return sorted(self.folder.glob("*.yaml")) or sorted(DEFAULTS.glob("*.yaml"))

    def _manifest(self, file: str, text: str) -> Manifest:
        said = self._filled(_parsed(file, text), file, "")
        for mistake in wrong(SCHEMA, said):
            raise ManifestWrong(file, mistake.pointer, mistake.detail)
        names = [Text(lang, text) for lang, text in said["names"].items()]
        first, *others = sorted(names, key=lambda text: (text.lang != "da", text.lang))
        told = (first, *(replace(text, source=TextSource.HUMAN) for text in others))
        services = said.get("services", {})
        backends = [self._backend(file, said["id"], name, s) for name, s in services.items()]
        _check_paths(file, backends)
        limits = {name: parse_limit(limit) for name, limit in said.get("limits", {}).items()}
        topics = tuple(said.get("topics", ()))
        return Manifest(said["id"], told, tuple(backends), Limits(**limits), topics)

    def _backend(self, file: str, department: str, name: str, said: dict[str, Any]) -> Backend:
        at = f"/services/{name}"
        try:
            secret = self.secret(said["secret"])
        except KeyError:
            why = _("The environment has no secret of this name.")
            raise ManifestWrong(file, f"{at}/secret", why) from None
        if self.strict and weakness(secret):
            raise ManifestWrong(file, f"{at}/secret", _("This secret can be guessed."))
        scopes = said.get("scopes")
        return Backend(
            department=department,
            name=name,
            address=_address(file, f"{at}/address", said["address"]),
            work=_address(file, f"{at}/work", said["work"]) if "work" in said else None,
            secret=secret,
            paths=tuple(said["paths"]),
            scopes=None if scopes is None else frozenset(scopes),
            timeout=float(said.get("timeout", 15)),
        )

    def _filled(self, said: Any, file: str, at: str) -> Any:
        """Return it with `${NAME}` and `${NAME:-default}` filled in from the environment."""
        if isinstance(said, dict):
            return {k: self._filled(v, file, f"{at}/{k}") for k, v in said.items()}
        if isinstance(said, list):
            return [self._filled(v, file, f"{at}/{n}") for n, v in enumerate(said)]
        if not isinstance(said, str):
            return said

        def value(found: re.Match[str]) -> str:
            if given := self.env.get(found[1]):
                return given
            if found[2] is not None:
                return REFERENCE.sub(value, found[2])
            why = _("The environment has no variable {name}.", name=found[1])
            raise ManifestWrong(file, at, why)

        return REFERENCE.sub(value, said)


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise ManifestWrong(file.name, "", _("The file is too large."))
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ManifestWrong(file.name, "", _("The file cannot be read.")) from None


def _parsed(file: str, text: str) -> Any:
    try:
        return yaml.load(text, _Once)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise ManifestWrong(file, "", _("Line {line} cannot be read.", line=line)) from None


class _Once(yaml.SafeLoader):
    """Reads YAML with every key once and without aliases, which can grow without end."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # PyYAML
            raise yaml.composer.ComposerError(None, None, "an alias", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        found = super().construct_mapping(node, deep=deep)
        if len(found) < len(node.value):
            raise yaml.constructor.ConstructorError(None, None, "a key twice", node.start_mark)
        return found


def _address(file: str, at: str, address: str) -> Address:
    try:
        return parse(address)
    except AddressWrong:
        why = _("An address is unix:PATH or HOST:PORT.")
        raise ManifestWrong(file, at, why) from None


def _check_secrets(file: str, manifest: Manifest, others: Iterable[Manifest]) -> None:
    """Services that share a secret could speak to each other as anybody."""
    seen = [backend.secret for other in others for backend in other.services]
    for backend in manifest.services:
        if backend.secret in seen:
            why = _("Another service has this secret; each needs its own.")
            raise ManifestWrong(file, f"/services/{backend.name}/secret", why)
        seen.append(backend.secret)


def _check_paths(file: str, backends: list[Backend]) -> None:
    """Each path leads to one service, and none is the gateway's own."""
    seen: dict[str, str] = {}
    for backend in backends:
        for number, path in enumerate(backend.paths):
            at = f"/services/{backend.name}/paths/{number}"
            others = (other for other, name in seen.items() if name != backend.name)
            if any(at_odds(path, other) for other in others):
                raise ManifestWrong(file, at, _("Another service answers this path already."))
            if path.startswith(RESERVED) or path in ("/api", "/d"):
                raise ManifestWrong(file, at, _("The gateway answers this path itself."))
            seen[path] = backend.name

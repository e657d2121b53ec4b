"""One OpenAPI document for everything behind the door, merged from those of the services."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chassis.errors import Busy
from gateway.asking import all_at_once, read
from gateway.following import Following
from gateway.passing import Passing
from gateway.routing import Backend

Json = dict[str, Any]
KEPT = 10.0
SECONDS = 3.0


@dataclass
class Merged:
    """Asks the services for theirs now and then, and keeps the last of one that is away."""

    own: Callable[[], Json]
    following: Following
    passing: Passing
    public_url: str
    kept: dict[str, Json] = field(default_factory=dict)
    until: float = 0.0
    document: Json = field(default_factory=dict)

    def get(self) -> Json:
        """Return the document."""
        if self.until < time.monotonic():
            self.until = time.monotonic() + KEPT
            for backend, found in all_at_once(self._ask, self.following.current.backends()):
                if found:
                    self.kept[backend.name] = found
            names = [backend.name for backend in self.following.current.backends()]
            parts = {name: self.kept[name] for name in names if name in self.kept}
            self.document = merge(self.own(), parts, self.public_url)
        return self.document

    def _ask(self, backend: Backend) -> tuple[Backend, Json | None]:
        try:
            found = read(self.passing, backend, "/openapi.json", SECONDS)
            return backend, found if isinstance(found, dict) else None
        except Busy:
            return backend, None


def merge(own: Json, others: Mapping[str, Json], public_url: str) -> Json:
    """Return one document; a component that two parts describe differently gets the part's name."""
    merged: Json = {
        **own,
        "servers": [{"url": public_url}],
        "paths": dict(own.get("paths", {})),
        "components": {k: dict(v) for k, v in own.get("components", {}).items()},
        "tags": [],
    }
    for name, document in others.items():
        document = _renamed(name, document, merged["components"])
        for kind, things in document.get("components", {}).items():
            merged["components"].setdefault(kind, {}).update(things)
        for path, operations in document.get("paths", {}).items():
            merged["paths"].setdefault(path, operations)
    return merged


def _renamed(name: str, document: Json, there: Mapping[str, Json]) -> Json:
    """Return the document with names of its own for what is there already, but is different."""
    clashes = [
        (kind, thing)
        for kind, things in document.get("components", {}).items()
        for thing, said in things.items()
        if there.get(kind, {}).get(thing, said) != said
    ]
    text = json.dumps(document)
    for kind, thing in clashes:
        place = f'"#/components/{kind}/'
        text = text.replace(f'{place}{thing}"', f'{place}{name.capitalize()}{thing}"')
    fresh: Json = json.loads(text)
    for kind, thing in clashes:
        things = fresh["components"][kind]
        things[f"{name.capitalize()}{thing}"] = things.pop(thing)
    return fresh

"""Who plays in the story: keys of a portal and a moderator, kept for the next time it is told."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chassis.errors import Unknown
from chassis.settings import Environment, PartSettings
from samskab.client import Client
from samskab.keys import gateway, opened

SOURCE = "https://skolevejen.example/portal"
PATIENCE = 20.0
PARTS: dict[str, dict[str, Any]] = {
    "portal": {"scopes": ("intake", "read"), "source": SOURCE},
    "moderator": {"scopes": ("read", "moderate", "steer"), "role": "moderator"},
}


@dataclass(frozen=True)
class Players:
    """Everyone in the story, as the door knows them."""

    door: str
    portal: Client
    moderator: Client
    anyone: Client
    link: str
    """Signs a browser in as a moderator, once; nothing in production."""


@contextmanager
def players(settings: PartSettings, door: str, lang: str) -> Iterator[Players]:
    """Give the players: with the keys of last time where they are still good."""
    file = settings.data_dir / "config" / "story.json"
    keys, link = _keys(settings, file)
    with (
        Client(door, keys["portal"], patience=PATIENCE, language=lang) as portal,
        Client(door, keys["moderator"], patience=PATIENCE, language=lang) as moderator,
        Client(door, patience=PATIENCE, language=lang) as anyone,
    ):
        yield Players(door, portal, moderator, anyone, f"{door}/sign-in/{link}" if link else "")


def _keys(settings: PartSettings, file: Path) -> tuple[dict[str, str], str]:
    """Return the keys by who has them, and the code of a sign-in link."""
    kept = _read(file)
    with opened(settings) as store:
        keys = gateway("keys").Keys(store)
        for who, said in PARTS.items():
            departments = (settings.instance,) if who == "moderator" else ()
            if not _good(keys, kept.get(who, "")):
                _, kept[who] = keys.create(f"The story: {who}", **said, departments=departments)
        _write(file, kept)
        if settings.env is Environment.PRODUCTION:
            return kept, ""
        signins = gateway("signins").SignIns(store)
        return kept, signins.link("The story", "moderator", (settings.instance,))


def _good(keys: Any, text: str) -> bool:
    try:
        keys.find(text)
    except Unknown:
        return False
    return True


def _read(file: Path) -> dict[str, str]:
    with suppress(FileNotFoundError, ValueError):
        kept = json.loads(file.read_text())
        return {who: kept[who] for who in PARTS if isinstance(kept.get(who), str)}
    return {}


def _write(file: Path, kept: dict[str, str]) -> None:
    """Keep the keys where only their owner can read them, whole or not at all."""
    file.parent.mkdir(0o700, parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump(kept, out, indent=1)
    fresh.rename(file)

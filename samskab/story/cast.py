"""Who plays in the story: a portal, a moderator, a consultant and the leaders of departments."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from chassis.errors import Unknown
from chassis.settings import PartSettings
from samskab.client import Client
from samskab.keys import gateway, opened
from samskab.story.keeping import Kept

SOURCE = "https://velkommen.eksempelby.example/portal"
PATIENCE = 20.0
PORTAL, MODERATOR, CONSULTANT, LEADER = "portal", "moderator", "consultant", "leader"
DEPARTMENTS = ("kommune", "integration", "skole", "sundhed", "kultur", "by")
"""The municipality itself comes first; it has the id of the instance."""
ANSWERS = "kultur"
"""The department that has something to answer, and whose leader the reader can be."""


@dataclass(frozen=True)
class Players:
    """Everyone in the story, as the door knows them."""

    door: str
    instance: str
    clients: dict[str, Client]
    anyone: Client
    links: dict[str, str]
    """Sign a browser in, once, by role."""

    @property
    def portal(self) -> Client:
        """The portal on which citizens write."""
        return self.clients[PORTAL]

    @property
    def moderator(self) -> Client:
        """Lets everyone see what they wrote, or says no."""
        return self.clients[MODERATOR]

    @property
    def consultant(self) -> Client:
        """Maps the journey, and what is learnt from it."""
        return self.clients[CONSULTANT]

    def leader(self, department: str) -> Client:
        """Speaks for a department."""
        return self.clients[f"{LEADER}/{department}"]

    def id(self, department: str) -> str:
        """Return the id that a department of the example has here."""
        return self.instance if department == DEPARTMENTS[0] else department


@contextmanager
def players(settings: PartSettings, door: str, lang: str) -> Iterator[Players]:
    """Give the players: with the keys of last time where they are still good."""
    keys, links = _keys(settings)
    with ExitStack() as stack:
        clients = {
            who: stack.enter_context(Client(door, key, patience=PATIENCE, language=lang))
            for who, key in keys.items()
        }
        anyone = stack.enter_context(Client(door, patience=PATIENCE, language=lang))
        said = {role: f"{door}/sign-in/{code}" for role, code in links.items()}
        yield Players(door, settings.instance, clients, anyone, said)


def _parts(instance: str) -> dict[str, dict[str, Any]]:
    """Return what each player may do."""
    ours = {"departments": (instance,)}
    parts: dict[str, dict[str, Any]] = {
        PORTAL: {"scopes": ("intake", "read"), "source": SOURCE},
        MODERATOR: {"scopes": ("read", "moderate", "steer"), "role": "moderator"} | ours,
        CONSULTANT: {"scopes": ("read", "map"), "role": "consultant"} | ours,
    }
    for each in DEPARTMENTS:
        its = {"departments": (instance if each == DEPARTMENTS[0] else each,)}
        may = {"scopes": ("read", "steer", "commit"), "role": "leader"}
        parts[f"{LEADER}/{each}"] = may | its
    return parts


def _keys(settings: PartSettings) -> tuple[dict[str, str], dict[str, str]]:
    """Return the keys by who has them, and the codes of sign-in links by role."""
    kept = Kept(settings.data_dir)
    keys = {who: key for who, key in kept.read().get("keys", {}).items() if isinstance(key, str)}
    with opened(settings) as store:
        known = gateway("keys").Keys(store)
        parts = _parts(settings.instance)
        made = {who: _key(known, keys.get(who, ""), who, may) for who, may in parts.items()}
        if made != keys:
            kept.write(keys=made)
        link = gateway("signins").SignIns(store).link
        return made, {
            LEADER: link("The story: a leader", LEADER, (ANSWERS,)),
            CONSULTANT: link("The story: a consultant", CONSULTANT, (settings.instance,)),
            MODERATOR: link("The story: a moderator", MODERATOR, (settings.instance,)),
        }


def _key(known: Any, text: str, who: str, may: dict[str, Any]) -> str:
    try:
        known.find(text)
    except Unknown:
        made: str = known.create(f"The story: {who}", **may)[1]
        return made
    return text

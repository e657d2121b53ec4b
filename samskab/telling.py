"""Telling the person who typed `samskab up` when all is ready, and then the story."""

import http.client
import json
import os
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from chassis.addresses import Connection
from chassis.settings import PartSettings
from chassis.words import Words, _
from samskab.parts import DOOR

WORDS = Words(Path(__file__).parent)
PATIENCE = 15.0
OFTEN = 0.05


def language() -> str:
    """Return the language of what is told: Danish, or English with STORY=en."""
    return "en" if os.environ.get("STORY", "").lower().startswith("en") else "da"


def say(sentence: str) -> str:
    """Return a sentence in that language."""
    return WORDS.say(language(), sentence)


@dataclass(frozen=True)
class Teller:
    """Waits until every part is ready, says so, and tells the story. A process of its own."""

    settings: Mapping[str, PartSettings]
    story: bool
    began: float

    def run(self) -> None:
        """Tell all there is to tell, then end: with 1 when the story came to no good end."""
        self._wait()
        door = self.settings[DOOR].public_url
        seconds = f"{time.monotonic() - self.began:.1f}"
        if language() == "da":
            seconds = seconds.replace(".", ",")
        sentence = _("Samskab is ready after {seconds} s: {door}", seconds=seconds, door=door)
        click.echo(say(sentence))
        if line := self._engines():
            click.echo(say(line))
        told = not self.story or import_module("samskab.story").tell(door, language())
        click.echo(say(_("It stays up until you press Ctrl-C.")))
        sys.exit(0 if told else 1)

    def _engines(self) -> str:
        """Return where everything is kept, unless it is all in files of the data folder."""
        documents = {kept_in(its.work_address) for its in self.settings.values()}
        log, _mark, where = self.settings[DOOR].log_url.partition("://")
        if log == "sqlite" and all(each.startswith("SQLite") for each in documents):
            return ""
        brokers = where.rpartition("@")[2].partition("?")[0]
        return _(
            "Documents are kept in {documents}; events in {events}.",
            documents=", ".join(sorted(filter(None, documents))),
            events="SQLite" if log == "sqlite" else f"Kafka ({brokers})",
        )

    def _wait(self) -> None:
        patience = time.monotonic() + PATIENCE
        while late := self._late():
            if time.monotonic() > patience:
                patience += 4 * PATIENCE
                names = "; ".join(f"{name} ({what})" for name, what in late.items())
                click.echo(say(_("Still waiting for {names}.", names=names)))
            time.sleep(OFTEN)

    def _late(self) -> dict[str, str]:
        """Return the parts that are not ready, with what they wait for."""
        places = {}
        for part, its in self.settings.items():
            places[f"{part} serve"], places[f"{part} work"] = its.address, its.work_address
        found = {name: waits_for(address) for name, address in places.items()}
        return {name: what for name, what in found.items() if what}


def waits_for(address: str) -> str:
    """Return what the process at this address says it waits for; nothing when it is ready."""
    try:
        status, told = _asked(address)
    except (OSError, http.client.HTTPException):
        return say(_("does not answer yet"))
    if status == 200:
        return ""
    waits = told.get("waitsFor")
    if not isinstance(waits, dict):
        return str(status)
    return ", ".join(f"{who}: {say(what)}" for who, what in waits.items())


def kept_in(address: str) -> str:
    """Return the engine in which the part whose work is at this address keeps its documents."""
    with suppress(OSError, http.client.HTTPException):
        return str(_asked(address)[1].get("uses", {}).get("store", ""))
    return ""


def _asked(address: str) -> tuple[int, dict[str, Any]]:
    connection = Connection(address, 2.0)
    try:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        told = json.loads(answer.read())
        return answer.status, told if isinstance(told, dict) else {}
    except ValueError:
        return answer.status, {}
    finally:
        connection.close()

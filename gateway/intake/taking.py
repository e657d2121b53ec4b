"""What portals hand in: whose it is, whether it fits, and the ids that follow from it."""

import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from chassis import clock, tracking
from chassis.changes import derived
from chassis.codec import instant
from chassis.errors import Forbidden, Refusal
from chassis.events import Event
from chassis.identity import Caller
from chassis.logs import Outgoing
from chassis.screening import screen
from chassis.telemetry import traceparent
from chassis.web import Mistake, Mistaken
from chassis.words import Sentence, _
from gateway.checking import MISSING, NO_INSTANT, ONE_OF, is_instant, validator, wrong
from gateway.intake.appending import Appends
from gateway.intake.reading import JSON, Given

IDEA = "dk.samskab.intake.idea.v1"
SUPPORT = "dk.samskab.intake.support.v1"
CONTROL = re.compile("[\0-\x1f\x7f-\x9f]")
TRACEPARENT = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
MOST_CHARACTERS = 200
AT_A_STRETCH = 20
Schemas = Mapping[str, Draft202012Validator]


@dataclass(frozen=True)
class Taken:
    """What a portal hears about an event that was taken in."""

    id: str
    idea_id: str
    receipt: str
    tracking_code: str | None = None
    support_id: str | None = None


def load_schemas(folder: Path) -> Schemas:
    """Return a validator for the data of each type that portals may hand in, by file name."""
    files = sorted(folder.glob("*.json"))
    return {file.stem: validator(json.loads(file.read_text())) for file in files}


@dataclass(frozen=True)
class Intake:
    """The events of portals on their way to the intake topic."""

    appends: Appends
    schemas: Schemas
    secret: str

    def take(self, caller: Caller, events: Sequence[Given | Refusal]) -> list[Taken | Refusal]:
        """Append what fits, durably; return for each event what became of it. Raises `Busy`."""
        caller.must("intake")
        if not caller.source:
            raise Forbidden("This key has no source, so it cannot hand in events.")
        out: list[Taken | Refusal] = []
        records: list[Outgoing] = []
        for number, given in enumerate(events, 1):
            if number % AT_A_STRETCH == 0:
                time.sleep(0)  # under gevent others go on meanwhile
            try:
                if isinstance(given, Refusal):
                    raise given
                taken, record = self._taken(caller, given)
            except Refusal as no:
                out.append(no)
            else:
                out.append(taken)
                records.append(record)
        if records:
            self.appends.append(records)
        return out

    def _taken(self, caller: Caller, given: Given) -> tuple[Taken, Outgoing]:
        attributes, data = self._checked(caller, given), given.data
        id, source, type_ = attributes["id"], attributes["source"], attributes["type"]
        topic = self.appends.topic.name
        if type_ == SUPPORT:
            idea_id, reference = data["ideaId"], data["reference"]
            person = derived("participant", source, reference, data["processId"])
            key = derived("support", source, reference, idea_id)
            support_id = derived("support", person, idea_id)  # as ideas derives it
            told = Taken(id, idea_id, _receipt(idea_id), support_id=support_id)
            return told, Event(attributes, data).outgoing(topic, key)
        idea_id = derived("idea", source, id)
        code = tracking.code(self.secret, idea_id)
        data = data | {"trackingHash": tracking.digest(code)}
        told = Taken(id, idea_id, _receipt(idea_id), code)
        return told, Event(attributes, data).outgoing(topic, id)

    def _checked(self, caller: Caller, given: Given) -> dict[str, str]:
        """Return the attributes that are passed on; raises a `Refusal` unless all of it fits."""
        said = given.attributes
        if mistakes := list(_attribute_mistakes(said, self.schemas)):
            raise Mistaken(mistakes)
        if said["source"] != caller.source:
            raise Forbidden(
                "This key hands in events of the source {source} only.",
                pointer="/source",
                source=caller.source,
            )
        screen({name: said.get(name, "") for name in ("id", "subject")})
        screen(given.data, given.at)
        if mistakes := self._data_mistakes(said["type"], given):
            raise Mistaken(mistakes)
        parent = said.get("traceparent", "")
        good = isinstance(parent, str) and TRACEPARENT.fullmatch(parent)
        return {
            "id": said["id"],
            "source": said["source"],
            "type": said["type"],
            "time": said.get("time") or instant(clock.now()),
            "traceparent": parent if good else traceparent(),
        }

    def _data_mistakes(self, type_: str, given: Given) -> list[Mistake]:
        if given.data is None:
            return [Mistake(MISSING, given.at or "/data")]
        found = wrong(self.schemas[type_], given.data, given.at)
        if not found and type_ == IDEA and "trackingHash" in given.data:
            here = _("Leave this out: the answer has the tracking code.")
            found = [Mistake(here, f"{given.at}/trackingHash")]
        return found


def _receipt(idea_id: str) -> str:
    return f"/api/receipts/{idea_id}"


def _attribute_mistakes(said: Mapping[str, Any], schemas: Schemas) -> list[Mistake]:
    checks: dict[str, Sentence | None] = {
        name: _text_mistake(said.get(name)) for name in ("specversion", "id", "source", "type")
    }
    if not checks["specversion"] and said["specversion"] != "1.0":
        checks["specversion"] = ONE_OF.format(choices="1.0")
    if not checks["type"] and said["type"] not in schemas:
        checks["type"] = ONE_OF.format(choices=", ".join(schemas))
    if (time := said.get("time")) is not None and not (isinstance(time, str) and is_instant(time)):
        checks["time"] = NO_INSTANT
    kind = said.get("datacontenttype")
    if kind is not None and not (isinstance(kind, str) and JSON.match(kind.lower())):
        checks["datacontenttype"] = ONE_OF.format(choices="application/json")
    return [Mistake(sentence, f"/{name}") for name, sentence in checks.items() if sentence]


def _text_mistake(value: Any) -> Sentence | None:
    if value is None:
        return MISSING
    if not isinstance(value, str):
        return _("This must be a text.")
    if not value.strip() or CONTROL.search(value):
        return _("This is not valid.")
    if len(value) > MOST_CHARACTERS:
        return _("This is too long; at most {max} characters fit in.", max=MOST_CHARACTERS)
    return None

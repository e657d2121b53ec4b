"""Events as they stand in the history and on the log: CloudEvents 1.0, with ours inside.

A fact of ours carries what happened (`details`), the aggregate's public state after it (`state`)
and who did it (`by`: a role and a department, never a person). What may not be seen by everyone
travels as id, revision, departments, visibility and status only, and says `withheld`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from inspect import getdoc
from typing import Any, TypeVar

from chassis.changes import Aggregate, Cause
from chassis.codec import dump, instant, moment, schema
from chassis.logs import Outgoing, Record

C = TypeVar("C", bound=type)
Shown = Mapping[str, Any]

INTERNAL = ("participantId", "trackingHash")
"""Opaque ids that services need of each other and that no outsider is shown."""
REMAINS = (
    "id",
    "revision",
    "edition",
    "processId",
    "ownerDepartmentId",
    "visibility",
    "status",
    "since",
    "sharedWith",
    *INTERNAL,
)
"""What is left of a state whose contents are withheld: ids, and nothing that anybody wrote."""
MOST_BYTES = 256 * 1024


@dataclass(frozen=True)
class Event:
    """A CloudEvent: its attributes, all strings, and its JSON data."""

    attributes: Mapping[str, str]
    data: dict[str, Any]

    @property
    def id(self) -> str:
        """Unique for its source."""
        return self.attributes["id"]

    @property
    def type(self) -> str:
        """What happened, with its version."""
        return self.attributes["type"]

    @property
    def source(self) -> str:
        """Where it happened: `/samskab/<instance>/<service>`, or a portal's own."""
        return self.attributes["source"]

    @property
    def at(self) -> datetime | None:
        """When it happened; None where that is not said, or in no way that can be read."""
        try:
            return moment(self.attributes.get("time", ""))
        except ValueError:
            return None

    @property
    def kind(self) -> str:
        """The kind of aggregate that a fact of ours is about."""
        return self.attributes["subject"].partition("/")[0]

    @property
    def about(self) -> str:
        """The id of the aggregate that a fact of ours is about."""
        return self.attributes["subject"].partition("/")[2]

    @property
    def revision(self) -> int:
        """The revision of the aggregate that a fact of ours made."""
        return int(self.attributes["revision"])

    @property
    def state(self) -> dict[str, Any]:
        """The public state after a fact of ours."""
        state: dict[str, Any] = self.data["state"]
        return state

    def structured(self) -> dict[str, Any]:
        """Return it as one JSON object (CloudEvents JSON format)."""
        return {"specversion": "1.0", **self.attributes, "data": self.data}

    def outgoing(self, topic: str, key: str) -> Outgoing:
        """Return it as a record (CloudEvents Kafka binding, binary mode)."""
        headers = {f"ce_{name}": value for name, value in self.attributes.items()}
        headers |= {"ce_specversion": "1.0", "content-type": "application/json"}
        return Outgoing(topic, key, written(self.data), headers)


def written(data: Any) -> bytes:
    """Return JSON as compact UTF-8."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def from_structured(body: Mapping[str, Any]) -> Event:
    """Return the event that this JSON object is."""
    attributes = {k: v for k, v in body.items() if k not in ("specversion", "data")}
    return Event(attributes, body["data"])


def from_record(record: Record) -> Event:
    """Return the event of a record in binary mode; raises ValueError when it is none."""
    if record.headers.get("ce_specversion") != "1.0":
        raise ValueError("no CloudEvent 1.0 in binary mode")
    named = {k[3:]: v for k, v in record.headers.items() if k.startswith("ce_")}
    del named["specversion"]
    for needed in ("id", "source", "type"):
        if not named.get(needed):
            raise ValueError(f"a CloudEvent without {needed}")
    try:
        data = json.loads(record.value)
    except RecursionError as deep:
        raise ValueError("the data is nested too deeply") from deep
    if not isinstance(data, dict):
        raise ValueError("the data is no JSON object")
    event = Event(named, data)
    if "revision" in named:
        _check_fact(event)
    return event


def _check_fact(event: Event) -> None:
    try:
        _ = (event.revision, event.kind, event.state["id"])
    except (KeyError, TypeError) as odd:
        raise ValueError("a fact without its subject or state") from odd


@dataclass(frozen=True)
class Described:
    """What the catalogue knows of a type of event."""

    name: str
    cls: type
    state: type | None


CATALOGUE: dict[str, Described] = {}


def event(type_: str, state: type | None = None) -> Callable[[C], C]:
    """Name the type of a fact; `state` is the public state that travels with it."""

    def register(cls: C) -> C:
        CATALOGUE[type_] = Described(type_, cls, state)
        cls.event_type = type_  # type: ignore[attr-defined]  # read by `fact`
        return cls

    return register


def fact(
    happened: object,
    state: Shown,
    aggregate: Aggregate,
    revision: int,
    kind: str,
    source: str,
    cause: Cause,
) -> Event:
    """Return the event that tells what happened, its contents withheld if need be."""
    open_ = not state.get("withheld")
    attributes = {
        "id": f"{aggregate.id}-{revision}",
        "source": source,
        "type": happened.event_type,  # type: ignore[attr-defined]  # set by @event
        "subject": f"{kind}/{aggregate.id}",
        "time": instant(aggregate.updated_at),
        "revision": f"{revision:015d}",
        "departmentid": aggregate.owner_department_id,
        "processid": aggregate.process_id,
        "correlationid": cause.correlation,
        "causationid": cause.causation,
        "traceparent": cause.traceparent,
        "dataclassification": "public" if open_ else "restricted",
    }
    by = {k: v for k, v in (("role", cause.role), ("department", cause.department)) if v}
    data = {"details": dump(happened) if open_ else {}, "state": state, "by": by}
    return Event({k: v for k, v in attributes.items() if v}, data)


def withheld(state: Shown) -> dict[str, Any]:
    """Return what may travel of a state that may not be seen."""
    return {name: state[name] for name in REMAINS if name in state} | {"withheld": True}


def withhold(event: Event) -> Event:
    """Return the event with its contents taken out; id, revision, type and cause stay."""
    attributes = dict(event.attributes) | {"dataclassification": "restricted"}
    data = event.data | {"details": {}, "state": withheld(event.state)}
    return Event(attributes, data)


def for_everyone(event: Event) -> Event | None:
    """Return what anybody may see of a fact, or None where that is nothing."""
    state = event.data.get("state", {})
    if state.get("withheld") or state.get("visibility") != "public":
        return None
    shown = {name: value for name, value in state.items() if name not in INTERNAL}
    return Event(event.attributes, event.data | {"state": shown})


def data_schema(described: Described) -> dict[str, Any]:
    """Return the JSON Schema of a fact's data. Within a version fields are only ever added."""
    state: dict[str, Any] = schema(described.state) if described.state else {"type": "object"}
    state["required"] = [name for name in state.get("required", ()) if name in REMAINS]
    state["properties"] = state.get("properties", {}) | {"withheld": {"type": "boolean"}}
    details = schema(described.cls)
    details.pop("required", None)
    by = {
        "type": "object",
        "properties": {"role": {"type": "string"}, "department": {"type": "string"}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": described.name,
        "description": getdoc(described.cls) or "",
        "type": "object",
        "properties": {"details": details, "state": state, "by": by},
        "required": ["details", "state", "by"],
    }

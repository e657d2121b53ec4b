"""The contracts of a part as files: made from the code, stored, and compared in every check.

`contract/events/<type>.json` is the JSON Schema of an event's data, `contract/examples/<type>.json`
has one event that fits and some that do not, `openapi.json` and `asyncapi.json` tell the rest.
"""

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from chassis.aggregates import public_state
from chassis.changes import Aggregate, Cause, Change
from chassis.codec import dump
from chassis.events import CATALOGUE, data_schema, fact

Json = dict[str, Any]
SAID = "Said by this part"
TAKEN = "Taken in by this part"


@dataclass(frozen=True)
class Contract:
    """What a part promises to others."""

    name: str
    folder: Path
    openapi: Json
    says: Sequence[Json] = ()
    """One example event of each type that it says."""
    takes: Mapping[str, Json] = field(default_factory=dict)
    """The JSON Schema of the data of each type that portals may hand in."""
    taken: Sequence[tuple[Json, Sequence[tuple[str, Json]]]] = ()
    """For each of those an event that fits, and some that do not with the reason."""

    def files(self) -> dict[Path, str]:
        """Return what the files of this contract hold."""
        at = self.folder / "contract"
        out = {at / "openapi.json": _text(self.openapi)}
        if self.schemas():
            out[at / "asyncapi.json"] = _text(asyncapi(self))
        for type_, schema in self.schemas().items():
            out[at / "events" / f"{type_}.json"] = _text(schema)
        for type_, examples in self.examples().items():
            out[at / "examples" / f"{type_}.json"] = _text(examples)
        return out

    def schemas(self) -> dict[str, Json]:
        """Return the schema of each event's data, by type."""
        said = {e["type"]: data_schema(CATALOGUE[e["type"]]) for e in self.says}
        return dict(sorted((said | dict(self.takes)).items()))

    def examples(self) -> dict[str, Json]:
        """Return an event that fits and some that do not, by type."""
        out = {}
        for event in self.says:
            wrong = [{"why": why, "event": bad} for why, bad in _spoilt(event)]
            out[event["type"]] = {"valid": [event], "invalid": wrong}
        for event, spoilt in self.taken:
            wrong = [{"why": why, "event": bad} for why, bad in spoilt]
            out[event["type"]] = {"valid": [event], "invalid": wrong}
        return out


def example(change: Change[Aggregate], kind: str, source: str) -> Json:
    """Return the event that tells of a change, as an example."""
    state, happened = change.state, change.facts[0]
    kept = replace(state, revision=state.revision + 1, edition=state.edition + 1)
    told = CATALOGUE[happened.event_type].state or Aggregate  # type: ignore[attr-defined]  # by @event
    shown = public_state(told, dump(kept))
    cause = Cause(id="example", role="moderator", department=kept.owner_department_id)
    return fact(happened, shown, kept, kept.revision, kind, source, cause).structured()


def _spoilt(event: Json) -> Iterator[tuple[str, Json]]:
    bad = copy.deepcopy(event)
    del bad["data"]["state"]
    yield "the state is missing", bad
    bad = copy.deepcopy(event)
    bad["data"]["state"]["revision"] = "one"
    yield "the revision of the state is no number", bad
    bad = copy.deepcopy(event)
    bad["data"]["state"].pop("ownerDepartmentId")
    yield "nobody owns it", bad


def asyncapi(contract: Contract) -> Json:
    """Return AsyncAPI 3.0 of the events that a part says and takes in."""
    messages = {
        type_: {
            "name": type_,
            "summary": schema.get("description", ""),
            "contentType": "application/json",
            "payload": {"$ref": f"./events/{type_}.json"},
        }
        for type_, schema in contract.schemas().items()
    }
    said = [type_ for type_ in messages if type_ not in contract.takes]
    channels, operations = {}, {}
    for channel, types, action in (
        (contract.name, said, "send"),
        ("intake", list(contract.takes), "receive"),
    ):
        if not types:
            continue
        refs = {t: {"$ref": f"#/components/messages/{t}"} for t in types}
        channels[channel] = {
            "address": f"samskab.{{instance}}.{channel}",
            "parameters": {"instance": {"description": "The municipality's or a department's."}},
            "messages": refs,
        }
        operations[f"{action}_{channel}"] = {
            "action": action,
            "channel": {"$ref": f"#/channels/{channel}"},
            "messages": [{"$ref": f"#/channels/{channel}/messages/{t}"} for t in types],
        }
    return {
        "asyncapi": "3.0.0",
        "info": {"title": f"Samskab: {contract.name}", "version": "1"},
        "channels": channels,
        "operations": operations,
        "components": {"messages": messages},
    }


def catalogue(contracts: Sequence[Contract]) -> str:
    """Return the event catalogue as a page of the docs."""
    lines = [
        "# Events",
        "",
        "Written by `make contracts` from the code; a test compares. Every event is a CloudEvent",
        "1.0 in binary mode on its topic, keyed by the id of what it tells of; its data has",
        "a stored JSON Schema. Within a version fields are only added: ignore what you don't know.",
    ]
    for contract in contracts:
        if not contract.schemas():
            continue
        lines += ["", f"## {contract.name}", "", "| type | what it says | topic |", "|---|---|---|"]
        for type_, schema in contract.schemas().items():
            topic = "intake" if type_ in contract.takes else contract.name
            path = f"../{_beside(contract.folder)}/contract"
            links = (
                f"[schema]({path}/events/{type_}.json), [examples]({path}/examples/{type_}.json)"
            )
            told = schema.get("description", "").split("\n")[0]
            lines.append(f"| `{type_}` | {told} {links} | `samskab.<instance>.{topic}` |")
    return "\n".join(lines) + "\n"


def _beside(folder: Path) -> str:
    """Return a part's folder as seen from the top of the project."""
    return f"services/{folder.name}" if folder.parent.name == "services" else folder.name


def differences(files: Mapping[Path, str]) -> list[str]:
    """Return in words which stored files are not what the code says."""
    out = []
    for path, text in files.items():
        if not path.exists():
            out.append(f"{path} is missing")
        elif path.read_text() != text:
            out.append(f"{path} differs from the code")
    for folder in {path.parent for path in files if path.parent.name in ("events", "examples")}:
        for path in sorted(set(folder.glob("*.json")) - files.keys()):
            out.append(f"{path} has no event any more")
    return out


def store(files: Mapping[Path, str]) -> None:
    """Write the files as the code says, and let go of those that no event has any more."""
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for folder in {path.parent for path in files if path.parent.name in ("events", "examples")}:
        for path in set(folder.glob("*.json")) - files.keys():
            path.unlink()


def _text(thing: Any) -> str:
    return json.dumps(thing, ensure_ascii=False, indent=1) + "\n"

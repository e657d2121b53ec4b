"""Tying what was gathered into one thread: which thing led to which."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from chassis.identity import Caller
from chassis.stores import Body
from initiatives.actions.threads.contents import PLURALS, address, of_idea, told
from initiatives.actions.threads.gathered import Gathered, ids, inside
from initiatives.actions.threads.made import Key, Thing, Thread, Weaving
from initiatives.actions.threads.parts import weave_parts

NAMED = (
    ("evidence", "idea", "ideaId", "evidence"),
    ("insight", "evidence", "evidenceIds", "insight"),
    ("opportunity", "insight", "insightIds", "opportunity"),
    ("initiative", "opportunity", "opportunityIds", "origin"),
    ("initiative", "idea", "ideaIds", "origin"),
)
"""What names what it came from: its own kind, that of its origin, the field, and the tie."""
ABOUT = (
    ("evidence", "step", "stepIds", "step"),
    ("insight", "step", "stepIds", "step"),
    ("opportunity", "step", "stepIds", "step"),
    ("initiative", "step", "stepIds", "step"),
    ("insight", "persona", "personaIds", "persona"),
    ("journey", "persona", "personaIds", "persona"),
)
"""What names what it is about. No way from a contribution to an effect leads through these."""


@dataclass
class Weaver:
    """Puts one thread together for one caller."""

    caller: Caller
    found: Gathered
    names: Mapping[str, Any]
    """The names of departments by id."""
    weaving: Weaving = field(default_factory=Weaving)

    def woven(self, steps: Sequence[str], pins: Sequence[Body], about: Key) -> Thread:
        """Return the thread."""
        for kind in PLURALS:
            self._put_all(kind)
        self._put_steps(steps, {pin["stepId"]: pin["journeyId"] for pin in pins})
        for body in self.found.open("initiative"):
            key = ("initiative", body["id"])
            names = self.names.get(body["ownerDepartmentId"])
            shown = told("initiative", body, department=names)
            self.weaving.put(Thing(*key, f"/api/initiatives/{body['id']}", shown))
        self._tie_all(pins)
        for body in self.found.open("initiative"):
            weave_parts(self.weaving, self.caller, body, self.found.all("idea"), self.names)
        return self.weaving.done(about, list(self.found.more))

    def _put_all(self, kind: str) -> None:
        for id, body in self.found.all(kind).items():
            self.weaving.put(Thing(kind, id, address(kind, id), self._shown(kind, body)))

    def _shown(self, kind: str, body: Body | None) -> dict[str, Any] | None:
        """Return what is told of a thing; a quote goes with what it quotes."""
        if body is None or (kind == "evidence" and self._quotes_closed(body)):
            return None
        return of_idea(body) if kind == "idea" else told(kind, body)

    def _quotes_closed(self, evidence: Body) -> bool:
        return evidence.get("type") == "quote" and evidence.get("ideaId") in self.found.closed

    def _put_steps(self, steps: Sequence[str], pinned: Mapping[str, str]) -> None:
        shown = {step["id"]: (step, stage, way) for step, stage, way in self._steps()}
        for id in steps:
            if id not in shown:
                at = address("journey", pinned[id]) if id in pinned else "/api/journeys"
                self.weaving.put(Thing("step", id, at))
                continue
            step, stage, way = shown[id]
            contents = told("step", step, stage=stage["title"], journeyId=way["id"])
            self.weaving.put(Thing("step", id, address("journey", way["id"]), contents))
            self.weaving.tie(("journey", way["id"]), ("step", id), "step")

    def _steps(self) -> Iterable[tuple[Body, Body, Body]]:
        """Give every step with its stage and journey; one that still holds comes last, and wins."""
        ways = self.found.open("journey")
        for way in sorted(ways, key=lambda way: way.get("status") != "superseded"):
            for stage in way["stages"]:
                yield from ((step, stage, way) for step in stage["steps"])

    def _tie_all(self, pins: Sequence[Body]) -> None:
        for kind, origin, name, meaning in NAMED:
            for body in self.found.open(kind):
                for id in ids([body], name):
                    self.weaving.tie((origin, id), (kind, body["id"]), meaning)
        for kind, about, name, meaning in ABOUT:
            for body in self.found.open(kind):
                for id in ids([body], name):
                    self.weaving.tie((kind, body["id"]), (about, id), meaning)
        for pin in pins:
            self.weaving.tie(("idea", pin["ideaId"]), ("step", pin["stepId"]), "step")


def departments_of(initiatives: Sequence[Body]) -> list[str]:
    """Return the departments whose names are told beside what they do."""
    parts = [inside(initiatives, name) for name in ("commitments", "milestones", "decisions")]
    named = ids([part for some in parts for part in some], "departmentId")
    return list(dict.fromkeys([*ids(initiatives, "ownerDepartmentId"), *filter(None, named)]))

"""The parts of an initiative on its thread: commitments, help, effects and decisions."""

from collections.abc import Mapping
from typing import Any

from chassis.identity import Caller
from chassis.stores import Body
from initiatives.actions.threads.contents import answer_of, told, too_few
from initiatives.actions.threads.made import Key, Thing, Weaving

PARTS = (("commitment", "commitments"), ("milestone", "milestones"))


def weave_parts(
    weaving: Weaving,
    caller: Caller,
    body: Body,
    ideas: Mapping[str, Body | None],
    names: Mapping[str, Any],
) -> None:
    """Put all parts of an initiative on the thread and tie them to it."""
    whole: Key = ("initiative", body["id"])
    at = f"/api/initiatives/{body['id']}"
    for kind, name in PARTS:
        for part in body.get(name, ()):
            shown = told(kind, part, department=names.get(part["departmentId"]))
            weaving.put(Thing(kind, part["id"], at, shown))
            weaving.tie(whole, (kind, part["id"]), kind)
    _matches(weaving, whole, at, body, ideas)
    _indicators(weaving, whole, at, body, caller)
    for number, part in enumerate(body.get("decisions", ()), 1):
        id = f"{body['id']}.{number}"
        shown = told("decision", part, department=names.get(part.get("departmentId")))
        weaving.put(Thing("decision", id, at, shown))
        weaving.tie(whole, ("decision", id), "decision")


def _matches(
    weaving: Weaving, whole: Key, at: str, body: Body, ideas: Mapping[str, Body | None]
) -> None:
    """Help comes from its giver's offer to the initiative."""
    needs = {need["id"]: need["title"] for need in body.get("needs", ())}
    for match in body.get("matches", ()):
        key = ("match", match["id"])
        said = answer_of(ideas.get(match["ideaId"]), match["id"])
        shown = told("match", match, need=needs.get(match["needId"]), answer=said)
        weaving.put(Thing(*key, at, shown))
        weaving.tie(("idea", match["ideaId"]), key, "offer")
        weaving.tie(key, whole, "match")


def _indicators(weaving: Weaving, whole: Key, at: str, body: Body, caller: Caller) -> None:
    few = {kept["id"]: kept for kept in body.get("few", ())} if _inside(caller, body) else {}
    for indicator in body.get("indicators", ()):
        key = ("indicator", indicator["id"])
        baseline = too_few(indicator["baseline"] | _kept(few, indicator["id"]))
        shown = told("indicator", indicator | {"baseline": baseline})
        weaving.put(Thing(*key, at, shown))
        weaving.tie(whole, key, "indicator")
        for id in indicator.get("ideaIds", ()):
            weaving.tie(("idea", id), key, "indicator")
        for id in indicator.get("stepIds", ()):
            weaving.tie(key, ("step", id), "step")
        for point in indicator.get("measurements", ()):
            shown = told("measurement", too_few(point | _kept(few, point["id"])))
            weaving.put(Thing("measurement", point["id"], at, shown))
            weaving.tie(key, ("measurement", point["id"]), "measurement")


def _inside(caller: Caller, body: Body) -> bool:
    """Tell whether the caller reads for a department that owns it or has a part in it."""
    own = (body["ownerDepartmentId"], *body.get("parties", ()))
    return any(caller.may("read", department) for department in own)


def _kept(few: Mapping[str, Any], id: str) -> dict[str, Any]:
    """Return what few people are behind, for those who may see it."""
    return {name: value for name, value in few.get(id, {}).items() if name != "id"}

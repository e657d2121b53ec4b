"""What is told of each kind of thing, and where it is."""

from collections.abc import Mapping
from typing import Any

TOLD = {
    "idea": ("title", "body", "language", "status", "submittedAt"),
    "evidence": ("type", "text", "collectedOn", "n"),
    "insight": ("type", "statement", "severity", "status"),
    "opportunity": ("question", "status"),
    "persona": ("name", "summary"),
    "journey": ("title", "type", "status"),
    "step": ("title", "action", "thought", "momentOfTruth"),
    "initiative": (
        *("title", "problem", "solution", "contact", "status", "operatedBy", "reviewOn"),
        *("processId", "ownerDepartmentId", "updatedAt"),
    ),
    "commitment": ("departmentId", "role", "what", "status", "reason", "askedAt", "answeredAt"),
    "milestone": ("title", "departmentId", "due", "doneAt"),
    "match": ("needId", "status", "amount", "unit", "thanks", "askedAt"),
    "indicator": ("name", "level", "unit", "direction", "baseline", "target", "source"),
    "measurement": ("on", "value", "n", "note", "tooFew"),
    "decision": ("at", "what", "why", "role", "departmentId"),
}
"""Never more of a person than their words: who gave them is in no thread."""
PLURALS = {
    "idea": "ideas",
    "evidence": "evidence",
    "insight": "insights",
    "opportunity": "opportunities",
    "persona": "personas",
    "journey": "journeys",
}


def told(kind: str, body: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """Return what is told of a thing, without what is empty."""
    shown = {name: body[name] for name in TOLD[kind] if body.get(name) not in (None, [], "")}
    return shown | {name: value for name, value in more.items() if value not in (None, [], "")}


def address(kind: str, id: str) -> str:
    """Return where a thing of somebody else's is asked for."""
    return f"/api/{PLURALS[kind]}/{id}"


def of_idea(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is told of a contribution; what kind of help it offers, where it does."""
    offer = body.get("offer") or {}
    shown = {name: offer[name] for name in ("resourceType", "area", "status") if offer.get(name)}
    return told("idea", body, ideaKind=body.get("kind"), offer=shown or None)


def answer_of(giver: Mapping[str, Any] | None, match_id: str) -> str | None:
    """Return what the giver has said to a match, as far as it was heard of."""
    asks = ((giver or {}).get("offer") or {}).get("asks", ())
    return next((ask["status"] for ask in asks if ask["id"] == match_id), None)


def too_few(point: Mapping[str, Any]) -> dict[str, Any]:
    """Return a measured value, saying so where fewer than five people are behind it."""
    return dict(point) | ({} if "value" in point else {"tooFew": True})

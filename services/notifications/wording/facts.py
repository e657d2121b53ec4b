"""What a message may say now, read from the newest copies: what is not public is not there."""

from collections.abc import Iterable, Mapping
from typing import Any

from notifications.actions.copies import NOTHING, Copies, Copy
from notifications.domain.messages import Message, Template
from notifications.wording.texts import amount, day, prose, title

Facts = dict[str, Any]


def facts_of(message: Message, copies: Copies, lang: str) -> Facts:
    """Return all that templates may name; what is not known is empty."""
    idea = copies.public("idea", message.idea)
    initiative = copies.public("initiative", message.of_initiative)
    return (
        _of_idea(idea, lang)
        | _of_ask(_with_id(idea.get("offer", NOTHING).get("asks", ()), message.part), lang)
        | _of_evidence(copies.public("evidence", message.about), lang)
        | _of_initiative(initiative, copies, lang)
        | _of_commitment(initiative, message, copies, lang)
        | _of_measurement(initiative, message.part, lang)
        | _of_need(initiative, message.part, lang)
    )


def _of_idea(idea: Copy, lang: str) -> Facts:
    return {
        "title": title(idea.get("title", ()), lang),
        "reason": prose(idea.get("reason", ()), lang),
        "offered": idea.get("offer", NOTHING).get("status") == "offered",
    }


def _of_ask(ask: Copy, lang: str) -> Facts:
    return {
        "answered": ask.get("status", "asked") != "asked",
        "used": amount(ask.get("amount"), lang),
        "in_hours": ask.get("unit") == "hours",
        "thanks": prose(ask.get("thanks", ()), lang),
    }


def _of_evidence(evidence: Copy, lang: str) -> Facts:
    return {"quote": prose(evidence.get("text", ()), lang)}


def _of_initiative(initiative: Copy, copies: Copies, lang: str) -> Facts:
    reasons = [
        each.get("why", ())
        for each in initiative.get("decisions", ())
        if each.get("what") == Template.STOPPED
    ]
    missing = [
        each
        for each in initiative.get("commitments", ())
        if each.get("status") == "asked" and each.get("role") != "informed"
    ]
    return {
        "initiative": title(initiative.get("title", ()), lang),
        "why": prose(reasons[-1], lang) if reasons else "",
        "contact": prose(initiative.get("contact", ()), lang),
        "operated_by": prose(initiative.get("operatedBy", ()), lang),
        "leads": _named(copies, initiative.get("ownerDepartmentId", ""), lang),
        "missing": len(missing),
    }


def _of_commitment(initiative: Copy, message: Message, copies: Copies, lang: str) -> Facts:
    found = _with_id(initiative.get("commitments", ()), message.part)
    return {
        "department": _named(copies, found.get("departmentId", ""), lang),
        "role": found.get("role", ""),
        "what": prose(found.get("what", ()), lang),
        "answer": found.get("status", "asked"),
        "refusal": prose(found.get("reason", ()), lang),
    }


def _of_measurement(initiative: Copy, id: str, lang: str) -> Facts:
    for indicator in initiative.get("indicators", ()):
        if found := _with_id(indicator.get("measurements", ()), id):
            return _measured(indicator, found, lang)
    return _measured(NOTHING, NOTHING, lang)


def _measured(indicator: Copy, found: Copy, lang: str) -> Facts:
    return {
        "indicator": title(indicator.get("name", ()), lang),
        "unit": title(indicator.get("unit", ()), lang),
        "value": amount(found.get("value"), lang),
        "on": day(found.get("on", ""), lang),
        "before": amount(indicator.get("baseline", NOTHING).get("value"), lang),
        "goal": amount(indicator.get("target", NOTHING).get("value"), lang),
    }


def _of_need(initiative: Copy, match_id: str, lang: str) -> Facts:
    match = _with_id(initiative.get("matches", ()), match_id)
    need = _with_id(initiative.get("needs", ()), match.get("needId", ""))
    return {"need": title(need.get("title", ()), lang)}


def _named(copies: Copies, department: str, lang: str) -> str:
    """Return a department's name; its id where we have not heard of it yet."""
    return title(copies.public("department", department).get("names", ()), lang) or department


def _with_id(parts: Iterable[Mapping[str, Any]], id: str) -> Copy:
    return next((each for each in parts if each.get("id") == id), NOTHING) if id else NOTHING

"""`/evidence/<id>`: what was seen or heard, and where it led."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint

from chassis.errors import Refusal
from chassis.pages import Form, blank, render
from chassis.web import caller, cause
from journeys.actions import Nouns, insider
from journeys.domain.evidence import Evidence
from journeys.pages.asking import press
from journeys.schemas.findings import evidence_view

MOST = 100


def evidence_pages(nouns: Nouns) -> Blueprint:
    """Return the page of a piece of evidence."""
    door = Blueprint("evidence_pages", __name__, template_folder="../templates")

    def page(evidence_id: str, form: Form | None = None, status: int = 200) -> Any:
        who = caller()
        evidence = nouns.evidence.get(who, evidence_id)
        return render(
            "journeys/evidence_seen.html",
            status,
            form=form or blank(),
            each=seen_by_caller(evidence),
            may_change=nouns.evidence.may_change(who, evidence),
            owner=nouns.neighbours.departments([evidence.owner_department_id]),
            ideas=ideas_of(nouns, [evidence]),
            steps=nouns.journeys.of_steps(who, evidence.step_ids),
            personas=nouns.personas.seen(who, evidence.persona_ids),
            insights=nouns.insights.page(who, {"evidence": evidence_id}, None, MOST)[0],
        )

    @door.get("/evidence/<evidence_id>")
    def show(evidence_id: str) -> Any:
        """Show what was seen or heard, where, and what it led to."""
        return page(evidence_id)

    @door.post("/evidence/<evidence_id>/publish")
    def publish(evidence_id: str) -> Any:
        """Let everyone see it."""

        def shown(no: Refusal, form: Form) -> Any:
            return page(evidence_id, form, no.status)

        return press(
            lambda: nouns.evidence.publish(caller(), cause(), evidence_id),
            f"/evidence/{evidence_id}",
            shown,
        )

    return door


def seen_by_caller(evidence: Evidence) -> dict[str, Any]:
    """Return evidence as this caller sees it."""
    return evidence_view(evidence, insider(caller(), evidence))


def ideas_of(nouns: Nouns, evidence: Iterable[Evidence]) -> dict[str, Any]:
    """Return the public contributions that evidence comes from, by id."""
    return dict(nouns.neighbours.ideas(each.idea_id for each in evidence if each.idea_id))

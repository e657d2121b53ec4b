"""`/journeys/<id>/steps/<stepId>`: one step with all that is known of it."""

from typing import Any

from flask import Blueprint

from chassis.pages import new, render
from chassis.web import LanguageField, Strict, caller, language, takes
from journeys.actions import Nouns, insider
from journeys.domain.evidence import Evidence
from journeys.pages.showing import shown
from journeys.routes.map import spoken
from journeys.schemas.findings import evidence_view

MOST = 100


class StepQuery(Strict):
    """In which language a step is shown."""

    text = LanguageField(load_default="")


def step_pages(nouns: Nouns) -> Blueprint:
    """Return the page of a step."""
    door = Blueprint("a_step", __name__, url_prefix="/journeys", template_folder="../templates")

    @door.get("/<journey_id>/steps/<step_id>")
    @takes(query=StepQuery)
    def show(journey_id: str, step_id: str, text: str) -> Any:
        """Show one step with evidence, insights, questions, contributions and initiatives."""
        told, who, wanted = shown(nouns, journey_id), caller(), {"step": step_id}
        here = told.step(step_id)
        before, after = told.beside(here)
        evidence = nouns.evidence.page(who, wanted, None, MOST)[0]
        return render(
            "journeys/step.html",
            told=told,
            here=here,
            before=before,
            after=after,
            text=spoken(told.journey, text or language()),
            evidence=[_evidence(each) for each in evidence],
            ideas=nouns.neighbours.ideas(e.idea_id for e in evidence if e.idea_id),
            insights=nouns.insights.page(who, wanted, None, MOST)[0],
            opportunities=nouns.opportunities.page(who, wanted, None, MOST)[0],
            once=new(),
        )

    return door


def _evidence(each: Evidence) -> dict[str, Any]:
    return evidence_view(each, insider(caller(), each))

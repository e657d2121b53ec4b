"""`/journeys/<id>/steps/<stepId>`: one step with all that is known of it."""

from typing import Any

from flask import Blueprint

from chassis.errors import Refusal
from chassis.pages import Form, blank, render
from chassis.web import LanguageField, Strict, caller, cause, language, takes
from journeys.actions import Nouns
from journeys.pages.asking import press
from journeys.pages.evidence import ideas_of, seen_by_caller
from journeys.pages.showing import shown
from journeys.routes.map import spoken

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
        return page(journey_id, step_id, text)

    @door.post("/<journey_id>/steps/<step_id>/evidence/<evidence_id>/publish")
    def publish(journey_id: str, step_id: str, evidence_id: str) -> Any:
        """Let everyone see evidence."""

        def refused(no: Refusal, form: Form) -> Any:
            return page(journey_id, step_id, form=form, status=no.status)

        return press(
            lambda: nouns.evidence.publish(caller(), cause(), evidence_id),
            f"/journeys/{journey_id}/steps/{step_id}#evidence",
            refused,
        )

    def page(
        journey_id: str,
        step_id: str,
        text: str = "",
        form: Form | None = None,
        status: int = 200,
    ) -> Any:
        told, who, wanted = shown(nouns, journey_id), caller(), {"step": step_id}
        here = told.step(step_id)
        before, after = told.beside(here)
        evidence = nouns.evidence.page(who, wanted, None, MOST)[0]
        return render(
            "journeys/step.html",
            status,
            form=form or blank(),
            told=told,
            here=here,
            before=before,
            after=after,
            text=spoken(told.journey, text or language()),
            evidence=[seen_by_caller(each) for each in evidence],
            ideas=ideas_of(nouns, evidence),
            insights=nouns.insights.page(who, wanted, None, MOST)[0],
            opportunities=nouns.opportunities.page(who, wanted, None, MOST)[0],
        )

    return door

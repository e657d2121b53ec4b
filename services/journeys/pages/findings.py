"""`/journeys/<id>/findings`: all that was seen and heard on a journey, and where it led."""

from typing import Any

from flask import Blueprint

from chassis.pages import render
from chassis.web import caller
from journeys.actions import Nouns
from journeys.pages.evidence import ideas_of, seen_by_caller


def finding_pages(nouns: Nouns) -> Blueprint:
    """Return the page of all that was found on a journey."""
    door = Blueprint("finding_pages", __name__, template_folder="../templates")

    @door.get("/journeys/<journey_id>/findings")
    def findings(journey_id: str) -> Any:
        """Show all evidence and insights that name a step of a journey."""
        who = caller()
        journey = nouns.journeys.get(who, journey_id)
        steps = [step.id for step in journey.steps()]
        evidence = nouns.evidence.at(who, steps)
        return render(
            "journeys/findings.html",
            journey=journey,
            number={id: n for n, id in enumerate(steps, start=1)},
            evidence=[seen_by_caller(each) for each in evidence],
            ideas=ideas_of(nouns, evidence),
            insights=nouns.insights.at(who, steps),
            may_map=who.may("map"),
        )

    return door

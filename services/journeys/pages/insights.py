"""`/insights/new` from chosen evidence, and `/insights/<id>`: what the evidence means."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from chassis.errors import Refusal
from chassis.pages import Form, blank, render
from chassis.pages.showing import translated
from chassis.web import Integer, TextsField, caller, cause, language, one_of
from chassis.words import _
from journeys.actions import Nouns
from journeys.domain.evidence import Evidence
from journeys.domain.insights import Insight, NewInsight
from journeys.events.findings import InsightType
from journeys.pages.asking import Asking, Choices, Field, Spoken, ask, kept, press
from journeys.pages.choosing import quoted
from journeys.pages.evidence import ideas_of, seen_by_caller
from journeys.pages.words import INSIGHT_TYPES, SEVERITIES
from journeys.schemas.common import AT_LEAST_ONE, MOST_IDS, PASSAGE, Several
from journeys.schemas.findings import SEVERITY

MOST = 100
NONE_CHOSEN = _("Choose the evidence that it builds on.")


class InsightForm(Spoken):
    """What the chosen evidence means."""

    evidence_ids = Several(
        required=True, length=AT_LEAST_ONE, error_messages={"required": NONE_CHOSEN}
    )
    statement = TextsField(required=True, max_length=PASSAGE)
    type = one_of(InsightType, required=True)
    severity = Integer(load_default=3, validate=SEVERITY)


def insight_pages(nouns: Nouns) -> Blueprint:
    """Return the pages of insights."""
    door = Blueprint(
        "insight_pages", __name__, url_prefix="/insights", template_folder="../templates"
    )

    @door.route("/new", methods=["GET", "POST"])
    def find() -> Any:
        """Say what chosen evidence means; it is about the steps and personas of the evidence."""
        who = caller()
        who.must("map")
        offered = nouns.evidence.seen(who, request.args.getlist("evidenceIds")[:MOST_IDS])

        def keep(language: str, evidence_ids: list[str], **told: Any) -> Response:
            there = [*nouns.evidence.seen(who, evidence_ids).values()]
            about: dict[str, Any] = _about(nouns, there)
            new = NewInsight(**told, evidence_ids=tuple(evidence_ids), **about)
            insight = nouns.insights.find(who, cause(), new)
            return kept(f"/insights/{insight.id}")

        return ask(InsightForm, _asking(offered), keep)

    _showing(door, nouns)
    return door


def _showing(door: Blueprint, nouns: Nouns) -> None:
    def page(insight_id: str, form: Form | None = None, status: int = 200) -> Any:
        who = caller()
        insight = nouns.insights.get(who, insight_id)
        evidence = nouns.evidence.seen(who, insight.evidence_ids)
        return render(
            "journeys/insight.html",
            status,
            form=form or blank(),
            insight=insight,
            evidence={id: seen_by_caller(each) for id, each in evidence.items()},
            ideas=ideas_of(nouns, evidence.values()),
            steps=nouns.journeys.of_steps(who, insight.step_ids),
            personas=nouns.personas.seen(who, insight.persona_ids),
            questions=nouns.opportunities.page(who, {"insight": insight_id}, None, MOST)[0],
            may_change=nouns.insights.may_change(who, insight),
            owner=nouns.neighbours.departments([insight.owner_department_id]),
        )

    def pressed(insight_id: str, act: Callable[..., Insight]) -> Any:
        def shown(no: Refusal, form: Form) -> Any:
            return page(insight_id, form, no.status)

        address = f"/insights/{insight_id}"
        return press(lambda: act(caller(), cause(), insight_id), address, shown)

    @door.get("/<insight_id>")
    def show(insight_id: str) -> Any:
        """Show an insight with its evidence, and the questions that it led to."""
        return page(insight_id)

    @door.post("/<insight_id>/publish")
    def publish(insight_id: str) -> Any:
        """Let everyone see it."""
        return pressed(insight_id, nouns.insights.publish)

    @door.post("/<insight_id>/retire")
    def retire(insight_id: str) -> Any:
        """Say that it does not hold any more."""
        return pressed(insight_id, nouns.insights.retire)


def _about(nouns: Nouns, evidence: list[Evidence]) -> dict[str, tuple[str, ...]]:
    """Return the steps and personas that evidence names, as far as they are still there."""
    steps = dict.fromkeys(id for each in evidence for id in each.step_ids)
    there = nouns.journeys.of_steps(caller(), steps)
    personas = [id for each in evidence for id in each.persona_ids]
    return {
        "step_ids": tuple(id for id in steps if id in there)[:MOST_IDS],
        "persona_ids": tuple(nouns.personas.seen(caller(), personas))[:MOST_IDS],
    }


def _asking(offered: dict[str, Evidence]) -> Asking:
    chosen: Choices = [(id, quoted(each.text)) for id, each in offered.items()]
    types = [(each.value, translated(name)) for each, name in INSIGHT_TYPES.items()]
    weights = [(str(n), translated(name)) for n, name in SEVERITIES.items()]
    hint = _("One pattern, in your own words. It is shown at the steps that the evidence is about.")
    return Asking(
        title=_("What does the evidence mean?"),
        lead=_("Only your department sees it until you publish it."),
        button=_("Keep it"),
        back="/journeys",
        fields=(
            Field("evidenceIds", _("The evidence that it builds on"), "quotes", choices=chosen),
            Field("statement", _("What it means"), "area", hint=hint, most=PASSAGE),
            Field("type", _("What it is about"), "select", choices=types),
            Field("severity", _("How grave it is"), "select", choices=weights, usual="3"),
        ),
        hidden={"language": language()},
        nothing="" if offered else _("Choose evidence at a journey or a step first."),
    )

"""`/opportunities/new`: a question that chosen insights lead to."""

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from chassis.pages.showing import translated
from chassis.web import Integer, TextsField, caller, cause, language
from chassis.words import _
from journeys.actions import Nouns
from journeys.domain.insights import Insight
from journeys.domain.opportunities import NewOpportunity
from journeys.pages.asking import Asking, Choices, Field, Spoken, ask, kept
from journeys.pages.choosing import quoted
from journeys.schemas.common import AT_LEAST_ONE, LINE, MOST_IDS, Several
from journeys.schemas.opportunities import WEIGHT

NONE_CHOSEN = _("Choose the insights that it builds on.")


class QuestionForm(Spoken):
    """A question that the chosen insights lead to."""

    insight_ids = Several(
        required=True, length=AT_LEAST_ONE, error_messages={"required": NONE_CHOSEN}
    )
    question = TextsField(required=True, max_length=LINE)
    impact = Integer(load_default=None, validate=WEIGHT)
    effort = Integer(load_default=None, validate=WEIGHT)


def question_pages(nouns: Nouns) -> Blueprint:
    """Return the page on which a question is asked."""
    door = Blueprint(
        "question_pages", __name__, url_prefix="/opportunities", template_folder="../templates"
    )

    @door.route("/new", methods=["GET", "POST"])
    def draft() -> Any:
        """Ask a question; it is about the steps that the insights are about."""
        who = caller()
        who.must("map")
        offered = nouns.insights.seen(who, request.args.getlist("insightIds")[:MOST_IDS])

        def keep(language: str, insight_ids: list[str], **told: Any) -> Response:
            there = nouns.insights.seen(who, insight_ids).values()
            steps = dict.fromkeys(id for each in there for id in each.step_ids)
            seen = nouns.journeys.of_steps(who, steps)
            about = tuple(id for id in steps if id in seen)[:MOST_IDS]
            new = NewOpportunity(**told, insight_ids=tuple(insight_ids), step_ids=about)
            opportunity = nouns.opportunities.draft(who, cause(), new)
            return kept(f"/opportunities/{opportunity.id}")

        return ask(QuestionForm, _asking(offered), keep)

    return door


def _asking(offered: dict[str, Insight]) -> Asking:
    chosen: Choices = [(id, quoted(each.statement)) for id, each in offered.items()]
    weights: Choices = [
        ("", translated(_("Nobody knows"))),
        *((str(n), translated(_("{n} of 5"), n=n)) for n in range(1, 6)),
    ]
    hint = _("It begins with “How might we” and ends with a question mark.")
    return Asking(
        title=_("How might we …?"),
        lead=_("Only your department sees it until you publish it."),
        button=_("Keep it"),
        back="/opportunities",
        fields=(
            Field("insightIds", _("The insights that it builds on"), "quotes", choices=chosen),
            Field("question", _("Your question"), "area", hint=hint, most=LINE),
            Field("impact", _("How much an answer would change"), "select", choices=weights),
            Field("effort", _("How much it would take"), "select", choices=weights),
        ),
        hidden={"language": language()},
        nothing="" if offered else _("Choose insights at a journey or a step first."),
    )

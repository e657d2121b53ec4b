"""The buttons of moderators: publish, and three ways to say no, each with its reason."""

from typing import Any

from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from chassis.pages import fills, pressed
from chassis.web import LanguageField, Strict, TextsField, caller, cause, language
from chassis.words import _
from ideas.actions import Ideas
from ideas.domain.ideas import Idea
from ideas.schemas import REASON

VERBS = {
    "reject": _("Do not publish"),
    "decline": _("Answer: no"),
    "quarantine": _("Put aside"),
}


class ReasonForm(Strict):
    """Why something is answered as it is."""

    reason = TextsField(required=True, max_length=REASON)
    language = LanguageField(required=True)


def moderating_pages(ideas: Ideas) -> Blueprint:
    """Return the pages for moderators."""
    door = Blueprint("moderating", __name__, url_prefix="/ideas", template_folder="../templates")

    @door.post("/<idea_id>/publish")
    def publish(idea_id: str) -> Response:
        """Let everyone see it."""
        pressed()
        ideas.publish(caller(), cause(), idea_id)
        return redirect(f"/ideas/{idea_id}", 303)

    def saying(verb: str) -> None:
        act = getattr(ideas, verb)

        @fills(ReasonForm, "ideas/reason.html", label=lambda: VERBS[verb], usual=language)
        def say_no(idea_id: str, reason: Any, language: str) -> Response:
            act(caller(), cause(), idea_id, reason)
            return redirect(f"/ideas/{idea_id}", 303)

        def page(idea_id: str) -> Any:
            _must_moderate(idea_id)
            return say_no(idea_id=idea_id)

        door.add_url_rule(f"/<idea_id>/{verb}", verb, page, methods=["GET", "POST"])

    def _must_moderate(idea_id: str) -> Idea:
        idea = ideas.get(caller(), idea_id)
        caller().must("moderate", idea.owner_department_id)
        return idea

    for verb in VERBS:
        saying(verb)
    return door

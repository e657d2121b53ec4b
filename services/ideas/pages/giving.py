"""`/ideas/new`: three fields, no log-in, no JavaScript, and a receipt at the end."""

from typing import Any

from flask import Blueprint, request

from chassis.pages import fills, render
from chassis.pages.showing import language_name
from chassis.web import Id, LanguageField, Strict, TextsField, caller, cause, language
from ideas.actions import Calls, Ideas
from ideas.domain.giving import Channel, Kind
from ideas.pages.words import KINDS_EXPLAINED, LANGUAGES
from ideas.participants import known
from ideas.schemas import BODY, TITLE, new_idea, one_of


class NewForm(Strict):
    """The form for a contribution. It has neither a name nor a contact field."""

    kind = one_of(Kind, load_default=Kind.IDEA)
    title = TextsField(required=True, max_length=TITLE, one_line=True)
    body = TextsField(required=True, max_length=BODY)
    language = LanguageField(required=True)
    call_id = Id()


def giving_pages(ideas: Ideas, calls: Calls) -> Blueprint:
    """Return the pages for those who bring something."""
    door = Blueprint("giving", __name__, template_folder="../templates")

    @door.route("/ideas/new", methods=["GET", "POST"])
    @fills(
        NewForm,
        "ideas/new.html",
        explained=lambda: KINDS_EXPLAINED,
        offered=lambda: [(lang, language_name(lang)) for lang in LANGUAGES],
        usual=language,
        call=lambda: calls.of(request.args.get("callId") or request.form.get("callId")),
    )
    def hand_in(**given: Any) -> Any:
        """Take in a contribution and show its receipt, the same however often it is sent."""
        new = new_idea(given, Channel.WEB)
        idea, code = ideas.submit(caller(), cause(), new, known(ideas.secret))
        return render("ideas/received.html", 201, idea=idea, code=code)

    return door

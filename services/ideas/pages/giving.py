"""`/ideas/new`: three fields, no log-in, no JavaScript, and a receipt at the end."""

from typing import Any

from flask import Blueprint, request
from marshmallow import fields, validate

from chassis.errors import Unfit
from chassis.pages import fills, render
from chassis.pages.showing import SPOKEN, language_name, translated
from chassis.web import Id, LanguageField, Strict, TextsField, caller, cause, language, one_of
from ideas.actions import Calls, Ideas
from ideas.domain.giving import TIMES, Channel, Kind
from ideas.events import ResourceType
from ideas.pages.words import KINDS_EXPLAINED, TYPES
from ideas.participants import known
from ideas.schemas import AREA, BODY, LANGUAGES, TITLE, Line, new_idea, offer, time_of_week

OFFERED = ("resource_type", "languages", "times", "area", "valid_to")
"""What only an offer of help is asked, all of it optional."""


class NewForm(Strict):
    """The form for a contribution. It has neither a name nor a contact field."""

    kind = one_of(Kind, load_default=Kind.IDEA)
    title = TextsField(required=True, max_length=TITLE, one_line=True)
    body = TextsField(required=True, max_length=BODY)
    language = LanguageField(required=True)
    call_id = Id()
    resource_type = one_of(ResourceType)
    languages = fields.List(LanguageField(), validate=validate.Length(max=LANGUAGES))
    times = fields.List(time_of_week(), validate=validate.Length(max=len(TIMES)))
    area = Line(max_length=AREA)
    valid_to = fields.Date()


def giving_pages(ideas: Ideas, calls: Calls) -> Blueprint:
    """Return the pages for those who bring something."""
    door = Blueprint("giving", __name__, template_folder="../templates")

    @door.route("/ideas/new", methods=["GET", "POST"])
    @fills(
        NewForm,
        "ideas/new.html",
        explained=lambda: KINDS_EXPLAINED,
        offered=lambda: [(lang, language_name(lang)) for lang in SPOKEN],
        usual=language,
        sorts=lambda: [(each, translated(label)) for each, label in TYPES.items()],
        call=lambda: calls.of(request.args.get("callId") or request.form.get("callId")),
    )
    def hand_in(**given: Any) -> Any:
        """Take in a contribution and show its receipt, the same however often it is sent."""
        help_ = {name: given.pop(name) for name in OFFERED if name in given}
        more = {"offer": offer(help_)} if help_ else {}
        new = new_idea(given | more, Channel.WEB)
        try:
            idea, code = ideas.submit(caller(), cause(), new, known(ideas.secret))
        except Unfit as no:  # on the form the offer is no thing of its own
            raise Unfit(no.detail, pointer=no.pointer.removeprefix("/offer"), **no.facts) from no
        answers = ideas.responsible(idea)
        return render("ideas/received.html", 201, idea=idea, code=code, answers=answers)

    return door

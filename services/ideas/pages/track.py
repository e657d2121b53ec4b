"""`/track`: one's own contribution by its code, which is posted and never part of an address."""

from typing import Any

from flask import Blueprint

from chassis.pages import Form, fills, new, render
from chassis.web import LanguageField, TextsField, cause
from ideas.actions import Ideas
from ideas.domain.ideas import Status
from ideas.schemas import BODY, TITLE, TrackIn

CORRECTABLE = (Status.SUBMITTED, Status.PUBLISHED)
FINISHED = (Status.WITHDRAWN, Status.ARCHIVED)


class CorrectForm(TrackIn):
    """New words for one's own."""

    title = TextsField(required=True, max_length=TITLE, one_line=True)
    body = TextsField(required=True, max_length=BODY)
    language = LanguageField(required=True)


def track_pages(ideas: Ideas) -> Blueprint:
    """Return the pages for those who follow what they gave."""
    door = Blueprint("own", __name__, url_prefix="/track", template_folder="../templates")

    @door.route("", methods=["GET", "POST"])
    @fills(TrackIn, "ideas/track.html")
    def track(tracking_code: str) -> Any:
        """Show one's own contribution and what happened to it."""
        return shown(tracking_code)

    @door.post("/withdraw")
    @fills(TrackIn, "ideas/track.html")
    def withdraw(tracking_code: str) -> Any:
        """Take it back."""
        ideas.withdraw(cause(), tracking_code)
        return shown(tracking_code, done="withdrawn")

    @door.post("/correct")
    @fills(CorrectForm, "ideas/correct.html")
    def correct(tracking_code: str, title: Any, body: Any, language: str) -> Any:
        """Change its words."""
        ideas.correct(cause(), tracking_code, title, body)
        return shown(tracking_code, done="corrected")

    @door.post("/words")
    @fills(TrackIn, "ideas/track.html")
    def words(tracking_code: str) -> Any:
        """Show its words in a form, to be changed."""
        idea = ideas.track(tracking_code)
        first, text = idea.title[0], idea.body[0]
        values = {"title": first.text, "body": text.text, "language": text.lang}
        form = Form(values | {"trackingCode": tracking_code}, once=new())
        return render("ideas/correct.html", form=form)

    def shown(code: str, done: str = "") -> Any:
        idea = ideas.track(code)
        return render(
            "ideas/own.html",
            idea=idea,
            code=code,
            history=ideas.told(code),
            done=done,
            correctable=idea.status in CORRECTABLE,
            finished=idea.status in FINISHED,
            once=new(),
        )

    return door

"""`/track`: one's own contribution by its code, which is posted and never part of an address."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint

from chassis.pages import Form, fills, new, render
from chassis.web import LanguageField, TextsField, cause
from ideas.actions import Offers, Outcomes, Own
from ideas.domain.ideas import Idea, Status
from ideas.pages.words import ASK_TONES, ASKS, INITIATIVES
from ideas.schemas import BODY, REASON, TITLE, TrackAnswer, TrackIn, asked, came_of

CORRECTABLE = (Status.SUBMITTED, Status.PUBLISHED)
FINISHED = (Status.WITHDRAWN, Status.ARCHIVED)


class CorrectForm(TrackIn):
    """New words for one's own."""

    title = TextsField(required=True, max_length=TITLE, one_line=True)
    body = TextsField(required=True, max_length=BODY)
    language = LanguageField(required=True)


class ReplyForm(TrackIn):
    """What one writes back to those who declined it."""

    body = TextsField(required=True, max_length=REASON)
    language = LanguageField(required=True)


def track_pages(own: Own, offers: Offers, outcomes: Outcomes) -> Blueprint:
    """Return the pages for those who follow what they gave."""
    door = Blueprint("own", __name__, url_prefix="/track", template_folder="../templates")
    shown = partial(_shown, own, offers, outcomes)

    @door.route("", methods=["GET", "POST"])
    @fills(TrackIn, "ideas/track.html")
    def track(tracking_code: str) -> Any:
        """Show one's own contribution and what happened to it."""
        return shown(tracking_code)

    @door.post("/withdraw")
    @fills(TrackIn, "ideas/track.html")
    def withdraw(tracking_code: str) -> Any:
        """Take it back."""
        own.withdraw(cause(), tracking_code)
        return shown(tracking_code, done="withdrawn")

    @door.post("/correct")
    @fills(CorrectForm, "ideas/correct.html")
    def correct(tracking_code: str, title: Any, body: Any, language: str) -> Any:
        """Change its words."""
        own.correct(cause(), tracking_code, title, body)
        return shown(tracking_code, done="corrected")

    @door.post("/words")
    @fills(TrackIn, "ideas/track.html")
    def words(tracking_code: str) -> Any:
        """Show its words in a form, to be changed."""
        idea = own.track(tracking_code)
        first, text = idea.title[0], idea.body[0]
        values = {"title": first.text, "body": text.text, "language": text.lang}
        form = Form(values | {"trackingCode": tracking_code}, once=new())
        return render("ideas/correct.html", form=form)

    @door.post("/reply")
    @fills(ReplyForm, "ideas/reply.html")
    def reply(tracking_code: str, body: Any, language: str) -> Any:
        """Write back, once, to those who declined it."""
        own.reply(cause(), tracking_code, body)
        return shown(tracking_code, done="replied")

    _answering(door, own, offers, shown)
    return door


def _answering(door: Blueprint, own: Own, offers: Offers, shown: Callable[..., Any]) -> None:
    @door.post("/confirm")
    @fills(TrackAnswer, "ideas/track.html")
    def confirm(tracking_code: str, match_id: str) -> Any:
        """Say yes to an initiative that asks."""
        offers.answer(cause(), own.track(tracking_code).id, match_id, yes=True)
        return shown(tracking_code, done="confirmed")

    @door.post("/refuse")
    @fills(TrackAnswer, "ideas/track.html")
    def refuse(tracking_code: str, match_id: str) -> Any:
        """Say no to an initiative that asks."""
        offers.answer(cause(), own.track(tracking_code).id, match_id, yes=False)
        return shown(tracking_code, done="refused")


def _shown(own: Own, offers: Offers, outcomes: Outcomes, code: str, done: str = "") -> Any:
    """Return the page of one's own, with what was just done to it."""
    idea = own.track(code)
    return render(
        "ideas/own.html",
        idea=idea,
        code=code,
        history=own.told(code),
        questions=[asked(each) for each in offers.asked(idea)],
        outcomes=[came_of(each) for each in outcomes.of(idea)],
        answers=own.ideas.responsible(idea),
        done=done,
        may=_may(idea),
        asks=ASKS,
        ask_tones=ASK_TONES,
        initiatives=INITIATIVES,
        form=Form({}, once=new()),
        once=new(),
    )


def _may(idea: Idea) -> dict[str, bool]:
    """Return what its giver can do with it now."""
    return {
        "correct": idea.status in CORRECTABLE,
        "withdraw": idea.status not in FINISHED,
        "reply": idea.status is Status.DECLINED and idea.reply is None,
    }

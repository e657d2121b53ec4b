"""`/api/track`: one's own contribution without a log-in, by the tracking code."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint

from chassis.web import cause, gives, happened, takes
from ideas.actions import Offers, Outcomes, Own
from ideas.domain.ideas import Idea
from ideas.events import Texts
from ideas.schemas import (
    IdeaView,
    OwnView,
    TrackAnswer,
    TrackCorrection,
    TrackIn,
    TrackReply,
    asked,
    came_of,
)


def track_routes(own: Own, offers: Offers, outcomes: Outcomes) -> Blueprint:
    """Return the routes by which givers see and change their own."""
    door = Blueprint("track", __name__, url_prefix="/api/track")
    shown = partial(_shown, own, offers, outcomes)

    @door.post("")
    @takes(TrackIn)
    @gives(OwnView)
    def track(tracking_code: str) -> dict[str, Any]:
        """Show one's own contribution, what happened to it, who asks for it, what came of it."""
        return shown(own.track(tracking_code), tracking_code)

    @door.post("/withdraw")
    @takes(TrackIn)
    @gives(IdeaView)
    def withdraw(tracking_code: str) -> Idea:
        """Take one's own back."""
        return own.withdraw(cause(), tracking_code)

    @door.post("/correct")
    @takes(TrackCorrection)
    @gives(IdeaView)
    def correct(tracking_code: str, title: Texts, body: Texts, language: str = "") -> Idea:
        """Change the words of one's own; what was published waits for a moderator again."""
        return own.correct(cause(), tracking_code, title, body)

    @door.post("/reply")
    @takes(TrackReply)
    @gives(OwnView)
    def reply(tracking_code: str, body: Texts, language: str = "") -> dict[str, Any]:
        """Write back, once, when it was declined; only the municipality reads it."""
        return shown(own.reply(cause(), tracking_code, body), tracking_code)

    def answered(code: str, match_id: str, yes: bool) -> dict[str, Any]:
        return shown(offers.answer(cause(), own.track(code).id, match_id, yes), code)

    _answering(door, answered)
    return door


def _answering(door: Blueprint, answered: Callable[[str, str, bool], dict[str, Any]]) -> None:
    @door.post("/confirm")
    @takes(TrackAnswer)
    @gives(OwnView)
    def confirm(tracking_code: str, match_id: str) -> dict[str, Any]:
        """Say yes to an initiative that asks for help; the answer says whom to contact."""
        return answered(tracking_code, match_id, True)

    @door.post("/refuse")
    @takes(TrackAnswer)
    @gives(OwnView)
    def refuse(tracking_code: str, match_id: str) -> dict[str, Any]:
        """Say no to an initiative that asks for help; others may ask."""
        return answered(tracking_code, match_id, False)


def _shown(own: Own, offers: Offers, outcomes: Outcomes, idea: Idea, code: str) -> dict[str, Any]:
    """Return one's own as only its giver sees it."""
    return vars(idea) | {
        "history": [happened(e) for e in own.told(code)],
        "asked": [asked(each) for each in offers.asked(idea)],
        "came_of": [came_of(each) for each in outcomes.of(idea)],
        "responsible": own.ideas.responsible(idea),
    }

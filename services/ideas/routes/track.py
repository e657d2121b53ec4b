"""`/api/track`: one's own contribution without a log-in, by the tracking code."""

from typing import Any

from flask import Blueprint

from chassis.web import cause, gives, takes
from ideas.actions import Ideas
from ideas.domain.ideas import Idea
from ideas.events import Texts
from ideas.schemas import IdeaView, OwnView, TrackCorrection, TrackIn, happened


def track_routes(ideas: Ideas) -> Blueprint:
    """Return the routes by which givers see and change their own."""
    door = Blueprint("track", __name__, url_prefix="/api/track")

    @door.post("")
    @takes(TrackIn)
    @gives(OwnView)
    def track(tracking_code: str) -> dict[str, Any]:
        """Show one's own contribution and what happened to it."""
        idea = ideas.track(tracking_code)
        told = [happened(e.fact, e.revision) for e in ideas.told(tracking_code)]
        return vars(idea) | {"history": told}

    @door.post("/withdraw")
    @takes(TrackIn)
    @gives(IdeaView)
    def withdraw(tracking_code: str) -> Idea:
        """Take one's own back."""
        return ideas.withdraw(cause(), tracking_code)

    @door.post("/correct")
    @takes(TrackCorrection)
    @gives(IdeaView)
    def correct(tracking_code: str, title: Texts, body: Texts, language: str = "") -> Idea:
        """Change the words of one's own; what was published waits for a moderator again."""
        return ideas.correct(cause(), tracking_code, title, body)

    return door

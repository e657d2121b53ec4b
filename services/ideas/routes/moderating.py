"""What moderators do with contributions: publish, and every no with its reason."""

from flask import Blueprint

from chassis.web import caller, cause, gives, takes
from ideas.actions import Ideas
from ideas.domain.ideas import Idea
from ideas.events import Texts
from ideas.schemas import IdeaView, ReasonIn


def moderating_routes(ideas: Ideas) -> Blueprint:
    """Return the routes of moderators."""
    door = Blueprint("moderation", __name__, url_prefix="/api/ideas/<idea_id>")

    @door.post("/publish")
    @takes()
    @gives(IdeaView)
    def publish(idea_id: str) -> Idea:
        """Let everyone see it."""
        return ideas.publish(caller(), cause(), idea_id)

    @door.post("/reject")
    @takes(ReasonIn)
    @gives(IdeaView)
    def reject(idea_id: str, reason: Texts, language: str = "") -> Idea:
        """Keep it from ever being shown, and tell its giver why."""
        return ideas.reject(caller(), cause(), idea_id, reason)

    @door.post("/decline")
    @takes(ReasonIn)
    @gives(IdeaView)
    def decline(idea_id: str, reason: Texts, language: str = "") -> Idea:
        """Say no in public, with a reason."""
        return ideas.decline(caller(), cause(), idea_id, reason)

    @door.post("/quarantine")
    @takes(ReasonIn)
    @gives(IdeaView)
    def quarantine(idea_id: str, reason: Texts, language: str = "") -> Idea:
        """Hide it at once until a person has looked."""
        return ideas.quarantine(caller(), cause(), idea_id, reason)

    @door.post("/withdraw")
    @takes()
    @gives(IdeaView)
    def withdraw(idea_id: str) -> Idea:
        """Take it back on its giver's word, as a moderator."""
        return ideas.withdraw_for(caller(), cause(), idea_id)

    return door

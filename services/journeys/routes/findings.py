"""`/api/evidence` and `/api/insights`: what was seen and heard, and what it means."""

from typing import Any

from flask import Blueprint

from chassis.web import Listed, caller, cause, gives, listed, takes, tell_history
from journeys.actions import Evidences, Insights, insider
from journeys.domain.evidence import Evidence
from journeys.domain.insights import Insight
from journeys.schemas.findings import (
    EvidenceChange,
    EvidenceQuery,
    EvidenceView,
    InsightChange,
    InsightQuery,
    InsightView,
    NewEvidenceIn,
    NewInsightIn,
    evidence_view,
    finding_change,
    new_evidence,
    new_insight,
)


def evidence_routes(evidence: Evidences) -> Blueprint:
    """Return the routes of evidence."""
    door = Blueprint("evidence", __name__, url_prefix="/api/evidence")

    def shown(one: Evidence) -> dict[str, Any]:
        return evidence_view(one, insider(caller(), one))

    @door.get("")
    @takes(query=EvidenceQuery)
    @listed(EvidenceView)
    def list_evidence(
        limit: int, after: str | None, q: str | None = None, **wanted: Any
    ) -> Listed[dict[str, Any]]:
        """List evidence, the newest first."""
        found, more = evidence.page(caller(), wanted, q, limit, after)
        return Listed([shown(each) for each in found], more)

    @door.post("")
    @takes(NewEvidenceIn)
    @gives(EvidenceView, 201, at="/api/evidence/{id}")
    def record_evidence(**given: Any) -> dict[str, Any]:
        """Write down what was seen or heard; only your department sees it until published."""
        return shown(evidence.record(caller(), cause(), new_evidence(given)))

    @door.get("/<evidence_id>")
    @gives(EvidenceView)
    def show_evidence(evidence_id: str) -> dict[str, Any]:
        """Show one piece of evidence."""
        return shown(evidence.get(caller(), evidence_id))

    @door.patch("/<evidence_id>")
    @takes(EvidenceChange)
    @gives(EvidenceView)
    def change_evidence(evidence_id: str, **given: Any) -> dict[str, Any]:
        """Change it; only the fields that are sent."""
        who, why = caller(), cause(edited=True)
        return shown(evidence.change(who, why, evidence_id, finding_change(given)))

    @door.post("/<evidence_id>/publish")
    @takes()
    @gives(EvidenceView)
    def publish_evidence(evidence_id: str) -> dict[str, Any]:
        """Let everyone see it; refused where it quotes what is not public, or counts too few."""
        return shown(evidence.publish(caller(), cause(), evidence_id))

    tell_history(door, "/<thing_id>", evidence.history)
    return door


def insight_routes(insights: Insights) -> Blueprint:
    """Return the routes of insights."""
    door = Blueprint("insights", __name__, url_prefix="/api/insights")

    @door.get("")
    @takes(query=InsightQuery)
    @listed(InsightView)
    def list_insights(
        limit: int, after: str | None, q: str | None = None, **wanted: Any
    ) -> Listed[Insight]:
        """List insights, the newest first."""
        return Listed(*insights.page(caller(), wanted, q, limit, after))

    @door.post("")
    @takes(NewInsightIn)
    @gives(InsightView, 201, at="/api/insights/{id}")
    def find_insight(**given: Any) -> Insight:
        """Write down a pattern in the evidence; only your department sees it until published."""
        return insights.find(caller(), cause(), new_insight(given))

    @door.get("/<insight_id>")
    @gives(InsightView)
    def show_insight(insight_id: str) -> Insight:
        """Show one insight."""
        return insights.get(caller(), insight_id)

    @door.patch("/<insight_id>")
    @takes(InsightChange)
    @gives(InsightView)
    def change_insight(insight_id: str, **given: Any) -> Insight:
        """Change its words or what it builds on; only the fields that are sent."""
        return insights.change(caller(), cause(edited=True), insight_id, finding_change(given))

    @door.post("/<insight_id>/publish")
    @takes()
    @gives(InsightView)
    def publish_insight(insight_id: str) -> Insight:
        """Let everyone see it."""
        return insights.publish(caller(), cause(), insight_id)

    @door.post("/<insight_id>/retire")
    @takes()
    @gives(InsightView)
    def retire_insight(insight_id: str) -> Insight:
        """Say that it does not hold any more."""
        return insights.retire(caller(), cause(), insight_id)

    tell_history(door, "/<thing_id>", insights.history)
    return door

"""The kinds of documents that ideas keeps, and what is asked of them quickly."""

from chassis import outbox, shelf
from chassis.stores import Kind

COPIES = ("department", "initiative", "evidence", "insight", "opportunity", "journey")
"""What is kept of others, fed by their events."""

KINDS = (
    Kind(
        "idea",
        indexes=(
            ("submittedAt",),
            ("visibility", "submittedAt"),
            ("visibility", "status", "submittedAt"),
            ("visibility", "kind", "submittedAt"),
            ("visibility", "callId", "submittedAt"),
            ("visibility", "ownerDepartmentId", "submittedAt"),
            ("status", "submittedAt"),
            ("callId", "submittedAt"),
            ("visibility", "status", "kind", "submittedAt"),
            ("visibility", "status", "kind", "offer.resourceType", "submittedAt"),
            ("visibility", "status", "kind", "offer.status", "submittedAt"),
            ("status", "offer.status", "offer.validTo"),
            ("trackingHash",),
        ),
        multi=("audience", "offer.languages", "offer.times", "offer.asks.initiativeId"),
        text=("title", "body", "offer.area"),
    ),
    Kind("call", indexes=(("visibility", "createdAt"), ("createdAt",)), multi=("audience",)),
    Kind("support", indexes=(("counted", "ideaId"), ("ideaId", "stance"))),
    Kind("refusal"),
    Kind("copy_department"),
    Kind("copy_initiative", multi=("ideaIds", "opportunityIds")),
    Kind("copy_evidence", indexes=(("ideaId",),)),
    Kind("copy_insight", multi=("evidenceIds",)),
    Kind("copy_opportunity", multi=("insightIds",)),
    Kind("copy_journey", multi=("stages.steps.id",)),
    outbox.KIND,
    shelf.KIND,
)

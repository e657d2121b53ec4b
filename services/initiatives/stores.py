"""The kinds of documents that initiatives keeps, and what is asked of them quickly."""

from chassis import outbox, shelf
from chassis.stores import Kind

COPIES = (
    "idea",
    "persona",
    "journey",
    "evidence",
    "insight",
    "opportunity",
    "pin",
    "department",
)
"""What is kept of others, fed by their events."""

KINDS = (
    Kind(
        "process",
        indexes=(("createdAt",), ("status", "createdAt"), ("visibility", "createdAt")),
        multi=("audience",),
    ),
    Kind(
        "initiative",
        indexes=(
            ("createdAt",),
            ("status", "createdAt"),
            ("processId", "createdAt"),
            ("visibility", "createdAt"),
            ("visibility", "status", "createdAt"),
            ("visibility", "processId", "createdAt"),
            ("nextDue",),
            ("status", "nextDue"),
            ("visibility", "nextDue"),
            ("visibility", "status", "nextDue"),
        ),
        multi=("audience", "parties", "linkedIdeas", "linkedSteps", "opportunityIds"),
        text=("title", "problem", "solution"),
    ),
    Kind(
        "copy_idea",
        indexes=(
            ("offer.status", "submittedAt"),
            ("offer.status", "offer.resourceType", "submittedAt"),
        ),
        multi=("offer.languages", "offer.times"),
        text=("offer.area",),
    ),
    Kind("copy_persona"),
    Kind("copy_journey", multi=("stages.steps.id",)),
    Kind("copy_evidence", indexes=(("ideaId",),)),
    Kind("copy_insight", multi=("evidenceIds",)),
    Kind("copy_opportunity", multi=("insightIds",)),
    Kind("copy_pin", multi=("ideaId",)),
    Kind("copy_department"),
    outbox.KIND,
    shelf.KIND,
)

"""The kinds of documents that notifications keeps, and what is asked of them quickly."""

from chassis import outbox, shelf
from chassis.stores import Kind

COPIES = ("idea", "department", "evidence", "insight", "opportunity", "initiative")
"""What is kept of others, fed by their events."""

KINDS = (
    Kind("message", indexes=(("person", "at", "revision"), ("person", "read", "at", "revision"))),
    Kind("subscription", indexes=(("person", "status"), ("status", "until"))),
    Kind("quota"),
    Kind("letter", indexes=(("open", "due", "revision"), ("line", "open", "revision"))),
    Kind("delivery", indexes=(("processId", "createdAt"),), multi=("audience",)),
    Kind("start"),
    Kind("done"),
    Kind("turn", indexes=(("about", "at"), ("initiative", "at"), ("at",))),
    Kind("copy_idea", indexes=(("trackingHash",),)),
    Kind("copy_department"),
    Kind("copy_evidence", multi=("ideaId",)),
    Kind("copy_insight", multi=("evidenceIds",)),
    Kind("copy_opportunity", multi=("insightIds",)),
    Kind(
        "copy_initiative",
        multi=("ideaIds", "indicators.ideaIds", "opportunityIds"),
    ),
    outbox.KIND,
    shelf.KIND,
)

"""The kinds of documents that initiatives keeps, and what is asked of them quickly."""

from chassis import outbox, shelf
from chassis.stores import Kind

COPIES = (
    "idea",
    "call",
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
    Kind("copy_idea"),
    Kind("copy_call"),
    Kind("copy_persona"),
    Kind("copy_journey"),
    Kind("copy_evidence"),
    Kind("copy_insight"),
    Kind("copy_opportunity"),
    Kind("copy_pin"),
    Kind("copy_department"),
    outbox.KIND,
    shelf.KIND,
)

"""The kinds of documents that journeys keeps, and what is asked of them quickly."""

from chassis import outbox, shelf
from chassis.stores import Kind

COPIES = ("idea", "initiative", "process", "department")
"""What is kept of others, fed by their events."""

NEWEST = (
    ("createdAt",),
    ("visibility", "createdAt"),
    ("status", "createdAt"),
    ("processId", "createdAt"),
    ("ownerDepartmentId", "createdAt"),
)
"""What every list is asked for."""

KINDS = (
    Kind("persona", indexes=NEWEST, multi=("audience",), text=("name", "summary")),
    Kind(
        "journey",
        indexes=(*NEWEST, ("type", "createdAt")),
        multi=("audience", "personaIds", "stages.steps.id"),
        text=("title", "description"),
    ),
    Kind(
        "pin",
        indexes=(*NEWEST, ("journeyId", "status"), ("ideaId", "status"), ("stepId", "status")),
        multi=("audience",),
    ),
    Kind(
        "evidence",
        indexes=(*NEWEST, ("ideaId", "createdAt"), ("type", "createdAt")),
        multi=("audience", "stepIds", "personaIds"),
        text=("text",),
    ),
    Kind(
        "insight",
        indexes=(*NEWEST, ("type", "createdAt")),
        multi=("audience", "evidenceIds", "stepIds", "personaIds"),
        text=("statement",),
    ),
    Kind(
        "opportunity",
        indexes=NEWEST,
        multi=("audience", "insightIds", "stepIds"),
        text=("question",),
    ),
    Kind("copy_idea"),
    Kind("copy_initiative", multi=("stepIds", "opportunityIds")),
    Kind("copy_process"),
    Kind("copy_department"),
    outbox.KIND,
    shelf.KIND,
)

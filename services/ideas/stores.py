"""The kinds of documents that ideas keeps, and what is asked of them quickly."""

from chassis import outbox, shelf
from chassis.stores import Kind

COPIES = ("department",)
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
            ("trackingHash",),
        ),
        multi=("audience",),
        text=("title", "body"),
    ),
    Kind("call", indexes=(("visibility", "createdAt"), ("createdAt",)), multi=("audience",)),
    Kind("support", indexes=(("counted", "ideaId"), ("ideaId", "stance"))),
    Kind("refusal"),
    Kind("copy_department"),
    outbox.KIND,
    shelf.KIND,
)

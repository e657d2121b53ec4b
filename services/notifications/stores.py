"""The kinds of documents that notifications keeps, and what is asked of them quickly."""

from chassis import outbox, shelf
from chassis.stores import Kind

COPIES = ("idea", "call", "department")
"""What is kept of others, fed by their events."""

KINDS = (
    Kind("message", indexes=(("person", "at", "revision"), ("person", "read", "at", "revision"))),
    Kind("subscription", indexes=(("person", "status"), ("status", "until"))),
    Kind("quota"),
    Kind("letter", indexes=(("open", "due", "revision"), ("line", "open", "revision"))),
    Kind("delivery", indexes=(("processId", "createdAt"),), multi=("audience",)),
    Kind("start"),
    Kind("done"),
    Kind("copy_idea", indexes=(("trackingHash",),)),
    Kind("copy_call"),
    Kind("copy_department"),
    outbox.KIND,
    shelf.KIND,
)

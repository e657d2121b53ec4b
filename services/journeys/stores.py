"""The kinds of documents that journeys keeps, and what is asked of them quickly."""

from chassis import outbox, shelf
from chassis.stores import Kind

COPIES = ("idea", "initiative", "process", "department")
"""What is kept of others, fed by their events."""

KINDS = (
    Kind("copy_idea"),
    Kind("copy_initiative"),
    Kind("copy_process"),
    Kind("copy_department"),
    outbox.KIND,
    shelf.KIND,
)

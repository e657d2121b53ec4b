"""The kinds of documents that the gateway keeps, and what is asked of them quickly."""

from chassis import outbox
from chassis.stores import Kind

KINDS = (
    Kind("department", indexes=(("visibility", "id"), ("status", "id")), multi=("audience",)),
    Kind("key", indexes=(("createdAt",),)),
    Kind("link"),
    Kind("session"),
    outbox.KIND,
)

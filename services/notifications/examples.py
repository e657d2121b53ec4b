"""One event of each type that notifications says, made by the rules, of made-up things."""

from datetime import UTC, datetime
from typing import Any

from chassis.changes import derived
from chassis.contracts import example
from notifications.domain import deliveries
from notifications.domain.messages import Message, Template, Turn, author, message

NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
SOURCE = "/samskab/kommune/notifications"


def published() -> Message:
    """Return a message about a contribution that everyone can see now."""
    return message(
        Turn(
            id=derived("example", "turn"),
            fact="/samskab/kommune/ideas/example-2",
            template=Template.PUBLISHED,
            about=derived("example", "idea"),
            process_id=derived("process", "kommune"),
            owner_department_id="kommune",
            revision=2,
            at=NOON,
        ),
        author("0" * 64),
    )


def facts() -> list[dict[str, Any]]:
    """Return one event of each type."""
    id = derived("example", "delivery")
    found = [
        deliveries.delivered(id, published(), NOON),
        deliveries.bounced(id, published(), 550, NOON),
    ]
    return [example(change, "delivery", SOURCE) for change in found]

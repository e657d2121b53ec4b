"""One event of each type that the gateway says. Everything here is made up."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from chassis.changes import Change, Text, TextSource, derived
from chassis.contracts import example
from gateway import domain
from gateway.domain import Department

NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
SOURCE = "/samskab/kommune/gateway"
NAMES = (Text("da", "Park og Vej"), Text("en", "Parks and Roads", TextSource.HUMAN))
NEW_NAMES = (Text("da", "Natur og Vej"), Text("en", "Nature and Roads", TextSource.HUMAN))


def facts() -> list[dict[str, Any]]:
    """Return one event of each type."""
    registered = domain.register("parks", NAMES, derived("process", "kommune"), NOON)
    department = _kept(registered)
    changes = [registered, domain.keep_up(department, NEW_NAMES), domain.close(department)]
    return [example(change, "department", SOURCE) for change in changes]


def _kept(change: Change[Department]) -> Department:
    return replace(change.state, revision=1, edition=1)

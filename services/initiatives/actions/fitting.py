"""How much an initiative may hold, so that however full it is it can still be ended."""

from chassis.changes import Change
from chassis.codec import dump
from chassis.errors import Unfit
from chassis.events import MOST_BYTES, written
from initiatives.domain.initiatives import Initiative
from initiatives.events.initiatives import (
    CommitmentAsked,
    IndicatorSet,
    InitiativeChanged,
    MatchAsked,
    MatchUsed,
    MeasurementTaken,
    MilestoneSet,
    NeedStated,
)

GROWING = (
    CommitmentAsked,
    IndicatorSet,
    InitiativeChanged,
    MatchAsked,
    MatchUsed,
    MeasurementTaken,
    MilestoneSet,
    NeedStated,
)
ROOM = 64 * 1024
"""Bytes of a fact that are left for answers, decisions and their reasons."""
AT_ONCE = 3 * 1024 * 1024
"""Bytes that a stop may leave at once: it frees each offer by a fact with the whole state."""


def check_room(before: Initiative, change: Change[Initiative]) -> None:
    """Refuse to add so much that the initiative could not be stopped any more."""
    if not any(isinstance(fact, GROWING) for fact in change.facts):
        return
    size = _size(change.state)
    left = size * (1 + sum(match.status != "freed" for match in change.state.matches))
    if (size > MOST_BYTES - ROOM or left > AT_ONCE) and size > _size(before):
        raise Unfit("This is too long to keep in one piece.")


def _size(initiative: Initiative) -> int:
    return len(written(dump(initiative)))

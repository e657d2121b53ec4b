"""How often one may ask: counted for each tracking code and each mailbox, under keyed names."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from notifications.domain.documents import Document

DAY = timedelta(days=1)
QUIET = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Quota(Document):
    """What was asked lately under one name, and the one confirmation that is out."""

    taken: tuple[datetime, ...] = ()
    pending: str = ""
    """The subscription whose confirmation was sent last: an earlier one is void."""
    quiet_until: datetime | None = None
    asked_at: datetime | None = None


def may_take(quota: Quota, most: int, at: datetime) -> bool:
    """Tell whether there is room for one more within a day."""
    quiet = quota.quiet_until is not None and at < quota.quiet_until
    return not quiet and len(_lately(quota, at)) < most


def take(quota: Quota, at: datetime, pending: str = "") -> Quota:
    """Count one more."""
    taken = (*_lately(quota, at), at)
    return replace(quota, taken=taken, pending=pending or quota.pending, asked_at=at)


def refused(quota: Quota, at: datetime) -> Quota:
    """Note that there was no room; it is written like any other, so that it takes as long."""
    return replace(quota, asked_at=at)


def wait(quota: Quota, at: datetime) -> int:
    """Return the seconds until there is room again."""
    first = min(_lately(quota, at), default=at)
    return max(1, int((first + DAY - at).total_seconds()))


def hush(quota: Quota, at: datetime) -> Quota:
    """Send no confirmation there for a while: its owner did not want the one that came."""
    return replace(quota, quiet_until=at + QUIET)


def _lately(quota: Quota, at: datetime) -> tuple[datetime, ...]:
    return tuple(each for each in quota.taken if at - each < DAY)

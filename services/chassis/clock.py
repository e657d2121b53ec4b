"""What time it is. It is passed in wherever it matters, so that a test can say it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/Copenhagen")


def now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


def day(at: datetime) -> date:
    """Return the day that it is in Denmark at a moment."""
    return at.astimezone(HERE).date()

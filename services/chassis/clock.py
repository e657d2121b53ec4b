"""What time it is. It is passed in wherever it matters, so that a test can say it."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)

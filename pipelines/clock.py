"""The only reader of the wall clock; from here on the time is a value that is passed along."""

from datetime import UTC, date, datetime, time


def now(stands_at: date | None = None) -> datetime:
    """Return the time of this run, in UTC; noon of `stands_at` for a plan whose clock stands still."""
    if stands_at is not None:
        return datetime.combine(stands_at, time(12), tzinfo=UTC)
    return datetime.now(UTC)

"""The only reader of the wall clock; from here on the time is a value that is passed along."""

from datetime import UTC, date, datetime, time, tzinfo


def now(stands_at: date | None = None) -> datetime:
    """Return the time of this run, in UTC; noon of `stands_at` for a plan whose clock stands still."""
    if stands_at is not None:
        return datetime.combine(stands_at, time(12), tzinfo=UTC)
    return datetime.now(UTC)


def day_of(moment: datetime, zone: tzinfo) -> date:
    """Return the day at a moment by the clocks of a time zone: in summer London's begins at 23:00 UTC."""
    return moment.astimezone(zone).date()


def parse(text: str, zone: tzinfo = UTC) -> datetime:
    """Return the time that `text` means, in UTC: an ISO 8601 time with its zone, or a date's last second.

    A date is that of the place whose time zone is given.

    Raises:
        ValueError: the text is neither.
    """
    if len(text) == len("2025-06-30"):
        return datetime.combine(date.fromisoformat(text), time(23, 59, 59), tzinfo=zone).astimezone(UTC)
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"a time needs its zone, for example {text}Z")
    return moment.astimezone(UTC)

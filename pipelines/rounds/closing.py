"""When a round opens and closes: at the end of its day in London, or by a decision before that."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pipelines.contracts.register import Round
from pipelines.rounds.decisions import Decision, decisions_on_rounds

LONDON = ZoneInfo("Europe/London")


def start_of(day: date) -> datetime:
    """Return the moment at which a day begins in London."""
    return datetime.combine(day, time(), tzinfo=LONDON)


def closing_of(found: Round, decisions: Iterable[Decision]) -> datetime:
    """Return the moment at which a round closes: the end of its day, or an earlier decision to close it."""
    decided = [
        each.received_at
        for each in decisions
        if each.decision == "close"
        and each.round_id == found.round_id
        and each.received_at >= start_of(found.opens_on)
    ]
    return min([start_of(found.closes_on + timedelta(days=1)), *decided])


def closed_on(home: Path, found: Round, received_at: datetime) -> date | None:
    """Return the day on which a round had closed when something was received, or None if it had not."""
    closing = closing_of(found, decisions_on_rounds(home))
    return last_day(closing) if received_at > closing else None


def last_day(closing: datetime) -> date:
    """Return the day, in London, that was the last of a round which closed at a moment."""
    return (closing - timedelta(microseconds=1)).astimezone(LONDON).date()

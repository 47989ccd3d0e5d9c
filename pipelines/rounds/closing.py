"""When a round opens and closes: at 23:59 on its last day where the plan is, or by a decision before that."""

from collections.abc import Iterable
from datetime import date, datetime, time, tzinfo
from pathlib import Path

from pipelines.contracts.register import Round
from pipelines.register import Register
from pipelines.rounds.decisions import Decision, decisions_on_rounds

_LAST_MINUTE = time(23, 59)


def start_of(day: date, zone: tzinfo) -> datetime:
    """Return the moment at which a day begins in a time zone."""
    return datetime.combine(day, time(), tzinfo=zone)


def closing_of(found: Round, decisions: Iterable[Decision], zone: tzinfo) -> datetime:
    """Return the moment at which a round closes: in the last minute of its day, or by an earlier decision."""
    decided = [
        each.received_at
        for each in decisions
        if each.decision == "close"
        and each.round_id == found.round_id
        and each.received_at >= start_of(found.opens_on, zone)
    ]
    return min([datetime.combine(found.closes_on, _LAST_MINUTE, tzinfo=zone), *decided])


def closed_on(home: Path, register: Register, found: Round, received_at: datetime) -> date | None:
    """Return the day on which a round had closed when something was received, or None if it had not."""
    closing = closing_of(found, decisions_on_rounds(home), register.zone)
    return closing.astimezone(register.zone).date() if received_at > closing else None

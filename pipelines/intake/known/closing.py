"""When a round closed: at the end of its day in London, or by a decision before that."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from pipelines import landing
from pipelines.contracts.register import Round

LONDON = ZoneInfo("Europe/London")


def closed_on(home: Path, found: Round, received_at: datetime) -> date | None:
    """Return the day on which a round had closed when something was received, or None if it had not."""
    for decisions in landing.landed(home, "decisions"):
        if decisions.received_at < received_at and found.round_id in _closed_by(decisions):
            return decisions.received_at.astimezone(LONDON).date()
    is_over = received_at.astimezone(LONDON).date() > found.closes_on
    return found.closes_on if is_over else None


@lru_cache(maxsize=1024)
def _closed_by(decisions: landing.Landed) -> frozenset[str]:
    """Return the rounds that a landed file of decisions closes; it never changes."""
    rows = decisions.rows("decisions", "decision", "round_id")
    return frozenset(row["round_id"] for row in rows if row["decision"] == "close" and row["round_id"])

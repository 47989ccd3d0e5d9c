"""What was decided, in the order in which it was taken in: decisions add up and are never edited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipelines import landing

_COLUMNS = ("decision", "round_id", "role", "reason", "reviewed_sha256", "decided_on")


@dataclass(frozen=True)
class Decision:
    """One decision about a round, and the receipt that it came with."""

    decision: str
    round_id: str
    role: str
    reason: str | None
    reviewed_sha256: str | None
    decided_on: date
    receipt_id: str
    received_at: datetime


def decisions_on_rounds(home: Path) -> list[Decision]:
    """Return every decision that names a round, in order."""
    return [each for landed in landing.landed(home, "decisions") for each in _decisions_of(landed)]


def signed_off_rounds(decisions: Iterable[Decision]) -> frozenset[str]:
    """Return the rounds that are signed off by decisions given in order, and were not opened again since."""
    last = {
        each.round_id: each.decision
        for each in decisions
        if each.decision in ("sign_off", "withdraw_sign_off", "correct")
    }
    return frozenset(round_id for round_id, decision in last.items() if decision == "sign_off")


@lru_cache(maxsize=1024)
def _decisions_of(landed: landing.Landed) -> tuple[Decision, ...]:
    """Return what a landed file decides about rounds; it never changes."""
    found = []
    for row in landed.rows("decisions"):
        said: dict[str, Any] = {column: row.get(column) for column in _COLUMNS}
        if said["round_id"]:
            found.append(Decision(**said, receipt_id=landed.receipt_id, received_at=landed.received_at))
    return tuple(found)

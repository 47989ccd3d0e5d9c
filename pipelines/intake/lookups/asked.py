"""What the steering group has asked of a partner and has had no answer to yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipelines.landing import Landed, landed
from pipelines.register import Register

_ASKING = ("ask", "second_view")


@dataclass(frozen=True)
class Asked:
    """One thing asked: the group's words, and what would settle it where it sees the action differently."""

    action_id: str
    decision: str
    words: str
    words_language: str | None
    what_would_settle: str | None
    asked_on: date
    receipt_id: str


def asked(home: Path, register: Register, partner_id: str) -> dict[str, list[Asked]]:
    """Return what is asked of a partner and still open, by action, the oldest first.

    A question is to the action's lead unless it names a partner. It is open until the partner has reported on
    the action with content, or the group has settled it.
    """
    answered = _answered(home, partner_id)
    found: dict[str, list[Asked]] = {}
    for load in landed(home, "decisions"):
        for row in _rows(load, ("settle", *_ASKING)):
            action_id = row["action_id"]
            if row["decision"] == "settle":
                found.pop(action_id, None)
            elif _is_to(row, register, partner_id) and not (
                action_id in answered and answered[action_id] >= load.order
            ):
                found.setdefault(action_id, []).append(_asked(row, load))
    return found


def _is_to(row: dict[str, Any], register: Register, partner_id: str) -> bool:
    action = register.by_action.get(row["action_id"])
    return partner_id == (row["partner_id"] or (action.lead_partner_id if action else None))


def _asked(row: dict[str, Any], load: Landed) -> Asked:
    return Asked(
        row["action_id"],
        row["decision"],
        row["words"] or "",
        row["words_language"],
        row["what_would_settle"],
        row["decided_on"],
        load.receipt_id,
    )


def _answered(home: Path, partner_id: str) -> dict[str, tuple[datetime, str]]:
    """Return when a partner last reported on each action with content."""
    mine = [found for found in landed(home, "return") if found.partner_id == partner_id]
    return {action_id: load.order for load in mine for action_id in _with_content(load)}


@lru_cache(maxsize=4096)
def _with_content(load: Landed) -> tuple[str, ...]:
    return tuple(row["action_id"] for row in load.rows("updates", "action_id", "stage") if row["stage"])


def _rows(load: Landed, decisions: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    yield from (row for row in _decided(load) if row["decision"] in decisions and row["action_id"])


@lru_cache(maxsize=1024)
def _decided(load: Landed) -> tuple[dict[str, Any], ...]:
    """Return the decisions of a landed file; it never changes."""
    return tuple(load.rows("decisions"))

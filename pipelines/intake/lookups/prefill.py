"""What a partner last said of its actions: a template starts from it, and an unchanged row says nothing.

Only rounds before the one in question count, so that a template is the same whenever it is made. What has
landed never changes, so each submission is read once: later ones are added to what is known already.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from pipelines.contracts.register import Milestone
from pipelines.landing import Landed, landed
from pipelines.register import Register

Values = dict[str, Any]
Rows = dict[str, Values]
Folders = tuple[Landed, ...]
Fold = Callable[[Rows, list[Values]], Rows]

OLD_WORDS = ("what_happened", "in_plain_words")
"""The words that stop being true when an action moves on."""

_KEPT = 64
"""How many partners and rounds are kept in mind."""


@dataclass(frozen=True)
class Moved:
    """When a load of the register last gave a milestone another date, and the date that it had before."""

    at: datetime
    was: date


@dataclass(frozen=True)
class LastReport:
    """What a partner said before a round, by action and by milestone; and what it has said in it."""

    updates: Rows = field(default_factory=dict)
    milestones: Rows = field(default_factory=dict)
    moved: dict[str, Moved] = field(default_factory=dict)
    before: Folders = ()
    during: Folders = ()

    @cached_property
    def this_round(self) -> Rows:
        """Return what was last said of each action in this round."""
        return _folded(self.during, "updates", _latest_updates)

    @cached_property
    def forecasts(self) -> dict[str, list[date]]:
        """Return every forecast finish of each action, in the order in which they were said."""
        before, during = (_folded(found, "updates", _all_forecasts) for found in (self.before, self.during))
        return {action: _told(before, action) + _told(during, action) for action in before | during}

    def round_of(self, action_id: str, column: str) -> str | None:
        """Return the round in which the words of a column, as they were last said, were said first."""
        told = _folded(self.before, "updates", _words_with_receipts).get(action_id, {})
        rounds = {found.receipt_id: found.round_id for found in self.before}
        return rounds.get(told[column][1]) if column in told else None

    def of_milestone(self, milestone: Milestone) -> Values:
        """Return what a template shows of a milestone: what was last said, with the date that holds now."""
        told = self.milestones.get(milestone.milestone_id, {})
        return {**told, "due_on": self._due_on(milestone, told)}

    def old_due_dates(self, milestone: Milestone) -> set[date]:
        """Return the dates that a sheet may still show which was made before the plan moved a milestone."""
        told = self.milestones.get(milestone.milestone_id, {})
        moved = self.moved.get(milestone.milestone_id)
        held = self._due_on(milestone, told)
        old = {moved.was, told.get("due_on")} if moved and held == milestone.due_on else set()
        return {day for day in old if day is not None and day != held}

    def _due_on(self, milestone: Milestone, told: Values) -> date:
        """Return the later word on a due date: the partner's, or the plan's where it moved it since."""
        said_on: date | None = told.get("due_on")
        moved = self.moved.get(milestone.milestone_id)
        if said_on is None or (moved and self._received_at(told["receipt_id"]) < moved.at):
            return milestone.due_on
        return said_on

    def _received_at(self, receipt_id: str) -> datetime:
        return next(found.received_at for found in self.before if found.receipt_id == receipt_id)

    @cached_property
    def reported(self) -> Rows:
        """Return the actions that were reported on or confirmed in this round, each with its last row."""
        return _folded(self.during, "updates", _every_row)

    def last_of_milestone(self, milestone: Milestone) -> Values:
        """Return what was last said of a milestone, in this round or before it, with the date that holds."""
        during = _folded(self.during, "milestone_updates", _latest_milestones)
        return during.get(milestone.milestone_id) or self.of_milestone(milestone)

    def last(self, action_id: str) -> Values:
        """Return what was last said of an action, in this round or before it."""
        return self.this_round.get(action_id) or self.updates.get(action_id, {})


def last_report(home: Path, register: Register, partner_id: str, round_id: str) -> LastReport:
    """Return what `partner_id` last said of its actions in rounds before `round_id`."""
    rounds = set(register.rounds_before(round_id))
    mine = [found for found in landed(home, "return") if found.partner_id == partner_id]
    before = tuple(found for found in mine if found.round_id in rounds)
    return LastReport(
        updates=_folded(before, "updates", _latest_updates),
        milestones=_folded(before, "milestone_updates", _latest_milestones),
        moved=_moved_by_the_plan(home),
        before=before,
        during=tuple(found for found in mine if found.round_id == round_id),
    )


def _moved_by_the_plan(home: Path) -> dict[str, Moved]:
    loads = tuple(landed(home, "register"))
    received = {found.receipt_id: found.received_at for found in loads}
    rows = _folded(loads, "milestones", _due_dates)
    return {
        milestone_id: Moved(received[row["moved_by"]], row["was"])
        for milestone_id, row in rows.items()
        if row["moved_by"]
    }


def _due_dates(before: Rows, rows: list[Values]) -> Rows:
    """Return each milestone's date in the plan, with the load that last moved it and what it was before."""
    dates = dict(before)
    for row in rows:
        known, due_on = before.get(row["milestone_id"]), row["due_on"]
        if known is None:
            dates[row["milestone_id"]] = {"due_on": due_on, "moved_by": None, "was": None}
        elif known["due_on"] != due_on:
            dates[row["milestone_id"]] = {
                "due_on": due_on,
                "moved_by": row["receipt_id"],
                "was": known["due_on"],
            }
    return dates


def _latest_updates(before: Rows, rows: list[Values]) -> Rows:
    return before | {row["action_id"]: row for row in rows if row["stage"] is not None}


def _every_row(before: Rows, rows: list[Values]) -> Rows:
    return before | {row["action_id"]: row for row in rows}


def _latest_milestones(before: Rows, rows: list[Values]) -> Rows:
    return before | {row["milestone_id"]: row for row in rows if row["state"] is not None}


def _words_with_receipts(before: Rows, rows: list[Values]) -> Rows:
    """Return the words of each action with the receipt that first said them, by column."""
    told = dict(before)
    for row in (row for row in rows if row["stage"] is not None):
        known = before.get(row["action_id"], {})
        told[row["action_id"]] = {
            column: known[column] if column in known and known[column][0] == row[column] else found
            for column in OLD_WORDS
            if (found := (row[column], row["receipt_id"]))[0]
        }
    return told


def _all_forecasts(before: Rows, rows: list[Values]) -> Rows:
    """Return lists of what was forecast, the later after the earlier."""
    told = {row["action_id"]: row["forecast_finish"] for row in rows if row["forecast_finish"] is not None}
    return before | {action: {"told": [*_told(before, action), day]} for action, day in told.items()}


def _told(rows: Rows, action_id: str) -> list[date]:
    found: list[date] = rows.get(action_id, {}).get("told", [])
    return found


_one_at_a_time = threading.Lock()
_kept: OrderedDict[tuple[Landed, Fold], tuple[Folders, Rows]] = OrderedDict()


def _folded(found: Folders, table: str, fold: Fold) -> Rows:
    """Return what submissions in order add up to; read only those that were not read before."""
    if not found:
        return {}
    name = (found[0], fold)
    with _one_at_a_time:
        known, rows = _kept.get(name, ((), {}))
    if found[: len(known)] != known:
        known, rows = (), {}
    for submission in found[len(known) :]:
        rows = fold(rows, submission.rows(table))
    with _one_at_a_time:
        _kept[name] = (found, rows)
        _kept.move_to_end(name)
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return rows

"""The rule of a changed register: what had been agreed changes only with a reason for each change.

Filling an open slot changes nothing that was agreed, so it needs none; nor does adding a milestone. When an
action is to be finished is the steering group's: that moves by a decision alone (design, section 5).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipelines.contracts.register import REGISTER, Action, Milestone
from pipelines.intake.checks.findings import Findings
from pipelines.intake.context import Context
from pipelines.intake.sheets.rows import TypedRow
from pipelines.intake.sheets.vocabularies import label
from pipelines.receipts.problems import Problem, Term, problem

_COLUMNS = {"lead": "lead_partner_id", "joined": "joined_to"}
_CELLS = {**_COLUMNS, "added": "action_id", "milestone_date": "due_on"}
"""The column in which each kind of change shows."""


@dataclass(frozen=True)
class Change:
    """One thing that a load would change: of which action or milestone, from what to what, in which row."""

    action_id: str
    kind: str
    before: object
    now: object
    row: TypedRow | None
    milestone_id: str | None = None

    @property
    def key(self) -> tuple[str, str | None, str]:
        """Return what a row of reasons names it by."""
        return self.action_id, self.milestone_id, self.kind


def check_changes(tables: dict[str, list[TypedRow]], context: Context, findings: Findings) -> None:
    """Refuse a load that changes what had been agreed without saying why."""
    if context.register is None or "actions" not in tables:
        return
    _keep_finishes(context.plan.by_action, tables["actions"], findings)
    reasons = {
        (row["action_id"], row["milestone_id"], row["change"]): row
        for row in tables.get("register_changes", [])
    }
    made = set()
    for change in _changes(tables, context):
        made.add(change.key)
        if change.key not in reasons:
            findings.problems.append(_unexplained(change))
    for (action_id, milestone_id, kind), row in reasons.items():
        if action_id and kind and (action_id, milestone_id, kind) not in made:
            said = Term(label("register_change", kind))
            findings.warn(row, "change_not_made", "action_id", value=milestone_id or action_id, change=said)


def _keep_finishes(before: dict[str, Action], rows: list[TypedRow], findings: Findings) -> None:
    for row in rows:
        action = before.get(row["action_id"])
        if action is None or action.planned_finish is None or "planned_finish" in row.broken:
            continue
        if row["planned_finish"] != action.planned_finish:
            decision = Term(label("decision", "agree_date"))
            told = {"action": action.action_id, "before": action.planned_finish, "decision": decision}
            findings.refuse(row, "finish_moves_by_decision", "planned_finish", **told)


def _changes(tables: dict[str, list[TypedRow]], context: Context) -> Iterator[Change]:
    yield from _of_actions(context.plan.by_action, tables["actions"])
    if "milestones" in tables:
        kept = {row["action_id"] for row in tables["actions"]}
        before = {key: found for key, found in context.plan.by_milestone.items() if found.action_id in kept}
        yield from _of_milestones(before, tables["milestones"])


def _of_actions(before: dict[str, Action], rows: list[TypedRow]) -> Iterator[Change]:
    now = {row["action_id"]: row for row in rows}
    for action_id, row in now.items():
        if action_id is not None and action_id not in before:
            yield Change(action_id, "added", None, action_id, row)
    for action_id, action in before.items():
        if action_id not in now:
            yield Change(action_id, "removed", action_id, None, None)
            continue
        for kind, column in _COLUMNS.items():
            was, becomes = getattr(action, column), now[action_id][column]
            was_agreed = was is not None or kind == "joined"
            if was_agreed and was != becomes and column not in now[action_id].broken:
                yield Change(action_id, kind, was, becomes, now[action_id])


def _of_milestones(before: dict[str, Milestone], rows: list[TypedRow]) -> Iterator[Change]:
    """Give what changes of the milestones of actions that stay in the plan."""
    now = {row["milestone_id"]: row for row in rows}
    for milestone_id, milestone in before.items():
        row = now.get(milestone_id)
        if row is None:
            yield Change(milestone.action_id, "milestone_removed", milestone_id, None, None, milestone_id)
        elif row["due_on"] is not None and row["due_on"] != milestone.due_on:
            dates = milestone.due_on, row["due_on"]
            yield Change(milestone.action_id, "milestone_date", *dates, row, milestone_id)


def _unexplained(change: Change) -> Problem:
    params: dict[str, Any] = {
        "action": change.milestone_id or change.action_id,
        "change": Term(label("register_change", change.kind)),
        "before": change.before,
        "now": change.now,
        "sheet_name": Term(REGISTER.tables["register_changes"].sheet),
    }
    if change.row is None:
        return problem("change_needs_reason", **params)
    return change.row.problem("change_needs_reason", _CELLS[change.kind], **params)

"""The rule of a changed register: what had been agreed changes only with a reason for each change.

Filling an open slot changes nothing that was agreed, so it needs none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipelines.contracts.register import REGISTER, Action
from pipelines.intake.checks.findings import Findings
from pipelines.intake.context import Context
from pipelines.intake.sheets.rows import TypedRow
from pipelines.intake.sheets.vocabularies import label
from pipelines.receipts.problems import Problem, Term, problem

_COLUMNS = {
    "agreed_date": "planned_finish",
    "lead": "lead_partner_id",
    "joined": "joined_to",
}


@dataclass(frozen=True)
class Change:
    """One thing that a load would change: of which action, what, from what to what, said in which row."""

    action_id: str
    kind: str
    before: object
    now: object
    row: TypedRow | None


def check_changes(tables: dict[str, list[TypedRow]], context: Context, findings: Findings) -> None:
    """Refuse a load that changes what had been agreed without saying why."""
    if context.register is None or "actions" not in tables:
        return
    reasons = {(row["action_id"], row["change"]): row for row in tables.get("register_changes", [])}
    made = set()
    for change in _changes(context.register.by_action, tables["actions"]):
        made.add((change.action_id, change.kind))
        if (change.action_id, change.kind) not in reasons:
            findings.problems.append(_unexplained(change))
    for (action_id, kind), row in reasons.items():
        if action_id and kind and (action_id, kind) not in made:
            said = Term(label("register_change", kind))
            findings.warn(row, "change_not_made", "action_id", value=action_id, change=said)


def _changes(before: dict[str, Action], rows: list[TypedRow]) -> Iterator[Change]:
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


def _unexplained(change: Change) -> Problem:
    params: dict[str, Any] = {
        "action": change.action_id,
        "change": Term(label("register_change", change.kind)),
        "before": change.before,
        "now": change.now,
        "sheet_name": Term(REGISTER.tables["register_changes"].sheet),
    }
    if change.row is None:
        return problem("change_needs_reason", **params)
    column = _COLUMNS.get(change.kind, "action_id")
    return change.row.problem("change_needs_reason", column, **params)

"""The rules of the plan's own numbers: told apart by more than capitals, and safe in a spreadsheet."""

import re

from pipelines.intake.checks.findings import Findings
from pipelines.intake.sheets.plan_ids import may_be_changed
from pipelines.intake.sheets.rows import TypedRow
from pipelines.receipts.problems import problem

_KEYS = {"actions": "action_id", "milestones": "milestone_id"}


def check_ids(tables: dict[str, list[TypedRow]], findings: Findings) -> None:
    """Check the numbers of actions and milestones against each other; warn of those that may be changed."""
    for table, key in _KEYS.items():
        _check_case(tables.get(table, []), key, findings)
    for row in tables.get("milestones", []):
        action, milestone = row["action_id"], row["milestone_id"]
        if action and milestone and not re.fullmatch(rf"{re.escape(action)}[-._].+", milestone):
            findings.refuse(row, "milestone_of_another", "milestone_id", action=action)
    rows = [row for row in tables.get("actions", []) if row["action_id"] and may_be_changed(row["action_id"])]
    if rows:
        ids = [row["action_id"] for row in rows]
        findings.warnings.append(problem("ids_may_change", sheet=rows[0].sheet, column="action_id", ids=ids))


def _check_case(rows: list[TypedRow], key: str, findings: Findings) -> None:
    first: dict[str, TypedRow] = {}
    for row in rows:
        if row[key] is None:
            continue
        before = first.setdefault(row[key].casefold(), row)
        if before[key] != row[key]:
            findings.refuse(row, "ids_differ_by_case", key, other=before[key], first=before.number)

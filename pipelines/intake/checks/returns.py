"""The rules of a return: which rows say something, and whether they may say it (design, sections 5 and 6)."""

from typing import Any

from pipelines.contracts.returns import RETURN
from pipelines.intake.checks import milestones, updates
from pipelines.intake.checks.findings import Findings
from pipelines.intake.context import Context
from pipelines.intake.sheets.rows import TypedRow
from pipelines.receipts.problems import Term, problem
from pipelines.register import parties_of

UPDATES = RETURN.tables["updates"]
MILESTONES = RETURN.tables["milestone_updates"]
UPDATE_CONTENT = [spec.name for spec in UPDATES.stored_columns if spec.name not in ("action_id", "no_change")]
"""What an update says; the language of its words is no news where the plan speaks one."""

MILESTONE_CONTENT = [spec.name for spec in MILESTONES.stored_columns if spec.name != "milestone_id"]

Values = dict[str, Any]


def check_return(tables: dict[str, list[TypedRow]], context: Context) -> Findings:
    """Return what a return says, and everything that it may not say."""
    findings = Findings(rows={"updates": [], "milestone_updates": []})
    for row in _own_actions(tables.get("updates", []), context, findings):
        _take_update(row, context, findings)
    for row in _own_milestones(tables.get("milestone_updates", []), context, findings):
        _take_milestone(row, context, findings)
    if "updates" in tables:
        _name_missing(tables["updates"], context, findings)
    return findings


def _take_update(row: TypedRow, context: Context, findings: Findings) -> None:
    before = context.said.updates.get(row["action_id"], {})
    asked = {spec.name for spec in UPDATES.in_languages(context.plan.languages).asked_columns}
    is_new = _differs(row, before, [column for column in UPDATE_CONTENT if column in asked])
    if row["no_change"]:
        if is_new:
            findings.refuse(row, "no_change_excludes", "no_change", no_change=Term("No change"))
        if not before:
            findings.warn(row, "nothing_to_confirm", value=row["action_id"])
        nothing: Values = dict.fromkeys(UPDATE_CONTENT)
        findings.rows["updates"].append(row.with_values(**nothing, no_change=True))
    elif is_new or row.broken:
        findings.rows["updates"].append(updates.check(row, before, context, findings))
    else:
        _leave(row, context, findings)


def _leave(row: TypedRow, context: Context, findings: Findings) -> None:
    """List a row that stands as it was pre-filled: it says nothing."""
    findings.untouched.append(row["action_id"])
    if row["action_id"] in context.said.this_round:
        findings.warn(row, "untouched_after_update", value=row["action_id"])


def _take_milestone(row: TypedRow, context: Context, findings: Findings) -> None:
    milestone = context.plan.by_milestone[row["milestone_id"]]
    before = context.said.of_milestone(milestone)
    if row["due_on"] in context.said.old_due_dates(milestone):
        row = row.with_values(due_on=before["due_on"])
    if _differs(row, before, MILESTONE_CONTENT) or row.broken:
        milestones.check(row, context, findings)
        findings.rows["milestone_updates"].append(row)
    else:
        findings.untouched_milestones.append(row["milestone_id"])


def _differs(row: TypedRow, before: Values, columns: list[str]) -> bool:
    """Say whether a row says anything that it did not say when it was pre-filled; an empty one does not."""
    said = {column: row[column] for column in columns if row[column] is not None}
    return bool(said) and any(row[column] != before.get(column) for column in columns)


def _own_actions(rows: list[TypedRow], context: Context, findings: Findings) -> list[TypedRow]:
    """Return the rows of actions that the partner may report on."""
    findings.refuse_repeated(rows, "action_id", "action_twice")
    own = []
    for row in rows:
        action = context.plan.by_action.get(row["action_id"])
        if row["action_id"] is None:
            continue
        if action is None:
            findings.refuse(row, "action_unknown", "action_id")
        elif context.partner_id not in parties_of(action):
            findings.refuse(row, "action_not_yours", "action_id")
        else:
            own.append(row)
    return own


def _own_milestones(rows: list[TypedRow], context: Context, findings: Findings) -> list[TypedRow]:
    """Return the rows of milestones that the partner may report on."""
    findings.refuse_repeated(rows, "milestone_id", "milestone_twice")
    own = []
    for row in rows:
        milestone = context.plan.by_milestone.get(row["milestone_id"])
        if row["milestone_id"] is None:
            continue
        if milestone is None:
            findings.refuse(row, "milestone_unknown", "milestone_id")
        elif context.partner_id not in parties_of(context.plan.by_action[milestone.action_id]):
            findings.refuse(row, "milestone_not_yours", "milestone_id")
        else:
            own.append(row)
    return own


def _name_missing(rows: list[TypedRow], context: Context, findings: Findings) -> None:
    """Warn, in one sentence, of the partner's actions that have no row at all."""
    assert context.partner_id is not None
    present = {row["action_id"] for row in rows}
    missing = [each.action_id for each in context.plan.actions_of(context.partner_id)]
    missing = [action_id for action_id in missing if action_id not in present]
    is_certain = rows and all(row["action_id"] and "action_id" not in row.broken for row in rows)
    if missing and is_certain:
        findings.warnings.append(problem("actions_without_row", sheet=rows[0].sheet, actions=missing))

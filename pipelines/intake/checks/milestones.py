"""The rules of one milestone: done if and only if it has a date, cancelled only with a reason."""

from pipelines.intake.checks.findings import Findings
from pipelines.intake.context import Context
from pipelines.intake.sheets.cells import allowed
from pipelines.intake.sheets.rows import TypedRow


def check(row: TypedRow, context: Context, findings: Findings) -> None:
    """Check one milestone's row."""
    if row.lacks("state"):
        findings.refuse(row, "state_missing", "state", allowed=allowed("milestone_state"))
    if row["state"] == "done" and row.lacks("done_on"):
        findings.refuse(row, "done_on_missing", "done_on")
    if row["state"] not in (None, "done") and row["done_on"]:
        findings.refuse(row, "done_on_not_allowed", "done_on")
    if row["state"] == "cancelled" and row.lacks("reason"):
        findings.refuse(row, "cancelled_needs_reason", "reason")
    findings.refuse_future(row, "done_on", context.today)

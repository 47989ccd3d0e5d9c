"""The rules of the list of engagements."""

from pipelines.intake.checks.findings import Findings
from pipelines.intake.context import Context
from pipelines.intake.rows import TypedRow


def check_engagements(tables: dict[str, list[TypedRow]], context: Context) -> Findings:
    """Check that each engagement stands there once, was led by a partner and has been held."""
    rows = tables.get("engagements", [])
    findings = Findings(rows={"engagements": rows})
    findings.refuse_repeated(rows, "engagement_id")
    findings.refuse_repeated(rows, "document")
    for row in rows:
        if row["led_by"] is not None and row["led_by"] not in context.plan.by_partner:
            findings.refuse(row, "led_by_unknown", "led_by")
        findings.refuse_future(row, "held_on", context.today)
    return findings

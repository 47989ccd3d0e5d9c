"""The rules of what became of each topic: it is taken up in an action, or there is a reason why not."""

from pipelines.intake.checks.findings import Findings
from pipelines.intake.sheets.rows import TypedRow

IN_ACTIONS = ("taken_up", "partly")
OUTSIDE = ("someone_else", "not_taken_up")
"""Destinations in the plan need an action, those outside have none; what is looked into may have one."""


def check_answers(tables: dict[str, list[TypedRow]], findings: Findings) -> None:
    """Check that what is taken up has an action, what lies outside has none, and the rest a reason."""
    linked = {row["topic_code"] for row in tables.get("action_topics", [])}
    for row in tables.get("topics", []):
        destination = row["destination"]
        if destination in IN_ACTIONS and row["topic_code"] not in linked:
            findings.refuse(row, "topic_without_action", "destination")
        if destination in OUTSIDE and row["topic_code"] in linked:
            findings.refuse(row, "topic_has_action", "destination")
        if destination and destination != "taken_up" and row.lacks("reason_en"):
            findings.refuse(row, "topic_needs_reason", "reason_en")

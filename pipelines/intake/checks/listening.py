"""The rules of the lists of a listening exercise: each thing once, with people and places that are known."""

from pipelines.intake.checks.findings import Findings
from pipelines.intake.context import Context
from pipelines.intake.sheets.rows import TypedRow

Tables = dict[str, list[TypedRow]]


def check_engagements(tables: Tables, context: Context) -> Findings:
    """Check that each engagement stands there once, was led by a partner and has been held."""
    rows = tables.get("engagements", [])
    findings = Findings(rows={"engagements": rows})
    findings.refuse_repeated(rows, "engagement_id")
    findings.refuse_repeated(rows, "document")
    _check_partner(rows, "led_by", context, findings)
    for row in rows:
        findings.refuse_future(row, "held_on", context.today)
    return findings


def check_workshops(tables: Tables, context: Context) -> Findings:
    """Check that each workshop stands there once, has been held, and was about themes of the plan."""
    rows = tables.get("workshops", [])
    findings = Findings(rows={"workshops": rows})
    findings.refuse_repeated(rows, "workshop_id")
    themes = {theme.theme_id for theme in context.plan.themes}
    for row in rows:
        findings.refuse_future(row, "held_on", context.today)
        for theme in (part.strip() for part in (row["themes"] or "").split(";") if part.strip()):
            if theme not in themes:
                findings.refuse(row, "theme_unknown", "themes", value=theme)
    return findings


def check_contributions(tables: Tables, context: Context) -> Findings:
    """Check that each contribution stands there once, is of a partner and for an engagement that was held."""
    rows = tables.get("contributions", [])
    findings = Findings(rows={"contributions": rows})
    findings.refuse_repeated(rows, "contribution_id")
    _check_partner(rows, "organisation_kind", context, findings)
    _check_engagement(rows, context, findings)
    return findings


def check_comments(tables: Tables, context: Context) -> Findings:
    """Check that each comment was made at an engagement that was held."""
    rows = tables.get("comments", [])
    findings = Findings(rows={"comments": rows})
    _check_engagement(rows, context, findings)
    return findings


def _check_partner(rows: list[TypedRow], column: str, context: Context, findings: Findings) -> None:
    for row in rows:
        if row[column] is not None and row[column] not in context.plan.by_partner:
            findings.refuse(row, "led_by_unknown", column)


def _check_engagement(rows: list[TypedRow], context: Context, findings: Findings) -> None:
    """Check against the list of engagements, if there is one yet."""
    known = context.known_engagements
    for row in rows:
        if known is not None and row["engagement_id"] is not None and row["engagement_id"] not in known:
            findings.refuse(row, "engagement_unknown", "engagement_id")

"""The rules of the register: everything that one sheet says of another has to be there."""

from itertools import pairwise
from zoneinfo import available_timezones

from pipelines.contracts.languages import languages_of
from pipelines.contracts.register import REGISTER
from pipelines.intake.checks.answers import check_answers
from pipelines.intake.checks.calendar import DATES, check_calendar
from pipelines.intake.checks.changes import check_changes
from pipelines.intake.checks.findings import Findings
from pipelines.intake.checks.ids import check_ids
from pipelines.intake.checks.indicators import check_indicators
from pipelines.intake.checks.round_names import check_round_names
from pipelines.intake.context import Context
from pipelines.intake.sheets.rows import TypedRow
from pipelines.receipts.problems import Term, problem
from pipelines.register.model import STEERING_GROUP

Tables = dict[str, list[TypedRow]]

_KEYS = {
    "themes": "theme_id",
    "partners": "partner_id",
    "actions": "action_id",
    "milestones": "milestone_id",
    "rounds": "round_id",
    "topics": "topic_code",
    "assets": "asset_id",
}
_REFERENCES = (
    ("actions", "theme_id", "themes"),
    ("actions", "lead_partner_id", "partners"),
    ("actions", "joined_to", "actions"),
    ("milestones", "action_id", "actions"),
    ("topics", "theme_id", "themes"),
    ("action_topics", "action_id", "actions"),
    ("action_topics", "topic_code", "topics"),
    ("assets", "theme_id", "themes"),
    ("assets", "topic_code", "topics"),
    ("action_assets", "action_id", "actions"),
    ("action_assets", "asset_id", "assets"),
)


def check_register(tables: Tables, context: Context) -> Findings:
    """Check that the plan is one plan: ids once, references that lead somewhere, dates in order."""
    findings = Findings(rows=dict(tables))
    for table, key in _KEYS.items():
        findings.refuse_repeated(tables.get(table, []), key)
    for table, column, target in _REFERENCES:
        _check_reference(tables, table, column, target, findings)
    check_ids(tables, findings)
    _check_plan(tables, findings)
    _say_what_is_open(tables, findings)
    _check_actions(tables, findings)
    _check_rounds(tables.get("rounds", []), findings)
    check_round_names(tables.get("rounds", []), _languages(tables), findings)
    for row in tables.get("partners", []):
        if row["partner_id"] == STEERING_GROUP:
            findings.refuse(row, "id_malformed", "partner_id", example="council")
    check_answers(tables, findings)
    check_indicators(tables, context, findings)
    check_calendar(tables, context, findings)
    check_changes(tables, context, findings)
    return findings


def _check_reference(tables: Tables, table: str, column: str, target: str, findings: Findings) -> None:
    if target not in tables:
        return
    known = {row[_KEYS[target]] for row in tables[target]}
    for row in tables.get(table, []):
        if row[column] is not None and row[column] not in known:
            findings.refuse(row, "reference_unknown", column, table=_sheet(target))


def _check_plan(tables: Tables, findings: Findings) -> None:
    if "plan" not in tables:
        return
    rows = tables["plan"]
    if len(rows) != 1:
        findings.problems.append(problem("one_row_only", sheet="plan", count=len(rows)))
        return
    zone = rows[0]["time_zone"]
    if zone is not None and zone not in available_timezones():
        findings.refuse(rows[0], "time_zone_unknown", "time_zone")
    expected, count = rows[0]["action_count"], len(tables.get("actions", []))
    if expected is not None and expected != count:
        findings.refuse(rows[0], "action_count_differs", "action_count", expected=expected, count=count)


def _say_what_is_open(tables: Tables, findings: Findings) -> None:
    """Warn of what the plan's owner has yet to enter."""
    slots = [row for row in tables.get("actions", []) if row.lacks("title_en") and row.lacks("title_cy")]
    if slots:
        findings.warnings.append(problem("slots_open", sheet=slots[0].sheet, count=len(slots)))
    if "rounds" in tables and not tables["rounds"]:
        findings.warnings.append(problem("rounds_missing"))


def _check_actions(tables: Tables, findings: Findings) -> None:
    partners = {row["partner_id"] for row in tables.get("partners", [])}
    for row in tables.get("actions", []):
        supporting = [
            part.strip() for part in (row["supporting_partner_ids"] or "").split(";") if part.strip()
        ]
        for partner in supporting:
            if partner not in partners:
                findings.refuse(
                    row,
                    "reference_unknown",
                    "supporting_partner_ids",
                    value=partner,
                    table=_sheet("partners"),
                )
        if row["lead_partner_id"] in supporting:
            findings.refuse(row, "lead_also_supports", "supporting_partner_ids", value=row["lead_partner_id"])
        if row["title_en"] and row.lacks("lead_partner_id"):
            findings.refuse(row, "lead_missing", "lead_partner_id")
        if row["joined_to"] is not None and row["joined_to"] == row["action_id"]:
            findings.refuse(row, "joined_to_itself", "joined_to")
        _check_order(row, ("planned_start", "planned_finish"), findings)


def _languages(tables: Tables) -> tuple[str, ...]:
    """Return the languages in which the plan needs names; none while it cannot be read which they are."""
    known = [row["languages"] for row in tables.get("plan", []) if "languages" not in row.broken]
    return languages_of(known[0]) if known else ()


def _check_rounds(rows: list[TypedRow], findings: Findings) -> None:
    for row in rows:
        _check_order(row, DATES, findings)
    for before, row in pairwise(rows):
        days = (before["opens_on"], row["opens_on"], before["closes_on"], row["closes_on"])
        if None not in days and not (days[0] < days[1] and days[2] < days[3]):
            findings.refuse(row, "rounds_out_of_order", "round_id")


def _check_order(row: TypedRow, columns: tuple[str, ...], findings: Findings) -> None:
    """Refuse a day that stands before the one that has to come first."""
    table = "rounds" if "opens_on" in columns else "actions"
    for earlier, later in pairwise(columns):
        if row[earlier] is not None and row[later] is not None and row[later] < row[earlier]:
            header = Term(REGISTER.tables[table].columns[earlier].column.header)
            findings.refuse(row, "dates_out_of_order", later, header=header, other=row[earlier])


def _sheet(table: str) -> Term:
    return Term(REGISTER.tables[table].sheet)

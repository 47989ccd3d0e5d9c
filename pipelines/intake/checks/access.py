"""The rules of the access list: a partner's officer names the partner, and each role stands there once."""

import re
from datetime import date

from pipelines.access.people import in_force, same_address
from pipelines.contracts.access import ACCESS
from pipelines.contracts.register import REGISTER
from pipelines.intake.checks.findings import Findings
from pipelines.intake.context import Context
from pipelines.intake.sheets.rows import TypedRow
from pipelines.intake.sheets.vocabularies import label
from pipelines.receipts.problems import Term, problem

_EMAIL = re.compile(r"^[^@\s]{1,64}@[^@\s]+\.[^@\s.]+$")
_COLUMNS = ACCESS.tables["access"].columns
PARTNER = Term(label("access_role", "partner"))


def check_access(tables: dict[str, list[TypedRow]], context: Context) -> Findings:
    """Check the list against the plan; addresses are recorded as they are compared."""
    rows = tables.get("access", [])
    findings = Findings(rows={"access": [_compared(row) for row in rows]})
    first: dict[tuple[str | None, ...], int] = {}
    for row in findings.rows["access"]:
        if row["email"] and not _EMAIL.match(row["email"]):
            findings.refuse(row, "email_malformed", "email")
        _check_partner(row, context, findings)
        _check_days(row, findings)
        key = (row["email"], row["role"], row["partner_id"])
        if row["email"] and first.setdefault(key, row.number) != row.number:
            findings.refuse(row, "access_twice", "role", first=first[key])
    _say_if_nobody_administers(findings, context.today)
    return findings


def _compared(row: TypedRow) -> TypedRow:
    return row.with_values(email=same_address(row["email"])) if row["email"] else row


def _check_partner(row: TypedRow, context: Context, findings: Findings) -> None:
    is_partner = row["role"] == "partner"
    if is_partner and row.lacks("partner_id"):
        findings.refuse(row, "access_needs_partner", "partner_id", partners=list(context.plan.by_partner))
    if row["partner_id"] and row["role"] and not is_partner:
        findings.refuse(row, "access_names_partner", "partner_id", role=PARTNER)
    elif row["partner_id"] and row["partner_id"] not in context.plan.by_partner:
        sheet = Term(REGISTER.tables["partners"].sheet)
        findings.refuse(row, "reference_unknown", "partner_id", table=sheet)


def _check_days(row: TypedRow, findings: Findings) -> None:
    if row["from_on"] and row["until_on"] and row["until_on"] < row["from_on"]:
        header = Term(_COLUMNS["from_on"].column.header)
        findings.refuse(row, "dates_out_of_order", "until_on", header=header, other=row["from_on"])


def _say_if_nobody_administers(findings: Findings, today: date) -> None:
    there = [row for row in findings.rows["access"] if row["role"] == "administrator"]
    if not any(in_force(row["from_on"], row["until_on"], today) for row in there):
        findings.warnings.append(problem("access_without_administrator"))

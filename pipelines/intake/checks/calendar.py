"""The rule of a changed calendar: what a round told people when it opened stays as it was told.

What had opened is what partners, the group and the public went by; and the signed rounds are placed by it.
So a load can add rounds after it and change those that have not opened, and nothing else.
"""

from pipelines.contracts.register import Round
from pipelines.intake.checks.findings import Findings
from pipelines.intake.context import Context
from pipelines.intake.sheets.rows import TypedRow
from pipelines.receipts.problems import problem
from pipelines.register import Register
from pipelines.rounds.closing import start_of

DATES = ("opens_on", "due_on", "closes_on", "review_on", "publish_on")
"""The days of a round, in the order in which they come."""


def check_calendar(tables: dict[str, list[TypedRow]], context: Context, findings: Findings) -> None:
    """Refuse a load of another plan, or one that changes rounds that have opened or comes between them."""
    if context.register is None:
        return
    _check_plan_id(tables.get("plan", []), context.register, findings)
    zone = context.register.zone
    opened = [
        found for found in context.register.rounds if start_of(found.opens_on, zone) <= context.received_at
    ]
    if opened and "rounds" in tables:
        _check_opened(tables["rounds"], opened, findings)
        _check_new(tables["rounds"], opened, context, findings)


def _check_plan_id(rows: list[TypedRow], register: Register, findings: Findings) -> None:
    for row in rows:
        if row["plan_id"] is not None and row["plan_id"] != register.plan.plan_id:
            findings.refuse(row, "plan_id_changed", "plan_id", plan=register.plan.plan_id)


def _check_opened(rows: list[TypedRow], opened: list[Round], findings: Findings) -> None:
    given = {row["round_id"]: row for row in rows}
    for found in opened:
        row = given.get(found.round_id)
        if row is None:
            gone = problem("round_opened_gone", value=found.round_id, opens_on=found.opens_on)
            findings.problems.append(gone)
            continue
        for column in DATES:
            told = getattr(found, column)
            if row[column] is not None and row[column] != told:
                findings.refuse(row, "round_date_fixed", column, round=found.round_id, told=told)


def _check_new(rows: list[TypedRow], opened: list[Round], context: Context, findings: Findings) -> None:
    """Refuse a round that would stand among those that have opened, or be over before anybody heard of it."""
    last = max(found.opens_on for found in opened)
    known = {found.round_id for found in opened}
    for row in rows:
        if row["round_id"] is None or row["round_id"] in known:
            continue
        if row["opens_on"] is not None and row["opens_on"] <= last:
            findings.refuse(row, "round_before_opened", "opens_on", last=last)
        elif row["closes_on"] is not None and row["closes_on"] < context.today:
            findings.refuse(row, "round_date_past", "closes_on", today=context.today)

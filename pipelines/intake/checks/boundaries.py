"""The rules of an agreement to a boundary card: whose it is, and to which text."""

from pipelines.contracts.decisions import DECISIONS
from pipelines.contracts.register import REGISTER, Action
from pipelines.intake.checks.findings import Findings
from pipelines.intake.context import Context
from pipelines.intake.sheets.rows import TypedRow
from pipelines.receipts.problems import Term
from pipelines.register.boundary import card_sha256, empty_parts
from pipelines.register.model import STEERING_GROUP, parties_of


def check_boundaries(rows: list[TypedRow], context: Context, findings: Findings) -> None:
    """Refuse an agreement that is not of a partner of the action, or not to the text as it reads now."""
    for row in rows:
        action = context.plan.by_action.get(row["action_id"])
        if row["decision"] == "agree_boundary" and action is not None:
            _check_party(row, action, findings)
            _check_text(row, action, context.plan.languages, findings)


def _check_party(row: TypedRow, action: Action, findings: Findings) -> None:
    parties = [*parties_of(action), *([] if row["role"] == "partner" else [STEERING_GROUP])]
    if row["partner_id"] not in (None, *parties):
        findings.refuse(
            row, "partner_not_of_action", "partner_id", action=action.action_id, parties=", ".join(parties)
        )


def _check_text(row: TypedRow, action: Action, languages: tuple[str, ...], findings: Findings) -> None:
    if empty := empty_parts(action, languages):
        columns = REGISTER.tables["actions"].columns
        headers = tuple(Term(columns[part].column.header) for part in empty)
        findings.refuse(row, "boundary_incomplete", "action_id", headers=headers)
        return
    now = card_sha256(action)
    if row.lacks("text_sha256"):
        header = Term(DECISIONS.tables["decisions"].columns["text_sha256"].column.header)
        findings.refuse(row, "boundary_text_missing", "text_sha256", header=header, now=now)
    elif row["text_sha256"] != now:
        findings.refuse(row, "boundary_text_changed", "text_sha256", action=action.action_id, now=now)

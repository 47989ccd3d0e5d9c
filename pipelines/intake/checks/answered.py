"""The rules of decisions on questions: one that was asked, shown as far as whoever asked agrees to it.

Each row is weighed against what was decided before it, the rows above it included.
"""

from collections.abc import Mapping
from typing import Any

from pipelines import landing
from pipelines.intake.checks.findings import Findings
from pipelines.intake.checks.questions import GENERAL, GENERAL_WORDS, refuse_personal
from pipelines.intake.context import Context
from pipelines.intake.lookups.questions import questions
from pipelines.intake.sheets.rows import TypedRow

PUBLISHING = ("answer_question", "approve_question")
"""The decisions by which a question is shown, as far as its consent goes."""

ON_QUESTIONS = (*PUBLISHING, "hold_question", "decline_question", "withdraw_question")
_WORDS = ("answer_en", "answer_cy", *GENERAL_WORDS)


def check_answered(rows: list[TypedRow], context: Context, findings: Findings) -> None:
    """Check every decision on a question against the question, and what was decided on it before."""
    speaking = [row for row in rows if row["decision"] in ON_QUESTIONS and row["question_id"]]
    if not speaking:
        return
    known, names = questions(context.home), context.plan.screened_names
    decided = _decided(context)
    for row in speaking:
        question = known.get(row["question_id"])
        before = decided.setdefault(row["question_id"], [])
        if question is None:
            findings.refuse(row, "question_unknown", "question_id")
        elif any(each["decision"] == "withdraw_question" for each in before):
            findings.refuse(row, "question_taken_back", "question_id")
        else:
            _check_dates(row, question, findings)
            _check_shown(row, question, before, context, findings)
        refuse_personal(row, _WORDS, names, findings)
        before.append(row)


def _decided(context: Context) -> dict[str, list[Mapping[str, Any] | TypedRow]]:
    """Return the decisions on each question that have landed, in their order."""
    found: dict[str, list[Mapping[str, Any] | TypedRow]] = {}
    for landed in landing.landed(context.home, "decisions"):
        for row in landed.rows("decisions"):
            if row.get("question_id"):
                found.setdefault(row["question_id"], []).append(row)
    return found


def _check_dates(row: TypedRow, question: Mapping[str, Any], findings: Findings) -> None:
    if row["decided_on"] and row["decided_on"] < question["asked_on"]:
        findings.refuse(row, "question_decided_early", "decided_on", asked_on=question["asked_on"])


def _check_shown(
    row: TypedRow,
    question: Mapping[str, Any],
    before: list[Mapping[str, Any] | TypedRow],
    context: Context,
    findings: Findings,
) -> None:
    decision, scope = row["decision"], question["consent_scope"]
    if decision == "answer_question" and any(each["decision"] == decision for each in before):
        findings.warn(row, "question_answered_again", "question_id")
    if decision not in PUBLISHING:
        return
    if scope is None and decision == "approve_question":
        findings.refuse(row, "question_without_consent", "question_id")
    elif scope is None:
        findings.warn(row, "question_stays_inside", "question_id")
    elif scope == GENERAL:
        for column in (f"general_words_{language}" for language in context.plan.languages):
            said = [question[column], row[column], *(_of(each, column) for each in before)]
            if not any(said):
                findings.refuse(row, "question_needs_general_words", column, value=row["question_id"])


def _of(row: Mapping[str, Any] | TypedRow, column: str) -> Any:
    return row.values.get(column) if isinstance(row, TypedRow) else row.get(column)

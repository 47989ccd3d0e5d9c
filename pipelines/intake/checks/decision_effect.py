"""What a decision would change: one that would change nothing is refused, with what it takes to change it.

Each row is weighed against what was decided before it, the rows above it included.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pipelines import landing
from pipelines.contracts.decisions import DECISIONS
from pipelines.contracts.register import Action
from pipelines.intake.checks.findings import Findings
from pipelines.intake.context import Context
from pipelines.intake.sheets.rows import TypedRow
from pipelines.intake.sheets.vocabularies import label
from pipelines.receipts.problems import Term
from pipelines.rounds.closing import closing_of
from pipelines.rounds.decisions import decisions_on_rounds
from pipelines.rounds.states import in_calendar_order

_VIEWS = ("settle", "second_view", "correct")
_CONSENT = ("approve_voice",)
OBEYED = {
    "stage": _VIEWS,
    "rating": _VIEWS,
    "agreed_finish": ("agree_date", "correct"),
    "subject_receipt_id": ("accept_late", "correct", "note"),
    "consent_reference": _CONSENT,
    "consent_scope": _CONSENT,
    "consented_on": _CONSENT,
    "guardian_consent_reference": _CONSENT,
    "answer_en": ("answer_question",),
    "answer_cy": ("answer_question",),
    "general_words_en": ("answer_question", "approve_question"),
    "general_words_cy": ("answer_question", "approve_question"),
    "reviewed_sha256": ("sign_off",),
}
"""The decisions that do something with a column; in any other it would change nothing."""

CORRECTED = ("stage", "agreed_finish")
"""What a correction can set of an action; its words are those of the stage."""

OF_A_STAGE = ("rating", "words", "what_would_settle", "look_again_on")
_VOICE = ("words", "words_language", "consent_reference", "consent_scope", "consented_on")
_BOUNDARY = ("action_id", "partner_id", "text_sha256")
_FINISHES = ("agree_date", "correct")

Row = Mapping[str, Any]


def check_effect(rows: list[TypedRow], context: Context, findings: Findings) -> None:
    """Refuse every decision that would change nothing, and what one gives that it does nothing with."""
    before: list[Row] = [
        row for landed in landing.landed(context.home, "decisions") for row in landed.rows("decisions")
    ]
    for row in rows:
        if row["decision"]:
            _check_obeyed(row, findings)
            _WEIGHED.get(row["decision"], _nothing)(row, before, context, findings)
        before.append(row.values)


def _nothing(row: TypedRow, before: Sequence[Row], context: Context, findings: Findings) -> None:
    """Weigh nothing of a decision that always changes something."""


def _check_obeyed(row: TypedRow, findings: Findings) -> None:
    for column, by in OBEYED.items():
        if row[column] is not None and row["decision"] not in by:
            findings.refuse(
                row,
                "decision_takes_no",
                column,
                decision=_label(row["decision"]),
                header=_header(column),
                allowed=tuple(_label(each) for each in by),
            )


def _correct(row: TypedRow, before: Sequence[Row], context: Context, findings: Findings) -> None:
    """A correction without an action opens its round again; one with an action says what is right of it."""
    takes = {"decision": _label("correct"), "stage": _header("stage"), "finish": _header("agreed_finish")}
    given = [column for column in (*CORRECTED, *OF_A_STAGE) if row[column] is not None]
    if given and row.lacks("action_id"):
        findings.refuse(
            row, "decision_needs", "action_id", decision=takes["decision"], header=_header("action_id")
        )
    elif row["action_id"] and not row["subject_receipt_id"] and all(map(row.lacks, CORRECTED)):
        findings.refuse(row, "correct_changes_nothing", "stage", **takes)
    elif row.lacks("stage") and (of_stage := [each for each in given if each in OF_A_STAGE]):
        headers = tuple(_header(each) for each in of_stage)
        findings.refuse(row, "correct_needs_stage", "stage", headers=headers, stage=takes["stage"])
    _check_start(row, context.plan.by_action.get(row["action_id"]), findings)
    _accept_late(row, before, context, findings)


def _check_start(row: TypedRow, action: Action | None, findings: Findings) -> None:
    """Refuse a finish before the day on which the action was planned to start."""
    start, finish = action.planned_start if action else None, row["agreed_finish"]
    if action and start and finish and finish < start:
        findings.refuse(row, "finish_before_start", "agreed_finish", action=action.action_id, day=start)


def _agree_date(row: TypedRow, before: Sequence[Row], context: Context, findings: Findings) -> None:
    action = context.plan.by_action.get(row["action_id"])
    if action is None or row["agreed_finish"] is None:
        return
    _check_start(row, action, findings)
    places = {each.round_id: place for place, each in enumerate(in_calendar_order(context.plan.rounds))}
    earlier = [
        (places.get(each["round_id"], len(places)), number, each["agreed_finish"])
        for number, each in enumerate(before)
        if each["decision"] in _FINISHES
        and each["action_id"] == action.action_id
        and each["agreed_finish"] is not None
    ]
    standing = {earlier[-1][2], max(earlier)[2]} if earlier else {action.planned_finish}
    place = places.get(row["round_id"], len(places))
    is_newest = not earlier or place >= max(earlier)[0]
    if is_newest and standing == {row["agreed_finish"]}:
        findings.refuse(
            row, "finish_agreed_already", "agreed_finish", action=action.action_id, day=row["agreed_finish"]
        )


def _hold(row: TypedRow, before: Sequence[Row], context: Context, findings: Findings) -> None:
    is_held = _last(before, ("hold", "unhold"), "action_id", row["action_id"]).get("decision") == "hold"
    if row["action_id"] and is_held == (row["decision"] == "hold"):
        code = "held_already" if is_held else "not_held"
        findings.refuse(row, code, "action_id", action=row["action_id"])


def _accept_late(row: TypedRow, before: Sequence[Row], context: Context, findings: Findings) -> None:
    came = {found.receipt_id: found for found in landing.landed(context.home, "return")}
    found, standing = came.get(row["subject_receipt_id"]), context.plan.by_round.get(row["round_id"])
    if found is None or standing is None:
        return
    closing: datetime = closing_of(standing, decisions_on_rounds(context.home), context.plan.zone)
    let_in = _last(before, ("accept_late", "correct"), "subject_receipt_id", found.receipt_id)
    if let_in:
        findings.refuse(row, "let_in_already", "subject_receipt_id", round=let_in["round_id"])
    elif closing <= context.received_at and found.received_at <= closing:
        findings.refuse(row, "return_in_time", "subject_receipt_id", round=standing.round_id)


def _voice(row: TypedRow, before: Sequence[Row], context: Context, findings: Findings) -> None:
    last = _last(before, ("approve_voice", "withdraw_voice"), "voice_id", row["voice_id"])
    if row["voice_id"] is None or last.get("decision") != row["decision"]:
        return
    if row["decision"] == "withdraw_voice":
        findings.refuse(row, "voice_withdrawn_already", "voice_id")
    elif all(row[column] == last.get(column) for column in _VOICE):
        findings.refuse(row, "voice_approved_already", "voice_id")


def _boundary(row: TypedRow, before: Sequence[Row], context: Context, findings: Findings) -> None:
    if any(row.lacks(column) for column in _BOUNDARY):
        return
    if any(
        each["decision"] == "agree_boundary" and all(row[column] == each.get(column) for column in _BOUNDARY)
        for each in before
    ):
        findings.refuse(row, "boundary_agreed_already", "partner_id", action=row["action_id"])


def _question(row: TypedRow, before: Sequence[Row], context: Context, findings: Findings) -> None:
    asked = [each for each in before if row["question_id"] and each.get("question_id") == row["question_id"]]
    is_new = any(row[column] is not None for column in ("general_words_en", "general_words_cy"))
    if asked and asked[-1]["decision"] == row["decision"] and not is_new:
        findings.refuse(row, "question_decided_already", "question_id", decision=_label(row["decision"]))


_WEIGHED: Mapping[str, Callable[[TypedRow, Sequence[Row], Context, Findings], None]] = {
    "correct": _correct,
    "agree_date": _agree_date,
    "hold": _hold,
    "unhold": _hold,
    "accept_late": _accept_late,
    "approve_voice": _voice,
    "withdraw_voice": _voice,
    "agree_boundary": _boundary,
    "approve_question": _question,
    "hold_question": _question,
    "decline_question": _question,
}


def _last(before: Sequence[Row], decisions: Sequence[str], column: str, value: object) -> Row:
    found = [each for each in before if each["decision"] in decisions and each.get(column) == value]
    return found[-1] if found and value is not None else {}


def _label(decision: str) -> Term:
    return Term(label("decision", decision))


def _header(column: str) -> Term:
    return Term(DECISIONS.tables["decisions"].columns[column].column.header)

"""The rules of decisions: which role may decide what, and what a decision has to speak of."""

from pipelines import landing
from pipelines.contracts.decisions import DECISIONS
from pipelines.intake.checks.answered import check_answered
from pipelines.intake.checks.boundaries import check_boundaries
from pipelines.intake.checks.decision_effect import check_effect
from pipelines.intake.checks.decision_order import check_order
from pipelines.intake.checks.findings import Findings
from pipelines.intake.checks.personal import advise_on_personal
from pipelines.intake.checks.voices import check_voices
from pipelines.intake.context import Context
from pipelines.intake.sheets.cells import allowed
from pipelines.intake.sheets.rows import TypedRow
from pipelines.intake.sheets.vocabularies import label
from pipelines.receipts.problems import Term

STEERING = ("chair", "steering_group")
ROLES = {
    "close": (*STEERING, "secretary"),
    "hold": (*STEERING, "secretary", "voices_lead"),
    "approve_voice": (*STEERING, "voices_lead"),
    "withdraw_voice": (*STEERING, "secretary", "voices_lead"),
    "agree_boundary": (*STEERING, "secretary", "partner"),
    "ask": (*STEERING, "secretary"),
    "answer_question": (*STEERING, "secretary"),
    "approve_question": (*STEERING, "secretary"),
    "hold_question": (*STEERING, "secretary", "voices_lead"),
    "decline_question": (*STEERING, "secretary"),
    "withdraw_question": (*STEERING, "secretary", "voices_lead"),
    "note": (*STEERING, "secretary", "voices_lead"),
}
"""Who may take a decision; every other one is for the chair and the steering group."""

NEEDS = {
    "close": ("round_id",),
    "second_view": ("action_id", "round_id", "stage", "words"),
    "settle": ("action_id", "round_id", "stage", "words"),
    "agree_date": ("action_id", "agreed_finish", "reason"),
    "accept_late": ("round_id", "subject_receipt_id", "reason"),
    "hold": ("action_id", "reason"),
    "unhold": ("action_id",),
    "approve_voice": ("voice_id", "words_language", "consent_reference", "consent_scope", "consented_on"),
    "withdraw_voice": ("voice_id",),
    "agree_boundary": ("action_id", "partner_id"),
    "sign_off": ("round_id", "reviewed_sha256"),
    "withdraw_sign_off": ("round_id", "reason"),
    "correct": ("round_id", "reason"),
    "ask": ("action_id", "words"),
    "note": ("round_id", "words"),
    "answer_question": ("question_id", "answer_en"),
    "approve_question": ("question_id",),
    "hold_question": ("question_id", "reason"),
    "decline_question": ("question_id", "reason"),
    "withdraw_question": ("question_id", "reason"),
}
"""What each decision has to say; a settlement or second view of an action in progress needs a rating too, and
an answer is needed in each of the plan's languages."""

PUBLISHED_WORDS = {
    "second_view": ("words", "what_would_settle"),
    "settle": ("words", "what_would_settle"),
    "agree_date": ("reason",),
    "correct": ("words", "what_would_settle", "reason"),
}
"""What of a decision's words is published as it stands; those on voices and questions are held to more."""

OF_WHAT_GOES_ON = ("second_view", "settle", "agree_date", "ask", "agree_boundary")
"""What cannot be decided on an action that was joined to another: that one goes on."""


def check_decisions(tables: dict[str, list[TypedRow]], context: Context) -> Findings:
    """Check every decision for itself, and against the order in which a round is decided on."""
    rows = [_with_language(row, context) for row in tables.get("decisions", [])]
    findings = Findings(rows={"decisions": rows})
    receipts = {found.receipt_id for found in landing.landed(context.home, "return")}
    for row in rows:
        if row["decision"]:
            _check_role(row, findings)
            _check_needs(row, context, findings)
            published = PUBLISHED_WORDS.get(row["decision"], ())
            advise_on_personal(row, published, context.plan.screened_names, findings)
        _check_references(row, context, receipts, findings)
        findings.refuse_future(row, "decided_on", context.today)
        findings.refuse_future(row, "consented_on", context.today)
    check_boundaries(rows, context, findings)
    check_order(rows, context, findings)
    check_effect(rows, context, findings)
    check_voices(rows, context, findings)
    check_answered(rows, context, findings)
    return findings


def _with_language(row: TypedRow, context: Context) -> TypedRow:
    """Return a decision whose words are in the plan's language, where it speaks one and they say no other."""
    if len(context.plan.languages) > 1 or not row.lacks("words_language"):
        return row
    return row.with_values(words_language=context.plan.languages[0])


def _check_role(row: TypedRow, findings: Findings) -> None:
    may = ROLES.get(row["decision"], STEERING)
    if row["role"] and row["role"] not in may:
        roles = tuple(Term(label("role", role)) for role in may)
        findings.refuse(row, "role_not_allowed", "role", decision=_words(row), allowed=roles)


def _needs(decision: str, context: Context) -> tuple[str, ...]:
    is_in_welsh = decision == "answer_question" and "cy" in context.plan.languages
    return (*NEEDS[decision], *(("answer_cy",) if is_in_welsh else ()))


def _check_needs(row: TypedRow, context: Context, findings: Findings) -> None:
    for column in _needs(row["decision"], context):
        if row.lacks(column):
            header = Term(DECISIONS.tables["decisions"].columns[column].column.header)
            findings.refuse(row, "decision_needs", column, decision=_words(row), header=header)
    if row["stage"] == "in_progress" and row.lacks("rating"):
        findings.refuse(row, "rating_missing", "rating", allowed=allowed("rating"))
    if row["stage"] not in (None, "in_progress") and row["rating"]:
        findings.refuse(row, "rating_not_allowed", "rating")


def _check_references(row: TypedRow, context: Context, receipts: set[str], findings: Findings) -> None:
    action = context.plan.by_action.get(row["action_id"])
    if row["action_id"] and action is None:
        findings.refuse(row, "action_unknown", "action_id")
    if action and action.joined_to and row["decision"] in OF_WHAT_GOES_ON:
        findings.refuse(row, "decided_on_joined", "action_id", into=action.joined_to)
    if row["round_id"] and row["round_id"] not in context.plan.by_round:
        rounds = list(context.plan.by_round)
        findings.refuse(row, "round_unknown", "round_id", round=row["round_id"], rounds=rounds)
    if row["subject_receipt_id"] and row["subject_receipt_id"] not in receipts:
        findings.refuse(row, "receipt_unknown", "subject_receipt_id")


def _words(row: TypedRow) -> Term:
    return Term(label("decision", row["decision"]))

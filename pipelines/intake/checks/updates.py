"""The rules of one update: what its stage and rating call for (conventions.md S3; design, section 6)."""

from typing import Any

from pipelines.contracts.languages import language_in
from pipelines.contracts.returns import RETURN
from pipelines.intake.checks.findings import Findings
from pipelines.intake.checks.personal import advise_on_personal
from pipelines.intake.checks.plain_words import advise
from pipelines.intake.context import Context
from pipelines.intake.lookups.prefill import OLD_WORDS
from pipelines.intake.sheets.cells import allowed
from pipelines.intake.sheets.rows import TypedRow
from pipelines.intake.sheets.vocabularies import label
from pipelines.locale import LANGUAGES
from pipelines.receipts.problems import Names, Term
from pipelines.rounds.names import name_of

_MOVES = ("stage", "rating", "next_news_by", "forecast_finish", "completed_on", "look_again_on")
WORDS = ("what_happened", "in_plain_words", "reason", "next_step")
_OF_A_STATUS = ("reason", "next_step", "evidence")
"""What an answer calls for: without its answer there may be nothing to say."""

_ADVANCE = ("not_started", "in_progress", "complete")


def check(row: TypedRow, before: dict[str, Any], context: Context, findings: Findings) -> TypedRow:
    """Check one update and return it as it is recorded."""
    if row.lacks("stage"):
        findings.refuse(row, "stage_missing", "stage", no_change=Term("No change"))
    _check_rating(row, findings)
    _check_needs(row, findings)
    _check_step_back(row, before, findings)
    _check_dates(row, context, findings)
    _ask_after_words(row, before, context, findings)
    _tell_what_is_gone(row, context.said.last(row["action_id"]), findings)
    advise(row, context.plan.words_to_avoid, findings)
    advise_on_personal(row, WORDS, context.plan.screened_names, findings)
    return _with_language(row, context, findings)


def _check_rating(row: TypedRow, findings: Findings) -> None:
    if row["stage"] == "in_progress" and row.lacks("rating"):
        findings.refuse(row, "rating_missing", "rating", allowed=allowed("rating"))
    if row["stage"] not in (None, "in_progress") and row["rating"]:
        findings.refuse(row, "rating_not_allowed", "rating")


def _check_needs(row: TypedRow, findings: Findings) -> None:
    """Bad news needs a reason and what follows; a completion needs its date and something to see."""
    answer = row["rating"] if row["stage"] == "in_progress" else row["stage"]
    vocabulary = "rating" if row["stage"] == "in_progress" else "stage"
    said = Term(label(vocabulary, answer)) if answer else None
    if answer in ("at_risk", "delayed", "paused", "stopped") and row.lacks("reason"):
        findings.refuse(row, "reason_missing", "reason", answer=said)
    if answer in ("at_risk", "delayed", "stopped") and row.lacks("next_step"):
        findings.refuse(row, "next_step_missing", "next_step", answer=said)
    if answer == "delayed" and row.lacks("forecast_finish"):
        findings.refuse(row, "forecast_missing", "forecast_finish", answer=said)
    if answer == "at_risk" and row.lacks("forecast_finish") and row.lacks("next_news_by"):
        findings.refuse(row, "next_date_missing", "next_news_by", answer=said)
    if answer == "paused" and row.lacks("look_again_on"):
        findings.refuse(row, "look_again_missing", "look_again_on")
    _check_completion(row, findings)


def _check_completion(row: TypedRow, findings: Findings) -> None:
    if row["stage"] == "complete":
        if row.lacks("completed_on"):
            findings.refuse(row, "completed_on_missing", "completed_on")
        if row.lacks("evidence"):
            findings.refuse(row, "evidence_missing", "evidence")
    elif row["stage"] and row["completed_on"]:
        findings.refuse(row, "completed_on_not_allowed", "completed_on")


def _check_step_back(row: TypedRow, before: dict[str, Any], findings: Findings) -> None:
    was, now = before.get("stage"), row["stage"]
    if was not in _ADVANCE or now not in _ADVANCE:
        return
    if _ADVANCE.index(now) < _ADVANCE.index(was) and row.lacks("reason"):
        terms = {"before": Term(label("stage", was)), "now": Term(label("stage", now))}
        findings.refuse(row, "step_back_needs_reason", "reason", **terms)


def _check_dates(row: TypedRow, context: Context, findings: Findings) -> None:
    findings.refuse_future(row, "completed_on", context.today)
    expected = {"next_news_by"}
    if row["stage"] == "paused":
        expected.add("look_again_on")
    if row["stage"] == "in_progress":
        expected.add("forecast_finish")
    for column in sorted(expected):
        if row[column] is not None and row[column] < context.today:
            findings.warn(row, "date_already_passed", column)


def _ask_after_words(row: TypedRow, before: dict[str, Any], context: Context, findings: Findings) -> None:
    """Ask whether words still hold that are those of a round before, where the action has moved on since."""
    moved = [column for column in _MOVES if before and row[column] != before.get(column)]
    headers = tuple(Term(RETURN.tables["updates"].columns[column].column.header) for column in moved)
    for column in OLD_WORDS if moved else ():
        if row[column] and row[column] == before.get(column):
            said_in = context.said.round_of(row["action_id"], column)
            findings.warn(row, "words_said_before", column, round=_named(context, said_in), changed=headers)


def _tell_what_is_gone(row: TypedRow, before: dict[str, Any], findings: Findings) -> None:
    """Say which words are said no more; those that only another answer called for may go with it."""
    stands = all(row[column] == before.get(column) for column in ("stage", "rating"))
    for column in (*OLD_WORDS, *(_OF_A_STATUS if stands else ())):
        if before.get(column) and row.lacks(column):
            findings.warn(row, "words_taken_away", column)


def _named(context: Context, round_id: str | None) -> Names | str | None:
    """Return what a round is called; its id where the plan has it no longer."""
    found = context.plan.by_round.get(round_id or "")
    return Names(tuple((each, name_of(found, each)) for each in LANGUAGES)) if found else round_id


def _with_language(row: TypedRow, context: Context, findings: Findings) -> TypedRow:
    language = row["words_language"]
    if language is None and any(row[column] for column in WORDS):
        language = language_in(context.plan.languages, context.language)
        if len(context.plan.languages) > 1:
            said = Term(label("language", language))
            findings.warn(row, "language_assumed", "words_language", language=said)
    return row.with_values(no_change=False, words_language=language)

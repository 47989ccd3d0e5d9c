"""Why a value differs from one release to the next: the lines of the table `revisions`.

A difference that none of these explains fails the publication (design, section 7; conventions T12):

- in a round that was released: a decision to correct that round, or one before it;
- words that are held back, or released again: the decision to hold or unhold; a quote: its withdrawal; a
  question: what holds it back, takes it back, or shows it again;
- in a table that knows no rounds: a newer submission of a feed that the table is made from, with the reason
  that a register gave for the change of that action; words of the software's own only by a register;
- there too, where nothing new came in and the software alone changed: the reason given when publishing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from pipelines.releases.allow_list import PublicTable
from pipelines.releases.differences import WHOLE_ROW, Difference


@dataclass(frozen=True)
class Cause:
    """Something that came in since the earlier release and can change what is published."""

    code: str
    """The decision, or the feed."""
    receipt_id: str
    subject: str | None = None
    """The round of a correction, the action that is held or registered anew, the voice that is withdrawn."""
    why: str | None = None
    why_language: str | None = None


_CAUSES = """
with new_receipts as (
    select receipt_id, feed, received_at from raw.receipts where not list_contains($known, receipt_id)
)
select decision, receipt_id, coalesce(question_id, round_id, action_id, voice_id), reason, words_language
from raw.decisions inner join new_receipts using (receipt_id)
where list_contains($decided, decision)
order by received_at desc, receipt_id desc
"""
_FEEDS = """
select receipts.feed, receipts.receipt_id, changes.action_id, changes.reason, null
from raw.receipts as receipts
left join raw.register_changes as changes on receipts.receipt_id = changes.receipt_id
where not list_contains($known, receipts.receipt_id) and receipts.feed <> 'return'
order by receipts.received_at desc, receipts.receipt_id desc
"""
_WITHHOLDING = ("hold_question", "withdraw_question")
_SHOWING = ("answer_question", "approve_question")
_DECIDED = ("correct", "hold", "unhold", "withdraw_voice", *_WITHHOLDING, *_SHOWING)


def new_causes(connection: duckdb.DuckDBPyConnection, known: Iterable[str]) -> list[Cause]:
    """Return what a build, attached as `plan`, has taken in beside `known` receipts; newest first."""
    new = {"known": list(known)}
    return [
        Cause(code, receipt_id, subject, why, language)
        for query, parameters in ((_CAUSES, new | {"decided": list(_DECIDED)}), (_FEEDS, new))
        for code, receipt_id, subject, why, language in connection.execute(query, parameters).fetchall()
    ]


def explain(
    difference: Difference,
    table: PublicTable,
    causes: list[Cause],
    reason: str | None,
    rounds: Sequence[str],
) -> dict[str, Any] | None:
    """Return the line of `revisions` that explains a difference, or nothing if none does.

    `rounds` are those of the release, in their order.
    """
    if withdrawn := _withdrawal(difference, causes):
        kind = "revision" if withdrawn.code in ("unhold", *_SHOWING) else "withdrawal"
        return _line(difference, kind, withdrawn.code, None, withdrawn) | {"was": None, "now": None}
    if difference.round_id is not None:
        correction = next((each for each in causes if _corrects(each, difference.round_id, rounds)), None)
        return _line(difference, "correction", "correct", correction.why, correction) if correction else None
    feeds = table.feeds
    if table.is_worded_by_software and difference.column != WHOLE_ROW:
        feeds &= {"register"}
    about = [each for each in causes if each.code in feeds and each.code not in _DECIDED]
    mine = [each for each in about if each.subject and each.subject == difference.action_id]
    for cause in [*mine, *about]:
        return _line(difference, "revision", cause.code, cause.why if cause in mine else None, cause)
    return _line(difference, "revision", "recomputed", reason, None) if reason else None


def _withdrawal(difference: Difference, causes: list[Cause]) -> Cause | None:
    for each in causes:
        if each.code == "withdraw_voice":
            if difference.row_key == f"voice_id={each.subject}" and difference.column == WHOLE_ROW:
                return each
        elif each.code in (*_WITHHOLDING, *_SHOWING):
            if _is_of_question(difference, each) and (
                difference.now is None if each.code in _WITHHOLDING else difference.was is None
            ):
                return each
        elif each.subject == difference.action_id and (
            (each.code == "hold" and difference.now is None)
            or (each.code == "unhold" and difference.was is None)
        ):
            return each
    return None


def _is_of_question(difference: Difference, cause: Cause) -> bool:
    return difference.column == WHOLE_ROW and difference.row_key.endswith(f";question_id={cause.subject}")


def _corrects(cause: Cause, round_id: str, rounds: Sequence[str]) -> bool:
    """Say whether a cause corrects a round, or one before it."""
    if cause.code != "correct" or round_id not in rounds:
        return False
    return cause.subject in rounds[: rounds.index(round_id) + 1]


def _line(
    difference: Difference, kind: str, cause: str, why: str | None, found: Cause | None
) -> dict[str, Any]:
    return {
        "table_name": difference.table,
        "row_key": difference.row_key,
        "column_name": difference.column,
        "round_id": difference.round_id,
        "action_id": difference.action_id,
        "was": difference.was,
        "now": difference.now,
        "kind": kind,
        "cause": cause,
        "why": why,
        "why_language": found.why_language if found and why else None,
        "receipt_id": found.receipt_id if found else None,
    }

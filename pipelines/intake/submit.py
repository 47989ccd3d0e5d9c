"""The door itself: one submission in, one receipt out; whatever arrives is accepted whole or refused whole.

What was there before stands unchanged until the one rename that adds to it.
"""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipelines import clock, landing
from pipelines.contracts import FEEDS
from pipelines.contracts.languages import language_in
from pipelines.intake.examine import Examination, Submission, examine
from pipelines.intake.forgotten import without_forgotten
from pipelines.intake.sheets.forms import Answers, same_answers
from pipelines.intake.source import Source, read_source
from pipelines.landing import ledger
from pipelines.receipts.problems import Problem, ProblemRecord, problem
from pipelines.receipts.receipt import Receipt
from pipelines.register import languages_of_plan
from pipelines.traces import span


def submit(
    path: Path,
    *,
    home: Path,
    feed: str,
    submitted_by: str,
    received_at: datetime,
    partner_id: str | None = None,
    round_id: str | None = None,
    language: str = "en",
    engagement_id: str | None = None,
    answers: Answers | None = None,
    signed_in: bool = False,
) -> Receipt:
    """Return the receipt of the submission at `path`: never an exception for what is wrong with it.

    It is worded in `language`, or in English where the plan does not speak it. `signed_in` says that
    `submitted_by` is who signed in, and not what somebody typed at a shell; `answers` says, of a form, which
    columns hold answers in people's own words, by their headings.
    """
    source = read_source(path, FEEDS[feed]) if feed in FEEDS else Source(path.name, {})
    return submit_source(
        source,
        home=home,
        feed=feed,
        submitted_by=submitted_by,
        received_at=received_at,
        partner_id=partner_id,
        round_id=round_id,
        language=language,
        engagement_id=engagement_id,
        answers=answers,
        signed_in=signed_in,
    )


def submit_source(
    source: Source,
    *,
    home: Path,
    feed: str,
    submitted_by: str,
    received_at: datetime,
    partner_id: str | None = None,
    round_id: str | None = None,
    language: str = "en",
    engagement_id: str | None = None,
    answers: Answers | None = None,
    signed_in: bool = False,
) -> Receipt:
    """Return the receipt of what was read already, as `submit` does."""
    spoken = language_in(languages_of_plan(home), language)
    submission = Submission(
        feed,
        submitted_by,
        received_at,
        partner_id,
        round_id,
        spoken,
        engagement_id,
        answers or {},
        signed_in,
    )
    with span("submit", feed=feed if feed in FEEDS else "unknown"):
        return _answer(home, submission, source)


def _answer(home: Path, submission: Submission, source: Source) -> Receipt:
    if submission.feed not in FEEDS:
        nothing = Examination(source, problems=[problem("feed_unknown", feed=submission.feed)])
        return _refuse(home, submission, nothing)
    same = _same_as_latest(home, submission, source)
    if same is not None:
        return _duplicate(home, submission, source, same)
    examination = examine(source, home, submission)
    if examination.problems:
        return _refuse(home, submission, examination)
    return _accept(home, _by_its_own_clock(submission, examination), examination)


def _by_its_own_clock(submission: Submission, found: Examination) -> Submission:
    """Return a submission; a register whose clock stands still is never received after that moment."""
    stands_at = [row["as_of"] for row in found.findings.rows.get("plan", []) if row["as_of"]]
    received_at = min([submission.received_at, *(clock.now(day) for day in stands_at)])
    return replace(submission, received_at=received_at)


def _accept(home: Path, submission: Submission, found: Examination) -> Receipt:
    receipt = _receipt(submission, found, accepted=True)
    rows, count = without_forgotten(home, found.tables(FEEDS[submission.feed], receipt.receipt_id))
    if count:
        note = problem("forgotten_again", count=count).record(receipt.language)
        receipt = receipt.model_copy(update={"warnings": (*receipt.warnings, note)})
    prepared = landing.prepare(home, receipt, rows, _keep_nothing if count else found.keep_original)
    with landing.locked(home):
        same = _same_as_latest(home, submission, found.source)
        if same is None:
            landing.move_in(home, prepared, receipt)
            return receipt
    landing.discard(prepared)
    return _duplicate(home, submission, found.source, same)


def _keep_nothing(folder: Path) -> None:
    """Keep nothing of a file that cannot be kept whole."""


def _refuse(home: Path, submission: Submission, found: Examination) -> Receipt:
    receipt = _receipt(submission, found, accepted=False)
    with landing.locked(home):
        landing.keep_refusal(home, receipt)
    return receipt


def _duplicate(home: Path, submission: Submission, source: Source, same: landing.Landed) -> Receipt:
    """Return the receipt that the same file had before, as the answer to sending it again."""
    before = same.receipt()
    note = problem("duplicate", receipt=before.receipt_id).record(submission.language)
    receipt = before.model_copy(
        update={
            "receipt_id": landing.new_receipt_id(),
            "submitted_by": submission.submitted_by,
            "signed_in": submission.signed_in,
            "received_at": submission.received_at,
            "original_name": source.name,
            "duplicate_of": before.receipt_id,
            "warnings": (note, *before.warnings),
        }
    )
    with landing.locked(home):
        ledger.append(home, receipt, {})
    return receipt


def _same_as_latest(home: Path, submission: Submission, source: Source) -> landing.Landed | None:
    found = landing.latest(home, submission.feed, submission.partner_id, submission.round_id)
    if not (found and source.files and found.sha256 == source.sha256):
        return None
    before = found.receipt()
    said_otherwise = submission.answers and not same_answers(before.columns, submission.answers)
    return found if before.engagement_id == submission.engagement_id and not said_otherwise else None


def _receipt(submission: Submission, found: Examination, *, accepted: bool) -> Receipt:
    contract = FEEDS.get(submission.feed)
    language = language_in(found.languages, submission.language)

    def worded(problems: list[Problem]) -> tuple[ProblemRecord, ...]:
        return tuple(each.record(language) for each in problems)

    return Receipt(
        receipt_id=landing.new_receipt_id(),
        feed=submission.feed,
        contract_version=contract.version if contract else "",
        partner_id=submission.partner_id,
        round_id=submission.round_id,
        engagement_id=submission.engagement_id,
        submitted_by=submission.submitted_by,
        signed_in=submission.signed_in,
        language=language,
        received_at=submission.received_at,
        sha256=found.source.sha256,
        byte_count=found.source.byte_count,
        original_name=found.source.name,
        format=found.format,
        accepted=accepted,
        duplicate_of=None,
        rows=found.row_counts if accepted else {},
        untouched=tuple(found.findings.untouched) if accepted else (),
        untouched_milestones=tuple(found.findings.untouched_milestones) if accepted else (),
        columns=found.form_columns,
        warnings=worded(found.warnings),
        problems=worded(found.problems),
    )

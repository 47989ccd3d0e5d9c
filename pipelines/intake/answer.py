"""An answer in words: what became of a file, what is to mend, what was assumed; in its reader's language."""

from collections.abc import Iterator, Sequence

from pipelines.contracts import FEEDS
from pipelines.contracts.base import ExportTable
from pipelines.intake.preview import Preview
from pipelines.intake.sheets.tables import column_header
from pipelines.locale import N_, Say, speaker
from pipelines.receipts.problems import ProblemRecord
from pipelines.receipts.receipt import Receipt

_ACCEPTED = N_("Accepted. Receipt {receipt}. Recorded: {rows}.")
_NOTHING = N_("Accepted. Receipt {receipt}. Nothing was recorded.")
_REFUSED = N_("Refused. Receipt {receipt}. Nothing was recorded.")
_DUPLICATE = N_("This file was here before: receipt {receipt}. Nothing was recorded again.")
_UNTOUCHED = N_("Left as they were pre-filled, so nothing was recorded for: {actions}.")
_WOULD_ACCEPT = N_("This file would be accepted.")
_WOULD_REFUSE = N_("This file would be refused.")
_WOULD_LEAVE = N_("Nothing would be recorded for: {actions}.")
_TO_MEND = N_("To mend ({count}):")
_TO_KNOW = N_("Good to know ({count}):")


def receipt_lines(receipt: Receipt) -> Iterator[str]:
    """Yield a receipt as lines of text."""
    say = speaker(receipt.language)
    if receipt.duplicate_of:
        yield say(_DUPLICATE, receipt=receipt.duplicate_of)
        return
    rows = _rows(receipt, say)
    became = (_ACCEPTED if rows else _NOTHING) if receipt.accepted else _REFUSED
    yield say(became, receipt=receipt.receipt_id, rows=rows)
    if receipt.untouched:
        yield say(_UNTOUCHED, actions=", ".join(receipt.untouched))
    yield from _listed(_TO_MEND, receipt.problems, receipt.feed, receipt.language)
    yield from _listed(_TO_KNOW, receipt.warnings, receipt.feed, receipt.language)


def preview_lines(found: Preview, feed: str) -> Iterator[str]:
    """Yield a preview as lines of text."""
    say = speaker(found.language)
    yield say(_WOULD_ACCEPT if found.accepted else _WOULD_REFUSE)
    yield from (f"  {change.line}" for change in found.changes)
    if found.untouched:
        yield say(_WOULD_LEAVE, actions=", ".join(found.untouched))
    yield from _listed(_TO_MEND, found.problems, feed, found.language)
    yield from _listed(_TO_KNOW, found.warnings, feed, found.language)


def _listed(heading: str, found: Sequence[ProblemRecord], feed: str, language: str) -> Iterator[str]:
    if found:
        yield speaker(language)(heading, count=len(found))
    for each in found:
        yield f"  - {each.described(language, column_header(feed, each.column, language))}"


def _rows(receipt: Receipt, say: Say) -> str:
    """Return how many rows of each sheet were recorded; empty if none were."""
    tables = FEEDS[receipt.feed].tables if receipt.feed in FEEDS else {}

    def title(name: str) -> str:
        table = tables.get(name)
        if isinstance(table, ExportTable):
            return say(table.title) if table.title else ""
        return say(table.sheet) if table else name

    counted = [(title(name), count) for name, count in receipt.rows.items() if count]
    return ", ".join(f"{called} {count}" for called, count in counted if called)

"""The log of every submission: append-only, each entry holding the hash of the one before (X8).

An entry is written before its submission is moved in, so that landing never holds what the log does not
know; a process that stopped between the two is finished by the next. Cell contents are never in it.
"""

from collections.abc import Iterator
from pathlib import Path

from pipelines import chained_log
from pipelines.chained_log import Entry
from pipelines.receipts.receipt import Receipt

LOG = "receipts.jsonl"


def append(home: Path, receipt: Receipt, files: dict[str, str]) -> None:
    """Add the entry of a receipt; `files` are the hashes of what it landed. Call this under the lock."""
    chained_log.append(home / LOG, _entry(receipt, files))


def entries(home: Path) -> Iterator[Entry | None]:
    """Yield the entries of the log in order; None for a line that is none."""
    return chained_log.entries(home / LOG)


def _entry(receipt: Receipt, files: dict[str, str]) -> Entry:
    return {
        "receipt_id": receipt.receipt_id,
        "feed": receipt.feed,
        "partner_id": receipt.partner_id,
        "round_id": receipt.round_id,
        "submitted_by": receipt.submitted_by,
        "received_at": receipt.model_dump(mode="json")["received_at"],
        "sha256": receipt.sha256,
        "byte_count": receipt.byte_count,
        "accepted": receipt.accepted,
        "duplicate_of": receipt.duplicate_of,
        "problems": sorted({found.code for found in receipt.problems}),
        "warnings": sorted({found.code for found in receipt.warnings}),
        "files": files,
    }

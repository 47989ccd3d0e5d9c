"""The log of every submission: append-only, each entry holding the hash of the one before (X8).

An entry is written before its submission is moved in, so that landing never holds what the log does not
know; a process that stopped between the two is finished by the next. Cell contents are never in it.

Each entry has a random salt: where who sent something is forgotten, it goes too, and nobody can find out by
guessing from the hash that stays.
"""

import json
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pipelines import chained_log
from pipelines.chained_log import Entry
from pipelines.receipts.receipt import Receipt

LOG = "receipts.jsonl"
FORGOTTEN = "forgotten"
"""The event of an entry that is no submission: something was forgotten, and earlier lines read otherwise."""
_MARK = f'"event": "{FORGOTTEN}"'.encode()

_OF_A_SUBMISSION = {"receipt_id", "feed", "partner_id", "round_id", "accepted", "duplicate_of", "files"}


@dataclass
class _Read:
    """How far a log has been read, the last line of that, and what is in it: accepted submissions by feed."""

    size: int = 0
    last_line: bytes = b""
    accepted: dict[str, list[Entry]] = field(default_factory=dict)
    forgotten: list[Entry] = field(default_factory=list)
    last_received: datetime | None = None


_read: dict[Path, _Read] = {}
"""A log only grows, so each process reads each line of it once."""

_one_at_a_time = threading.Lock()


def append(home: Path, receipt: Receipt, files: dict[str, str]) -> None:
    """Add the entry of a receipt; `files` are the hashes of what it landed. Call this under the lock."""
    chained_log.append(home / LOG, _entry(receipt, files))


def entries(home: Path) -> Iterator[Entry | None]:
    """Yield the entries of submissions in order; None for a line that is none."""
    for each in chained_log.entries(home / LOG):
        if each is None or "event" not in each:
            yield each if each and each.keys() >= _OF_A_SUBMISSION else None


def forgotten(home: Path) -> list[Entry]:
    """Return the entries that say what was forgotten, in order."""
    with _one_at_a_time:
        return list(_up_to_date(home / LOG).forgotten)


def accepted(home: Path, feed: str) -> list[Entry]:
    """Return the entries of a feed's accepted submissions in the order of the log, duplicates left out."""
    with _one_at_a_time:
        return list(_up_to_date(home / LOG).accepted.get(feed, ()))


def last_received(home: Path) -> datetime | None:
    """Return the latest time at which a submission was received; None before the first."""
    with _one_at_a_time:
        return _up_to_date(home / LOG).last_received


def _up_to_date(log: Path) -> _Read:
    """Return all whole lines of a log as read, the new ones added; a log that was replaced is read anew."""
    if not log.exists():
        return _Read()
    known = _read.get(log, _Read())
    with log.open("rb") as file:
        file.seek(known.size - len(known.last_line))
        if file.read(len(known.last_line)) != known.last_line:
            known = _Read()
            file.seek(0)
        begun_at = known.size
        for line in file:
            if begun_at and _MARK in line:
                del _read[log]
                return _up_to_date(log)
            if line.endswith(b"\n"):
                _take_in(known, line)
    _read[log] = known
    return known


def _take_in(known: _Read, line: bytes) -> None:
    known.size += len(line)
    known.last_line = line
    try:
        entry = json.loads(line)
        if entry.get("event") == FORGOTTEN:
            known.forgotten.append(entry)
        received_at = datetime.fromisoformat(entry["received_at"])
        known.last_received = max(received_at, known.last_received or received_at)
        if entry["accepted"] and entry["duplicate_of"] is None:
            known.accepted.setdefault(entry["feed"], []).append(entry)
    except (ValueError, KeyError, TypeError, AttributeError):
        return  # a line that is no entry lets nothing in; `verify_landing` names it


def _entry(receipt: Receipt, files: dict[str, str]) -> Entry:
    return {
        "receipt_id": receipt.receipt_id,
        "feed": receipt.feed,
        "partner_id": receipt.partner_id,
        "round_id": receipt.round_id,
        "submitted_by": receipt.submitted_by,
        "signed_in": receipt.signed_in,
        "received_at": receipt.model_dump(mode="json")["received_at"],
        "sha256": receipt.sha256,
        "byte_count": receipt.byte_count,
        "accepted": receipt.accepted,
        "duplicate_of": receipt.duplicate_of,
        "problems": sorted({found.code for found in receipt.problems}),
        "warnings": sorted({found.code for found in receipt.warnings}),
        "files": files,
        "salt": secrets.token_hex(16),
    }

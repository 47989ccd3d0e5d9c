"""The log of every submission: append-only, each entry holding the hash of the one before (X8).

An entry is written before its submission is moved in, so that landing never holds what the log does not
know; a process that stopped between the two is finished by the next. Cell contents are never in it.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipelines.receipts.receipt import Receipt

Entry = dict[str, Any]

LOG = "receipts.jsonl"
FIRST = "0" * 64
"""What stands for the entry before the first."""

_TAIL = 64 * 1024


def append(home: Path, receipt: Receipt, files: dict[str, str]) -> None:
    """Add the entry of a receipt; `files` are the hashes of what it landed. Call this under the lock."""
    log = home / LOG
    _cut_torn_line(log)
    entry = _entry(receipt, files) | {"previous": _last_hash(log)}
    line = json.dumps(entry | {"hash": hash_of(entry)}, ensure_ascii=False) + "\n"
    with log.open("ab") as file:
        file.write(line.encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())


def entries(home: Path) -> Iterator[Entry | None]:
    """Yield the entries of the log in order; None for a line that is none."""
    log = home / LOG
    if not log.exists():
        return
    with log.open(encoding="utf-8") as file:
        for line in file:
            try:
                entry = json.loads(line)
            except ValueError:
                entry = None
            yield entry if isinstance(entry, dict) else None


def hash_of(entry: Entry) -> str:
    """Return the hash of an entry: of everything in it, that of the entry before included."""
    plain = {name: value for name, value in entry.items() if name != "hash"}
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode("utf-8")).hexdigest()


def file_hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a submission's folder."""
    return {
        str(path.relative_to(folder)): file_hash(path) for path in sorted(folder.rglob("*")) if path.is_file()
    }


def file_hash(path: Path) -> str:
    """Return the hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


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


def _last_hash(log: Path) -> str:
    if not log.exists() or log.stat().st_size == 0:
        return FIRST
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - _TAIL))
        line = file.read().rstrip(b"\n").rsplit(b"\n", 1)[-1]
    try:
        return str(json.loads(line)["hash"])
    except (ValueError, KeyError):
        return hashlib.sha256(line).hexdigest()


def _cut_torn_line(log: Path) -> None:
    """Remove an entry that was never finished: whoever wrote it gave no receipt for it."""
    if not log.exists() or log.stat().st_size == 0:
        return
    with log.open("r+b") as file:
        size = log.stat().st_size
        file.seek(max(0, size - _TAIL))
        tail = file.read()
        if not tail.endswith(b"\n"):
            file.truncate(size - len(tail) + tail.rfind(b"\n") + 1)

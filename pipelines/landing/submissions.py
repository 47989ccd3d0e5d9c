"""The write-once folder of accepted submissions: the only truth.

A submission is made beside its place and moved in with one rename, under a lock that every process takes:
whoever reads landing sees all of a submission or nothing of it.
"""

import fcntl
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines import clock
from pipelines.files import file_hash, file_hashes, put_on_disk, sync
from pipelines.landing import ledger
from pipelines.receipts.receipt import Receipt

RECEIPT = "receipt.json"
_PRIVATE, _PRIVATE_FOLDER = 0o600, 0o700
_INCOMING = ".incoming-"


@dataclass(frozen=True)
class Landed:
    """One accepted submission, and where it lies."""

    received_at: datetime
    receipt_id: str
    partner_id: str | None
    round_id: str | None
    sha256: str
    folder: Path

    @property
    def order(self) -> tuple[datetime, str]:
        """Return what submissions are ordered by, everywhere."""
        return self.received_at, self.receipt_id

    def rows(self, table: str, *columns: str) -> list[dict[str, Any]]:
        """Return the rows of one of its tables, or some columns of them.

        A table that its contract did not have when it landed has no rows.
        """
        path = self.folder / "rows" / f"{table}.parquet"
        if not path.exists():
            return []
        rows: list[dict[str, Any]] = self.table(table, *columns).to_pylist()
        return rows

    def table(self, table: str, *columns: str) -> pa.Table:
        """Return one of its tables, or some columns of it, as it was landed."""
        return pq.ParquetFile(self.folder / "rows" / f"{table}.parquet").read(list(columns) or None)

    def receipt(self) -> Receipt:
        """Return its receipt."""
        return Receipt.model_validate_json((self.folder / RECEIPT).read_bytes())


_known: dict[str, Landed] = {}
"""Receipts never change, so each is read once per process."""


def new_receipt_id() -> str:
    """Return an id that sorts in the order of arrival, by this machine's clock."""
    return f"{clock.now():%Y%m%dT%H%M%S%fZ}-{secrets.token_hex(3)}"


def landed(home: Path, feed: str) -> list[Landed]:
    """Return every accepted submission of a feed, in order."""
    folder = home / "landing" / feed
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        found = [_landed(entry.path) for entry in entries if entry.is_dir()]
    return sorted(found, key=lambda each: each.order)


def latest(
    home: Path, feed: str, partner_id: str | None = None, round_id: str | None = None
) -> Landed | None:
    """Return the latest accepted submission of that feed, partner and round, if there is one."""
    fitting = [
        found for found in landed(home, feed) if (found.partner_id, found.round_id) == (partner_id, round_id)
    ]
    return fitting[-1] if fitting else None


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Hold the door's lock: one submission at a time is moved in; a process that dies lets go of it."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / ".door.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepare(
    home: Path, receipt: Receipt, rows: dict[str, pa.Table], keep_original: Callable[[Path], None]
) -> Path:
    """Make the submission's folder beside its place, on disk to the last byte; return it."""
    folder = home / "landing" / f"{_INCOMING}{receipt.receipt_id}"
    (folder / "rows").mkdir(parents=True)
    keep_original(folder)
    for name, table in rows.items():
        pq.write_table(table, folder / "rows" / f"{name}.parquet", compression="zstd")
    (folder / RECEIPT).write_text(receipt.to_json(), encoding="utf-8")
    _settle(folder)
    return folder


def move_in(home: Path, prepared: Path, receipt: Receipt) -> None:
    """Log a prepared folder and move it to its place with one rename; call this under the lock."""
    _finish_others(home, prepared)
    ledger.append(home, receipt, file_hashes(prepared))
    _move(home, prepared, receipt.feed, receipt.receipt_id)


def discard(prepared: Path) -> None:
    """Remove a prepared folder that will not be moved in."""
    shutil.rmtree(prepared)


def keep_refusal(home: Path, receipt: Receipt) -> None:
    """Keep the receipt of a refused file, and nothing else of it; call this under the lock."""
    folder = home / "refused"
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f".{receipt.receipt_id}"
    beside.write_text(receipt.to_json(), encoding="utf-8")
    beside.chmod(_PRIVATE)
    name = f"{receipt.receipt_id}.json"
    ledger.append(home, receipt, {name: file_hash(beside)})
    beside.rename(folder / name)


def _move(home: Path, prepared: Path, feed: str, receipt_id: str) -> None:
    folder = home / "landing" / feed
    folder.mkdir(exist_ok=True)
    prepared.rename(folder / receipt_id)
    sync(folder)


def _finish_others(home: Path, mine: Path) -> None:
    """Move in what a process had logged when it stopped; what it had not logged yet is left alone."""
    waiting = {path.name: path for path in (home / "landing").glob(f"{_INCOMING}*") if path != mine}
    if not waiting:
        return
    for entry in ledger.entries(home):
        path = waiting.get(f"{_INCOMING}{entry['receipt_id']}") if entry else None
        if entry and path and entry["accepted"]:
            _move(home, path, entry["feed"], entry["receipt_id"])


def _landed(path: str) -> Landed:
    if path not in _known:
        folder = Path(path)
        receipt = Receipt.model_validate_json((folder / RECEIPT).read_bytes())
        _known[path] = Landed(
            receipt.received_at,
            receipt.receipt_id,
            receipt.partner_id,
            receipt.round_id,
            receipt.sha256,
            folder,
        )
    return _known[path]


def _settle(folder: Path) -> None:
    """Put every file and folder below `folder` on disk, readable by this account only."""
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        path.chmod(_PRIVATE_FOLDER if path.is_dir() else _PRIVATE)
    put_on_disk(paths)

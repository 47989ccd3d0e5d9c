"""The write-once folder of accepted submissions: the only truth.

A submission is made beside its place and moved in with one rename, under a lock that every process takes:
whoever reads landing sees all of a submission or nothing of it. What is landed is what the log knows: a
folder without an entry is not there for anybody, and a file is read only if it is still what was logged.
"""

import fcntl
import os
import secrets
import shutil
import threading
from bisect import insort
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines import clock
from pipelines.chained_log import Entry
from pipelines.errors import NotPossibleNow
from pipelines.files import file_hash, file_hashes, put_on_disk, sync
from pipelines.landing import erasing, ledger
from pipelines.locale import N_, translated
from pipelines.receipts.receipt import Receipt

RECEIPT = "receipt.json"
_PRIVATE, _PRIVATE_FOLDER = 0o600, 0o700
_INCOMING = ".incoming-"

_MISSING, _ALTERED = N_("{file} is missing"), N_("{file} is not what was taken in")
_NO_FOLDER = N_("its folder is missing")
_DAMAGED = N_(
    "the landed submission {receipt} (feed {feed}) is damaged: {what}. Restore landing/{feed}/{receipt} "
    "from the backup"
)


class DamagedLanding(NotPossibleNow):
    """A landed submission is not what was logged; the message names its receipt and what to do."""


@dataclass(frozen=True)
class Landed:
    """One accepted submission, and where it lies."""

    received_at: datetime
    receipt_id: str
    partner_id: str | None
    round_id: str | None
    sha256: str
    folder: Path
    files: dict[str, str] = field(compare=False)
    """The SHA-256 of each of its files, by its path in the folder, as the log has it."""
    forgotten: int = 0
    """How often something in it was forgotten: what is landed changes in no other way."""

    @property
    def order(self) -> tuple[datetime, str]:
        """Return what submissions are ordered by, everywhere."""
        return self.received_at, self.receipt_id

    def rows(self, table: str, *columns: str) -> list[dict[str, Any]]:
        """Return the rows of one of its tables, or some columns of them.

        A table that its contract did not have when it landed has no rows.
        """
        if not self.has(table):
            return []
        rows: list[dict[str, Any]] = self.table(table, *columns).to_pylist()
        return rows

    def table(self, table: str, *columns: str) -> pa.Table:
        """Return one of its tables, or some columns of it, as it was landed."""
        return pq.ParquetFile(self.file(rows_of(table))).read(list(columns) or None)

    def has(self, table: str) -> bool:
        """Say whether its contract had a table when it landed."""
        return rows_of(table) in self.files

    def receipt(self) -> Receipt:
        """Return its receipt."""
        return Receipt.model_validate_json(self.file(RECEIPT).read_bytes())

    def file(self, name: str) -> Path:
        """Return the path of one of its files, which is what was logged, byte for byte.

        Raises:
            DamagedLanding: it is not, or it is gone.
        """
        path = self.folder / name
        if not path.is_file():
            raise DamagedLanding(_damage(self.folder, translated(_MISSING, file=path.name)))
        if (found := file_hash(path)) != self.files.get(name) and found != self._reads_now(name):
            raise DamagedLanding(_damage(self.folder, translated(_ALTERED, file=path.name)))
        return path

    def _reads_now(self, name: str) -> str | None:
        """Return the hash that a file has if something in it was forgotten since, or is at this moment."""
        feed, receipt_id = self.folder.parts[-2:]
        home = self.folder.parents[2]
        if under_way := erasing.hashes_under_way(home).get(f"landing/{feed}/{receipt_id}/{name}"):
            return under_way
        known: dict[str, dict[str, str]] = {
            each["receipt_id"]: each["files"] for each in ledger.accepted(home, feed)
        }
        return known.get(receipt_id, {}).get(name)


def rows_of(table: str) -> str:
    """Return the name of the file, in a submission's folder, that holds the rows of a table."""
    return f"rows/{table}.parquet"


def new_receipt_id() -> str:
    """Return an id that sorts in the order of arrival, by this machine's clock."""
    return f"{clock.now():%Y%m%dT%H%M%S%fZ}-{secrets.token_hex(3)}"


def landed(home: Path, feed: str) -> list[Landed]:
    """Return every accepted submission of a feed that the log knows, in order."""
    folder, entries = home / "landing" / feed, ledger.accepted(home, feed)
    with _one_at_a_time:
        known = _found.get(folder)
        if known is None or not known.is_of(entries):
            known = _found[folder] = _Found()
        known.add(folder, entries)
        return list(known.in_order)


@dataclass
class _Found:
    """The submissions found in a folder: what has landed stays, so each is looked for until it is there."""

    entries: list[Entry] = field(default_factory=list)
    moving: list[Entry] = field(default_factory=list)
    in_order: list[Landed] = field(default_factory=list)

    def is_of(self, entries: list[Entry]) -> bool:
        """Say whether a log goes on from what was found; one that was read anew has other entries."""
        read = len(self.entries)
        return read <= len(entries) and (not read or entries[read - 1] is self.entries[-1])

    def add(self, folder: Path, entries: list[Entry]) -> None:
        """Add what has been moved in since."""
        waiting = [*self.moving, *entries[len(self.entries) :]]
        self.entries, self.moving = entries, []
        for entry in waiting:
            if (folder / entry["receipt_id"]).is_dir():
                insort(self.in_order, _landed(folder, entry), key=lambda each: each.order)
            else:
                self.moving.append(entry)


_found: dict[Path, _Found] = {}
_one_at_a_time = threading.Lock()


def require_all(home: Path, feed: str) -> None:
    """Make sure that every accepted submission of a feed is there; one that is being moved in counts as not.

    Raises:
        DamagedLanding: one is gone.
    """
    folder = home / "landing" / feed
    # in the order in which a submission goes: logged beside its place, then in it
    logged, moving, there = ledger.accepted(home, feed), _names_in(folder.parent), _names_in(folder)
    for entry in logged:
        if entry["receipt_id"] not in there and f"{_INCOMING}{entry['receipt_id']}" not in moving:
            raise DamagedLanding(_damage(folder / entry["receipt_id"], translated(_NO_FOLDER)))


def is_moving_in(home: Path, receipt_id: str) -> bool:
    """Say whether a submission waits beside its place; the next one finishes what a stopped process began."""
    return (home / "landing" / f"{_INCOMING}{receipt_id}").is_dir()


def latest(
    home: Path, feed: str, partner_id: str | None = None, round_id: str | None = None
) -> Landed | None:
    """Return the latest accepted submission of that feed, partner and round, if there is one."""
    wanted = partner_id, round_id
    return next(
        (each for each in reversed(landed(home, feed)) if (each.partner_id, each.round_id) == wanted), None
    )


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Hold the door's lock: one submission at a time is moved in; a process that dies lets go of it.

    What a process had decided to forget when it died is forgotten first.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / ".door.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        erasing.finish(home)
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


def clear_incoming(home: Path, before: datetime) -> list[str]:
    """Move in what a stopped process had logged, and remove what none had; call this under the lock.

    Only folders older than `before` are removed: whoever prepares a submission now has a younger one.
    """
    _finish_others(home, home)
    removed = []
    for folder in (home / "landing").glob(f"{_INCOMING}*"):
        if datetime.fromtimestamp(folder.stat().st_mtime, before.tzinfo) < before:
            shutil.rmtree(folder)
            removed.append(folder.name)
    return removed


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


def _landed(folder: Path, entry: Entry) -> Landed:
    return Landed(
        datetime.fromisoformat(entry["received_at"]),
        entry["receipt_id"],
        entry["partner_id"],
        entry["round_id"],
        entry["sha256"],
        folder / entry["receipt_id"],
        entry["files"],
        entry.get(ledger.FORGOTTEN, 0),
    )


def _names_in(folder: Path) -> set[str]:
    if not folder.is_dir():
        return set()
    with os.scandir(folder) as there:
        return {each.name for each in there}


def _damage(folder: Path, what: str) -> str:
    feed, receipt_id = folder.parts[-2:]
    return translated(_DAMAGED, receipt=receipt_id, feed=feed, what=what)


def _settle(folder: Path) -> None:
    """Put every file and folder below `folder` on disk, readable by this account only."""
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        path.chmod(_PRIVATE_FOLDER if path.is_dir() else _PRIVATE)
    put_on_disk(paths)

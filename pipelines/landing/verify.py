"""Landing against its log: whatever was altered, removed or slipped in is named."""

from dataclasses import dataclass
from pathlib import Path

from pipelines.chained_log import Entry, broken_lines
from pipelines.files import file_hash, file_hashes
from pipelines.landing import ledger
from pipelines.landing.submissions import RECEIPT, is_moving_in
from pipelines.receipts.receipt import Receipt

LOG_CODES = {"unreadable": "log_entry_unreadable", "chain_broken": "log_chain_broken"}


@dataclass(frozen=True)
class Mismatch:
    """One thing that does not match: what it is about, and a code for what is wrong with it."""

    code: str
    subject: str


def verify_landing(home: Path) -> list[Mismatch]:
    """Return everything in landing, the refusals and the log that does not match; empty if all does.

    What the door is moving in at this moment counts as not there yet.

    Codes: `log_entry_unreadable`, `log_chain_broken`, `submission_missing`, `file_missing`, `file_altered`,
    `file_unknown`, `submission_not_in_log`, `refusal_missing`, `refusal_altered`.
    """
    there = _submissions(home)  # before the log is read: whatever is in its place has been logged
    found = [
        Mismatch(LOG_CODES[wrong], f"{ledger.LOG}, line {number}")
        for number, wrong in broken_lines(home / ledger.LOG)
    ]
    known: set[Path] = set()
    for entry in filter(None, ledger.entries(home)):
        if entry["accepted"] and entry["duplicate_of"] is None:
            folder = home / "landing" / entry["feed"] / entry["receipt_id"]
            known.add(folder)
            found += [] if is_moving_in(home, entry["receipt_id"]) else _check_submission(folder, entry)
        elif not entry["accepted"]:
            found += _check_refusal(receipt_file(home, entry), entry)
    return found + [
        Mismatch("submission_not_in_log", f"{folder.parent.name}/{folder.name}")
        for folder in there
        if folder not in known
    ]


def who_sent(home: Path) -> tuple[int, int]:
    """Return how many submissions came under a name typed at a shell, and how many from who had signed in."""
    known = [bool(entry.get("signed_in")) for entry in ledger.entries(home) if entry]
    return known.count(False), known.count(True)


def receipts(home: Path, partner_id: str | None = None, round_id: str | None = None) -> list[Receipt]:
    """Return the receipts of accepted and refused submissions, of a partner or round if one is given.

    Only those that the log knows, and duplicates not; in the order in which they were received.
    """
    wanted = [
        path
        for entry in ledger.entries(home)
        if entry
        and partner_id in (None, entry["partner_id"])
        and round_id in (None, entry["round_id"])
        and (path := receipt_file(home, entry)).is_file()
    ]
    found = [Receipt.model_validate_json(path.read_bytes()) for path in wanted]
    return sorted(found, key=lambda receipt: (receipt.received_at, receipt.receipt_id))


def receipt_file(home: Path, entry: Entry) -> Path:
    """Return where the receipt of an entry of the log is kept; a duplicate has no file of its own."""
    if entry["accepted"]:
        return Path(home, "landing", entry["feed"], entry["receipt_id"], RECEIPT)
    return home / "refused" / f"{entry['receipt_id']}.json"


def _check_submission(folder: Path, entry: Entry) -> list[Mismatch]:
    name = f"{entry['feed']}/{entry['receipt_id']}"
    if not folder.is_dir():
        return [Mismatch("submission_missing", name)]
    there, logged = file_hashes(folder), entry["files"]
    return [
        *(Mismatch("file_missing", f"{name}/{file}") for file in logged if file not in there),
        *(Mismatch("file_unknown", f"{name}/{file}") for file in there if file not in logged),
        *(
            Mismatch("file_altered", f"{name}/{file}")
            for file in there
            if file in logged and there[file] != logged[file]
        ),
    ]


def _check_refusal(path: Path, entry: Entry) -> list[Mismatch]:
    if not path.is_file():
        return [Mismatch("refusal_missing", entry["receipt_id"])]
    is_same = file_hash(path) == entry["files"][path.name]
    return [] if is_same else [Mismatch("refusal_altered", entry["receipt_id"])]


def _submissions(home: Path) -> list[Path]:
    return [folder for folder in sorted(home.glob("landing/[!.]*/*")) if folder.is_dir()]

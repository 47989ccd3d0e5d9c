"""A log that only grows: each entry holds the hash of the one before, so that no line can change unseen.

Where a line has to read otherwise, because something in it is to be forgotten, its hash stays as it was, so
that the chain and every head that was noted hold; a later line says by which hash it reads now.

Whoever appends holds a lock of their own.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Entry = dict[str, Any]

FIRST = "0" * 64
"""What stands for the entry before the first."""

READS_NOW = "reads_now"
"""In a line: the hashes of earlier lines, and those of what they read as from here on."""

_TAIL = 64 * 1024


def append(log: Path, entry: Entry) -> None:
    """Add an entry, on disk before this returns."""
    _cut_torn_line(log)
    with log.open("ab") as file:
        file.write(line_after(log, entry))
        file.flush()
        os.fsync(file.fileno())


def line_after(log: Path, entry: Entry) -> bytes:
    """Return the line that an entry makes at the end of a log."""
    chained = entry | {"previous": _last_hash(log)}
    return as_line(chained | {"hash": hash_of(chained)})


def as_line(entry: Entry) -> bytes:
    """Return an entry as its line is written."""
    return (json.dumps(entry, ensure_ascii=False) + "\n").encode("utf-8")


def entries(log: Path) -> Iterator[Entry | None]:
    """Yield the entries in order; None for a line that is none."""
    if not log.exists():
        return
    with log.open(encoding="utf-8", errors="replace") as file:  # what is no UTF-8 breaks its line's hash
        for line in file:
            try:
                entry = json.loads(line)
            except ValueError:
                entry = None
            yield entry if isinstance(entry, dict) else None


def broken_lines(log: Path) -> Iterator[tuple[int, str]]:
    """Yield the number of each line that does not hold, and what is wrong: `unreadable` or `chain_broken`."""
    there = list(entries(log))
    reads_now = {was: now for entry in there if entry for was, now in entry.get(READS_NOW, {}).items()}
    previous = FIRST
    for number, entry in enumerate(there, start=1):
        if entry is None:
            yield number, "unreadable"
            continue
        said = str(entry.get("hash"))
        if entry.get("previous") != previous or hash_of(entry) != reads_now.get(said, said):
            yield number, "chain_broken"
        previous = said


def hash_of(entry: Entry) -> str:
    """Return the hash of an entry: of everything in it, that of the entry before included."""
    plain = {name: value for name, value in entry.items() if name != "hash"}
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode("utf-8")).hexdigest()


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
    """Remove an entry that was never finished: whoever wrote it acted on nothing of it."""
    if not log.exists() or log.stat().st_size == 0:
        return
    with log.open("r+b") as file:
        size = log.stat().st_size
        file.seek(max(0, size - _TAIL))
        tail = file.read()
        if not tail.endswith(b"\n"):
            file.truncate(size - len(tail) + tail.rfind(b"\n") + 1)

"""Forgetting in landing: the one way in which what is landed changes; whole or not at all.

Everything is prepared beside, the log too, and moved to one name: from that rename on it is decided. Then
each file takes the place of the old one. A process that dies in between is finished by whoever takes the
door's lock next. The line of a submission keeps its hash; the last line says who had what forgotten and why,
and by which hashes the lines before it read now.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipelines import chained_log
from pipelines.chained_log import Entry
from pipelines.files import file_hash, put_on_disk, sync
from pipelines.landing import ledger

_DECIDED, _PREPARED = ".forgetting", ".forgetting-prepared"
_PLAN, _FILES = "plan.json", "files"


def commit(
    home: Path,
    contents: Mapping[str, bytes | None],
    senders: Mapping[str, str],
    said: Entry,
) -> None:
    """Decide on new contents of files, and forget what they held; call this under the door's lock.

    Args:
        home: The deployment's folder.
        contents: What each file holds from now on, by its path below `home`; None for one that goes.
        senders: What stands from now on for who sent a submission, by its receipt.
        said: What the log says of it: who had what forgotten, and why.

    Raises:
        OSError: it could not be prepared; nothing has changed.
    """
    prepared = home / "landing" / _PREPARED
    shutil.rmtree(prepared, ignore_errors=True)
    prepared.mkdir(mode=0o700, parents=True)
    try:
        for path, content in contents.items():
            if content is not None:
                target = prepared / _FILES / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
                target.chmod(0o600)
        hashes = {
            path: None if content is None else file_hash(prepared / _FILES / path)
            for path, content in contents.items()
        }
        (prepared / _PLAN).write_text(json.dumps(hashes), encoding="utf-8")
        (prepared / ledger.LOG).write_bytes(_log(home, hashes, senders, said))
        put_on_disk([prepared, *prepared.rglob("*")])
        prepared.rename(home / "landing" / _DECIDED)
    except OSError:
        shutil.rmtree(prepared, ignore_errors=True)
        raise
    sync(home / "landing")
    finish(home)


def finish(home: Path) -> None:
    """Do what was decided, if anything was and is not done; call this under the door's lock.

    The plan of it goes first of what is left: a folder without one was done with.
    """
    folder = home / "landing" / _DECIDED
    if not folder.is_dir():
        return
    for path, sha256 in hashes_under_way(home).items():
        prepared, place = folder / _FILES / path, home / path
        if sha256 is None:
            place.unlink(missing_ok=True)
        elif prepared.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            prepared.replace(place)
    if (folder / ledger.LOG).exists():
        (folder / ledger.LOG).replace(home / ledger.LOG)
    sync(home)
    (folder / _PLAN).unlink(missing_ok=True)
    shutil.rmtree(folder)


def is_under_way(home: Path) -> bool:
    """Return whether something was decided that is not done: somebody works on it, or has to finish it."""
    return (home / "landing" / _DECIDED).is_dir()


def hashes_under_way(home: Path) -> dict[str, str | None]:
    """Return the hash that each file has when what was decided is done; none if nothing is under way."""
    plan = home / "landing" / _DECIDED / _PLAN
    try:
        found: dict[str, str | None] = json.loads(plan.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return found


def _log(home: Path, hashes: Mapping[str, str | None], senders: Mapping[str, str], said: Entry) -> bytes:
    """Return the log with the lines that change, and with the one that says so."""
    lines, reads_now = [], {}
    for line in (home / ledger.LOG).read_bytes().splitlines(keepends=True):
        entry = _read(line)
        changed = _changed(entry, hashes, senders) if entry else None
        if entry and changed:
            reads_now[entry["hash"]] = chained_log.hash_of(changed)
            lines.append(chained_log.as_line(changed))
        elif line.endswith(b"\n"):
            lines.append(line)
    event = {"event": ledger.FORGOTTEN, **said, chained_log.READS_NOW: reads_now}
    return b"".join([*lines, chained_log.line_after(home / ledger.LOG, event)])


def _read(line: bytes) -> Entry | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) and "receipt_id" in entry else None


def _changed(entry: Entry, hashes: Mapping[str, str | None], senders: Mapping[str, str]) -> Entry | None:
    """Return an entry as it reads from now on; None where nothing of it changes."""
    receipt_id = entry["receipt_id"]
    place = f"landing/{entry['feed']}/{receipt_id}/" if entry["accepted"] else "refused/"
    files: dict[str, Any] = {name: hashes.get(place + name, old) for name, old in entry["files"].items()}
    if files == entry["files"] and receipt_id not in senders:
        return None
    changed = {
        **entry,
        "submitted_by": senders.get(receipt_id, entry["submitted_by"]),
        "files": {name: sha256 for name, sha256 in files.items() if sha256 is not None},
        ledger.FORGOTTEN: entry.get(ledger.FORGOTTEN, 0) + 1,
    }
    changed.pop("salt", None)
    return changed

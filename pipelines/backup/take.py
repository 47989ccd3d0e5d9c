"""Taking a backup while the deployment is in use: its files are linked under the locks, then sent in peace.

Releases are linked before landing: whatever they rest on is then in the same snapshot.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from pipelines import landing, release_log
from pipelines.backup.forgotten import notes_of
from pipelines.backup.snapshot import KeptFile, Snapshot
from pipelines.backup.target import Target
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.files import file_hash
from pipelines.heads import heads_of, is_ahead
from pipelines.landing import ledger
from pipelines.register import current
from pipelines.releases.sealing import working

LINKED, BACKUP_LOCK = ".backing-up", ".backup.lock"
_LANDED = (ledger.LOG, "landing", "refused", "reminders.jsonl")
_RELEASES = "releases"
_GROW = (ledger.LOG, release_log.LOG, "reminders.jsonl")


def back_up(home: Path, address: str, at: datetime, keep: int | None = None) -> tuple[Snapshot, int]:
    """Send what the target does not have; return the snapshot, and how many files were sent.

    Only the latest `keep` snapshots stay, if a number is given.

    Raises:
        Refusal: the target holds another plan's backups, or what this deployment's logs have lost.
        NotPossibleNow: there is no plan yet, the target fails, or another backup is being taken.
    """
    target, plan_id = Target.at(address), current(home).plan.plan_id
    _require_fitting(home, target, plan_id)
    with _linked(home) as folder:
        files = {path: _kept(folder / path) for path in _paths(folder)}
        snapshot = Snapshot(plan_id, at.isoformat(timespec="seconds"), tuple(heads_of(folder)), files)
        target.begin(plan_id)
        target.keep_forgotten(notes_of(folder))
        there = target.objects()
        missing = {
            kept.sha256: path for path, kept in files.items() if there.get(kept.sha256) != kept.byte_count
        }
        target.keep_objects({sha256: folder / path for sha256, path in missing.items()})
        target.keep_snapshot(snapshot)
    if keep is not None:
        target.remove(target.snapshots()[:-keep])
    return snapshot, len(missing)


def _require_fitting(home: Path, target: Target, plan_id: str) -> None:
    if target.plan_id not in (None, plan_id):
        raise Refusal(
            f"{target.address} holds backups of the plan {target.plan_id}, and this is {plan_id}: "
            "nothing was written. Name another target"
        )
    for snapshot_id in target.snapshots()[-1:]:
        if not is_ahead(home, target.snapshot(snapshot_id).heads):
            raise Refusal(
                f"the logs here no longer hold what the snapshot {snapshot_id} in {target.address} has: "
                "lines were lost or altered, or an older state was restored. Nothing was written. "
                "See `plan verify`; restore that snapshot elsewhere and compare, or name another target"
            )


@contextmanager
def _linked(home: Path) -> Iterator[Path]:
    """Give a folder with links to every file as it stands, so that nobody waits while they are sent."""
    folder = home / LINKED
    lock = FileLock(home / BACKUP_LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise NotPossibleNow("another backup is being taken; try again when it has ended") from None
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        if (home / _RELEASES).is_dir():
            with working(home / _RELEASES):
                _link(home / _RELEASES, folder / _RELEASES)
        with landing.locked(home):
            for name in _LANDED:
                _link(home / name, folder / name)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()


def _link(source: Path, to: Path) -> None:
    """Link what is written once; copy a log, which grows."""
    if source.is_dir():
        shutil.copytree(source, to, copy_function=_link_file, ignore=shutil.ignore_patterns(".*"))
    elif source.exists():
        _link_file(str(source), str(to))


def _link_file(source: str, to: str) -> None:
    if Path(source).name in _GROW:
        shutil.copy2(source, to)
        return
    try:
        os.link(source, to)
    except OSError:  # a file system without links
        shutil.copy2(source, to)


def _paths(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in sorted(folder.rglob("*")) if path.is_file()]


def _kept(path: Path) -> KeptFile:
    about = path.stat()
    return KeptFile(file_hash(path), about.st_size, about.st_mode & 0o777)

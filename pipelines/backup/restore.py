"""Bringing a backup back into an empty place, whole or not at all, without what was forgotten since."""

import shutil
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from pipelines.backup.snapshot import Snapshot
from pipelines.backup.target import Target
from pipelines.disk import reason
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.files import put_on_disk


class DamagedBackup(NotPossibleNow):
    """A file of the snapshot is gone from the target, or is not what it was."""


def restore(
    address: str,
    home: Path,
    snapshot_id: str | None = None,
    forget: Callable[[Path, list[dict[str, Any]]], object] | None = None,
) -> Snapshot:
    """Bring a snapshot (by default the latest) back into `home`.

    `forget` is given the place and the target's notes of what is to be forgotten again, before anybody else
    can read what was brought back.

    Raises:
        Refusal: `home` is not empty, or the target has no such snapshot.
        DamagedBackup: a file of it is gone or altered; nothing is left in `home`.
        NotPossibleNow: the target, or `home`, cannot be reached or written.
    """
    home = home.resolve()
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise Refusal(f"{home} is not empty, and nothing is restored over what is there; name a new folder")
    target = Target.at(address)
    known = target.snapshots()
    if not known:
        raise Refusal(f"{address} holds no backup: expected one that `plan backup {address}` made")
    snapshot = target.snapshot(snapshot_id or known[-1])
    beside = home.with_name(f".{home.name}.restoring")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True, mode=0o700)
        _bring_back(target, snapshot, beside)
        if forget and (notes := target.forgotten()):
            forget(beside, notes)
        put_on_disk([beside, *beside.rglob("*")])
        beside.replace(home)
    except OSError as error:
        why = reason(error)
        raise NotPossibleNow(f"{home} could not be written, and nothing was restored: {why}") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return snapshot


def _bring_back(target: Target, snapshot: Snapshot, folder: Path) -> None:
    """Fetch each content once, and put it wherever a file of the snapshot holds it."""
    places: dict[str, list[str]] = {}
    for path, kept in snapshot.files.items():
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
            raise DamagedBackup(f"the snapshot names a file outside of the deployment: {path}")
        _make_folders(folder, path)
        places.setdefault(kept.sha256, []).append(path)
    for sha256 in target.get_objects({sha256: folder / paths[0] for sha256, paths in places.items()}):
        raise DamagedBackup(
            f"{places[sha256][0]} is gone from {target.address} or is not what was kept, and nothing was "
            f"restored. An earlier snapshot may be whole: {', '.join(target.snapshots())}"
        )
    for first, *others in places.values():
        for path in others:
            shutil.copyfile(folder / first, folder / path)
    for path, kept in snapshot.files.items():
        (folder / path).chmod(kept.mode)


def _make_folders(folder: Path, path: str) -> None:
    """Make the folders that a file lies in: what was sent in is for this account only."""
    mode = 0o700 if path.startswith(("landing/", "refused/")) else 0o755
    for parent in reversed(PurePosixPath(path).parents):
        (folder / parent).mkdir(exist_ok=True, mode=mode)

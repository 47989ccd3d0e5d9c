"""Where backups go: a local folder or an S3-compatible store, through fsspec.

    backup.json                the plan that this is a backup of
    objects/HASH               each file once, by its SHA-256
    snapshots/TIME-HASH.json   what a deployment held at a moment
    forgotten.json             what is to be forgotten again after a restore: addresses, no words

An object is whole if it has its number of bytes and its hash; one that a stopped backup left half-written is
written again by the next.
"""

import json
import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import fsspec

from pipelines.backup.snapshot import Snapshot
from pipelines.disk import reason
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.files import file_hash
from pipelines.locale import N_, translated

_ABOUT, _FORGOTTEN = "backup.json", "forgotten.json"

_FAILED = N_(
    "the backup in {address} cannot be reached or written, and nothing of this deployment has changed: {why}"
)
_DAMAGED = N_(
    "{file} in {address} is damaged, and nothing of this deployment has changed: {why}. Bring it back from "
    "another copy of the backup, or name another target"
)
_SNAPSHOT_DAMAGED = N_(
    "the snapshot {snapshot} in {address} is damaged: {why}. The latest there are: {known}. Restore another "
    "one; to go on with backups, remove its file from snapshots/"
)
_ANOTHER_HASH = N_("its hash is another one")
_GARBLED = (ValueError, KeyError, TypeError, AttributeError)
"""What reading a file raises that is not what was written: no JSON, or JSON of something else."""


class TargetFailed(NotPossibleNow):
    """The target cannot be read or written now, or something in it is damaged."""


@dataclass(frozen=True)
class Target:
    """A place for backups."""

    address: str
    files: Any
    """The file system of fsspec that it is in."""
    root: str

    @classmethod
    def at(cls, address: str) -> Self:
        """Return the target at an address: a folder, or for example `s3://bucket/plan`.

        Raises:
            Refusal: no kind of store has such an address.
        """
        try:
            files, root = fsspec.core.url_to_fs(address, use_listings_cache=False, skip_instance_cache=True)
        except (ValueError, ImportError) as error:
            raise Refusal(f"expected a folder or an address such as s3://bucket/plan: {error}") from None
        return cls(address, files, root.rstrip("/"))

    @property
    def plan_id(self) -> str | None:
        """The plan that it holds backups of; None while it holds none.

        Raises:
            TargetFailed: it cannot be read, or is damaged.
        """
        content = self._read(_ABOUT)
        if content is None:
            return None
        with self._whole(_ABOUT):
            return str(json.loads(content)["plan_id"])

    def begin(self, plan_id: str) -> None:
        """Say which plan it is for, at the first backup."""
        if self.plan_id is None:
            self._write(_ABOUT, json.dumps({"plan_id": plan_id}).encode())

    def snapshots(self) -> list[str]:
        """Return the ids of its snapshots, the earliest first."""
        return sorted(Path(path).stem for path in self._sizes("snapshots") if path.endswith(".json"))

    def snapshot(self, snapshot_id: str) -> Snapshot:
        """Return one of its snapshots.

        Raises:
            Refusal: it has none of that id.
            TargetFailed: it cannot be read, or is damaged.
        """
        content = self._read(f"snapshots/{snapshot_id}.json")
        if content is None:
            known = ", ".join(self.snapshots()[-3:]) or "none"
            raise Refusal(f"{self.address} has no snapshot {snapshot_id}; the latest are: {known}")
        try:
            found = Snapshot.from_json(content)
            wrong = "" if found.snapshot_id == snapshot_id else translated(_ANOTHER_HASH)
        except _GARBLED as error:
            wrong = f"{type(error).__name__}: {error}"
        if wrong:
            known, address = ", ".join(self.snapshots()[-3:]), self.address
            raise TargetFailed(
                translated(_SNAPSHOT_DAMAGED, snapshot=snapshot_id, address=address, why=wrong, known=known)
            )
        return found

    def keep_snapshot(self, snapshot: Snapshot) -> None:
        """Write a snapshot, which makes a backup whole."""
        self._write(f"snapshots/{snapshot.snapshot_id}.json", snapshot.as_json())

    def forgotten(self) -> list[dict[str, Any]]:
        """Return the notes of what a restored deployment has to forget again.

        Raises:
            TargetFailed: they cannot be read, or are damaged.
        """
        content = self._read(_FORGOTTEN)
        if content is None:
            return []
        with self._whole(_FORGOTTEN):
            return list({note["id"]: note for note in json.loads(content)}.values())

    def keep_forgotten(self, notes: list[dict[str, Any]]) -> None:
        """Add notes of what is to be forgotten again; none is ever taken away."""
        known = {note["id"]: note for note in self.forgotten()}
        if any(note["id"] not in known for note in notes):
            everything = known | {note["id"]: note for note in notes}
            self._write(_FORGOTTEN, json.dumps(list(everything.values()), indent=1).encode())

    def objects(self) -> dict[str, int]:
        """Return the bytes of each object by its hash."""
        return {path.rpartition("/")[2]: size for path, size in self._sizes("objects").items()}

    def keep_objects(self, files: dict[str, Path]) -> None:
        """Write the content of files, each under its hash, many at a time where the store can."""
        with self._failures():
            self.files.makedirs(self._place("objects"), exist_ok=True)
            if files:
                self.files.put([str(file) for file in files.values()], [self._object(each) for each in files])

    def get_objects(self, wanted: dict[str, Path]) -> list[str]:
        """Write objects into files, many at a time; return those that are gone, or altered."""
        there = self.objects()
        known = {sha256: file for sha256, file in wanted.items() if sha256 in there}
        with self._failures():
            if known:
                self.files.get([self._object(each) for each in known], [str(file) for file in known.values()])
        return [each for each, file in wanted.items() if each not in known or file_hash(file) != each]

    def remove(self, snapshot_ids: list[str]) -> int:
        """Remove snapshots, and every object that none of the others needs; return how many objects."""
        for snapshot_id in snapshot_ids:
            self._remove(f"snapshots/{snapshot_id}.json")
        needed = {kept.sha256 for each in self.snapshots() for kept in self.snapshot(each).files.values()}
        unneeded = [sha256 for sha256 in self.objects() if sha256 not in needed]
        for sha256 in unneeded:
            self._remove(f"objects/{sha256}")
        return len(unneeded)

    def _object(self, sha256: str) -> str:
        return self._place(f"objects/{sha256}")

    def _place(self, name: str) -> str:
        return f"{self.root}/{name}"

    def _sizes(self, folder: str) -> dict[str, int]:
        with self._failures():
            if not self.files.exists(self._place(folder)):
                return {}
            found = self.files.find(self._place(folder), detail=True)
        return {path: int(about["size"]) for path, about in found.items()}

    def _read(self, name: str) -> bytes | None:
        with self._failures():
            place = self._place(name)
            content: bytes | None = self.files.cat_file(place) if self.files.exists(place) else None
        return content

    def _write(self, name: str, content: bytes) -> None:
        """Write a small file beside its place and move it there, so that no reader finds a part of it."""
        with self._failures():
            place = self._place(name)
            self.files.makedirs(posixpath.dirname(place), exist_ok=True)
            beside = f"{place}.new"
            self.files.pipe_file(beside, content)
            self.files.mv(beside, place)

    def _remove(self, name: str) -> None:
        with self._failures():
            self.files.rm_file(self._place(name))

    @contextmanager
    def _whole(self, name: str) -> Iterator[None]:
        """Say of a file that is not what was written that it is damaged, and what to do."""
        try:
            yield
        except _GARBLED as error:
            why = f"{type(error).__name__}: {error}"
            raise TargetFailed(translated(_DAMAGED, file=name, address=self.address, why=why)) from None

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Say of whatever a store answers that it was the store, and that nothing here has changed."""
        try:
            yield
        except Exception as error:  # each kind of store has exceptions of its own
            raise TargetFailed(translated(_FAILED, address=self.address, why=reason(error))) from error

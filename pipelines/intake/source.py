"""What was handed over: one file, or a folder with a CSV file per sheet; read once, hashed as it was read."""

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from pipelines.contracts.base import Caps, Contract
from pipelines.receipts.problems import Problem, problem

NAME_LENGTH = 120
FOLDER_FORMAT = "csv folder"


@dataclass(frozen=True)
class Source:
    """The bytes of a submission by file name, its hash, and what stops it from being read at all."""

    name: str
    files: dict[str, bytes]
    byte_count: int = 0
    is_folder: bool = False
    problem: Problem | None = None

    @property
    def sha256(self) -> str:
        """Return the hash of the file, or of a folder's names and files in order; empty if none was read."""
        if not self.files:
            return ""
        if not self.is_folder:
            return hashlib.sha256(self.content).hexdigest()
        whole = hashlib.sha256()
        for name, content in sorted(self.files.items()):
            whole.update(f"{name}\n{len(content)}\n".encode())
            whole.update(content)
        return whole.hexdigest()

    @property
    def content(self) -> bytes:
        """Return the bytes of the one file."""
        return next(iter(self.files.values()))

    def keep(self, folder: Path, kind: str) -> None:
        """Write the original into a submission's folder; its own name is not used for anything."""
        if self.is_folder:
            target = folder / "original"
            target.mkdir()
            for name, content in self.files.items():
                (target / name).write_bytes(content)
        else:
            (folder / f"original.{kind}").write_bytes(self.content)


def read_source(path: Path, contract: Contract) -> Source:
    """Return what lies at `path`: of a folder, the files that the contract reads; no more than it allows."""
    caps, endings = contract.caps, contract.folder_endings
    name = _shown_name(path.name)
    unsafe = None if name == path.name[:NAME_LENGTH] else problem("file_name_unsafe")
    if path.is_dir():
        paths = sorted(part for part in path.iterdir() if part.suffix.lower() in endings and part.is_file())
    else:
        paths = [path] if path.is_file() else []
    if not paths:
        return Source(name, {}, problem=problem("folder_without_csv" if path.is_dir() else "file_missing"))
    byte_count = sum(part.stat().st_size for part in paths)
    if byte_count > caps.bytes:
        unsafe = problem("file_too_large", most=caps.bytes // 1_000_000)
        return Source(name, {}, byte_count, path.is_dir(), unsafe)
    unsafe = unsafe or _unsafe_part([part.name for part in paths])
    files = {_shown_name(part.name): part.read_bytes() for part in paths}
    return Source(name, files, byte_count, path.is_dir(), unsafe)


def source_of(name: str, content: bytes, caps: Caps) -> Source:
    """Return one file that was uploaded under a name, at most as large as the caps allow."""
    shown = _shown_name(name)
    if len(content) > caps.bytes:
        return Source(
            shown, {}, len(content), problem=problem("file_too_large", most=caps.bytes // 1_000_000)
        )
    unsafe = None if shown == name[:NAME_LENGTH] else problem("file_name_unsafe")
    return Source(shown, {shown: content}, len(content), problem=unsafe)


def source_of_files(name: str, files: dict[str, bytes], caps: Caps) -> Source:
    """Return what is a folder of CSV files without being on the disk, at most as large as the caps allow."""
    byte_count = sum(map(len, files.values()))
    if byte_count > caps.bytes:
        too_large = problem("file_too_large", most=caps.bytes // 1_000_000)
        return Source(name, {}, byte_count, is_folder=True, problem=too_large)
    return Source(name, files, byte_count, is_folder=True)


def _unsafe_part(names: list[str]) -> Problem | None:
    """Name a file of a folder whose name hides characters, or could be taken for another's."""
    shown = [_shown_name(name) for name in names]
    hidden = [after for name, after in zip(names, shown, strict=True) if after != name[:NAME_LENGTH]]
    twice = [name for name in shown if shown.count(name) > 1]
    return problem("file_name_unsafe", sheet=(hidden or twice)[0]) if hidden or twice else None


def _shown_name(name: str) -> str:
    """Return a file's name without characters that hide or turn what it says."""
    return "".join(mark for mark in name if unicodedata.category(mark)[0] != "C")[:NAME_LENGTH]

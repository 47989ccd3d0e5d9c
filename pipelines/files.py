"""Writing files so that a reader, or a crash, finds the old content or the new and never a part."""

import ctypes
import hashlib
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

_PART_BYTES = 65_536
_AT_WORKING_FOLDER, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux."""


def replace_text(path: Path, text: str) -> None:
    """Replace the file at `path` with `text` in one step, on disk before it is seen."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def put_on_disk(paths: Iterable[Path]) -> None:
    """Wait until files and folders are on disk.

    All at once: the disk then writes its journal once instead of once for each.
    """
    list(_writers().map(sync, paths))


def sync(path: Path) -> None:
    """Wait until one file or folder is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def exchange(one: Path, other: Path) -> bool:
    """Let two files or folders change places in one step (Linux's renameat2); False where it cannot be done.

    A folder cannot be renamed over another; between two renames there would be none.
    """
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    here = _AT_WORKING_FOLDER
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), _EXCHANGE) == 0)


def file_hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder, by its path there."""
    return {
        str(path.relative_to(folder)): file_hash(path) for path in sorted(folder.rglob("*")) if path.is_file()
    }


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:  # most files are smaller than the buffers of `file_digest`
        while part := file.read(_PART_BYTES):
            digest.update(part)
    return digest.hexdigest()


@cache
def _writers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=8, thread_name_prefix="disk-writer")

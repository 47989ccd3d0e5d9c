"""The marks that a refresh is wanted, or is made, by the process that the workspace keeps ready for it."""

import time
from pathlib import Path

WANTED, MAKING = "wanted-*", ".making-wanted"
_LONGEST_SECONDS = 120.0
"""What is older was left by a process that died: somebody else has to make the refresh."""


def is_wanted(folder: Path) -> bool:
    """Return whether the workspace's own process is about to make a build in a folder, or makes it."""
    marks = [*folder.glob(WANTED), folder / MAKING]
    return any(_age(mark) < _LONGEST_SECONDS for mark in marks)


def _age(mark: Path) -> float:
    try:
        return time.time() - mark.stat().st_mtime
    except FileNotFoundError:
        return float("inf")

"""Copies of a deployment that a test may change."""

import os
import shutil
from contextlib import suppress
from pathlib import Path


def copy_of(home: Path, place: Path) -> Path:
    """Return `place`, where the deployment in `home` stands once more.

    Pages of editions, ten thousand files, are the same files under another name: they are written once, in a
    folder that is then put in place whole, and nothing opens one to change it.
    """
    return Path(shutil.copytree(home, place, symlinks=True, copy_function=_copy))


def _copy(source: str, target: str) -> None:
    if f"{os.sep}site{os.sep}" in source:
        with suppress(OSError):  # another disk
            os.link(source, target)
            return
    shutil.copy2(source, target)

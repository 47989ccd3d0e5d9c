"""A copy of the repository that faults may be put into, and whether tests pass in it."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from pipelines.settings import PROJECT

PYTEST = ("-B", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider")


def copy_of_repository(folder: Path) -> Path:
    """Copy every file that git knows into a folder, as it is on the disk; return the folder."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (PROJECT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(PROJECT / name, folder / name)
    return folder


def passes(folder: Path, tests: Sequence[str]) -> bool:
    """Tell whether tests pass in a copy of the repository, which comes before the one that is installed.

    `tests` are what pytest is given: files, and options before them.

    Raises:
        RuntimeError: they could not be run.
    """
    done = subprocess.run(
        [sys.executable, *PYTEST, *tests],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode > 1:
        raise RuntimeError(f"{' '.join(tests)} could not be run:\n{done.stdout[-2000:]}{done.stderr[-500:]}")
    return done.returncode == 0

"""A refresh that nobody has to ask for: what was confirmed is in the figures a few seconds later.

Asking leaves a mark and starts a process of its own that builds until no mark is left. Of several such
processes one builds; the others end at once, because the one looks for new marks when it has ended.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex

from filelock import FileLock, Timeout

from pipelines.settings import PROJECT, child_environment

_MARK = "wanted-"
LOG = "refresh.log"


def ask_for_refresh(home: Path) -> None:
    """Have everything that has landed by now built soon, by a process of its own."""
    folder = home / "warehouse"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{_MARK}{token_hex(8)}").touch()
    with (folder / LOG).open("a", encoding="utf-8") as log:
        subprocess.Popen(
            [sys.executable, "-m", "pipelines.cli", "refresh", "--if-wanted", "--home", str(home)],
            cwd=PROJECT,
            env=child_environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def refresh_while_wanted(home: Path, refresh: Callable[[], object]) -> int:
    """Call `refresh` until nobody wants it any more; return how often. Another process at it: not at all."""
    folder, count = home / "warehouse", 0
    while marks := list(folder.glob(f"{_MARK}*")):
        try:
            with FileLock(folder / ".wanted.lock", timeout=0):
                for mark in marks:
                    mark.unlink(missing_ok=True)
                refresh()
                count += 1
        except Timeout:
            return count
    return count

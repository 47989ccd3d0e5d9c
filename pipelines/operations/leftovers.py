"""What stopped processes left behind, and nobody reads: cleared once nobody can be working on it any more."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from pipelines import landing

LEFT_ALONE = timedelta(hours=1)
"""How long a folder is left alone: no submission takes as long to prepare."""


def clear_leftovers(home: Path, at: datetime) -> list[str]:
    """Finish what was logged and not moved in, remove what never was; return the names of what was removed.

    A folder of templates goes a year after it was made: `plan template` makes any of them again.
    """
    with landing.locked(home):
        removed = landing.clear_incoming(home, before=at - LEFT_ALONE)
    for folder in (home / "templates").glob("*"):
        if folder.is_dir() and datetime.fromtimestamp(folder.stat().st_mtime, at.tzinfo) < at - timedelta(
            365
        ):
            shutil.rmtree(folder)
            removed.append(folder.name)
    return removed

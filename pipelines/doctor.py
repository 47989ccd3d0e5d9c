"""What a deployment has and what it lacks, each in a sentence with the command that mends it."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import NotPossibleNow
from pipelines.register import current
from pipelines.releases.release import current_release
from pipelines.warehouse.builds import Warehouse

ROOM_NEEDED = 1_000_000_000
"""Bytes free on the disk: several builds and releases of a large plan."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    is_well: bool
    found: str


def examine(home: Path) -> list[Finding]:
    """Return the findings on the deployment in `home`, in the order in which they build on one another."""
    return [
        _look("folder", _folder, home),
        _look("room on the disk", _room, home),
        _look("register", _register, home),
        _look("build", _build, home),
        _look("release", _release, home),
    ]


def _look(subject: str, look: Callable[[Path], str], home: Path) -> Finding:
    try:
        return Finding(subject, True, look(home))
    except NotPossibleNow as missing:
        return Finding(subject, False, str(missing))


def _folder(home: Path) -> str:
    if not home.is_dir():
        raise NotPossibleNow(f"{home} is not there; make it with `plan init {home}`")
    if not os.access(home, os.W_OK):
        raise NotPossibleNow(f"{home} cannot be written to by this account")
    return str(home)


def _room(home: Path) -> str:
    free = shutil.disk_usage(home if home.is_dir() else home.parent).free
    if free < ROOM_NEEDED:
        raise NotPossibleNow(f"only {free / 1e9:.1f} GB free; 1 GB is needed")
    return f"{free / 1e9:.0f} GB free"


def _register(home: Path) -> str:
    plan = current(home).plan
    return f"{plan.name_en}, {plan.action_count} actions"


def _build(home: Path) -> str:
    build = Warehouse.of(home).current()
    if not build.file.exists():
        raise NotPossibleNow(f"{build.file.name} is gone; make it again with `plan refresh`")
    return f"{build.file.name}, as of {build.as_of:%d %B %Y}"


def _release(home: Path) -> str:
    release = current_release(home / "releases")
    if release is None:
        raise NotPossibleNow("no round has been released yet; see `plan rounds` and `plan publish`")
    if not (home / "releases" / release["file"]).exists():
        raise NotPossibleNow(f"{release['file']} is gone; restore releases/ from the backup")
    return str(release["release_id"])

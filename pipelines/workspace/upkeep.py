"""What whoever looks after a deployment sees of it and can do, for one visitor."""

import json
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipelines.access import Grant
from pipelines.doctor import Finding, examine
from pipelines.errors import NotPossibleNow
from pipelines.locale import retold, speaking
from pipelines.operations.faults import Fault, faults
from pipelines.operations.refreshing import ask_for_refresh
from pipelines.releases.versions import code_version
from pipelines.warehouse.builds import NoBuild, Unreadable, Warehouse
from pipelines.workspace.commands import answer_of
from pipelines.workspace.desk import Workspace
from pipelines.workspace.signing_sheet import not_in_figures

RELEASES = "releases"
_STORED = ("landing", "refused", "warehouse", RELEASES, "dagster")
_PACKAGES = ("dagster", "dbt-core", "dbt-duckdb", "duckdb", "streamlit", "altair")
_RUNS, _SECONDS = 20, 60


@dataclass(frozen=True)
class Run:
    """One run that happened by itself: `status` is `success`, `failure`, `canceled`, or anything else."""

    job: str
    status: str
    began_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True)
class Failure:
    """What went wrong in a job and is not mended, in its reader's language."""

    job: str
    first_at: datetime
    words: str
    raw: str | None
    """Its own words, technical and in English, where `words` are not those."""


@dataclass(frozen=True)
class Figures:
    """How new the figures are: when the build was made, and how many submissions wait for the next."""

    built_at: datetime | None
    as_of: datetime | None
    waiting: int | None
    """How many submissions are not in them; None where they cannot be read."""
    is_wanted: bool
    """Whether they are about to be made anew, or are being made."""


@dataclass(frozen=True)
class Upkeep:
    """The administrator's part of the workspace; every answer asks first whether the visitor may have it."""

    desk: Workspace

    def findings(self, language: str) -> list[Finding]:
        """Return what `plan doctor` finds, in `language`; `administer`."""
        self._require()
        with speaking(language):
            return examine(self.desk.home)

    def faults(self, language: str) -> list[Failure]:
        """Return what went wrong in runs and is not mended, in `language`, the oldest first; `administer`."""
        self._require()
        with speaking(language):
            return [_failure(each) for each in faults(self.desk.home / "dagster")]

    def figures(self) -> Figures:
        """Return how new the figures are; `administer`."""
        self._require()
        home = self.desk.home
        wanted = self.desk.is_making_figures()
        try:
            build = Warehouse.of(home).current()
        except NoBuild:
            return Figures(None, None, 0, wanted)
        try:
            waiting = not_in_figures(home, build, self.desk.now())
        except Unreadable:
            waiting = None
        return Figures(build.built_at, build.as_of, waiting, wanted)

    def refresh(self) -> None:
        """Have the figures made anew soon; `administer`.

        Raises:
            NotPossibleNow: that could not be asked for; the log says why.
        """
        self._require()
        if not ask_for_refresh(self.desk.home):
            raise NotPossibleNow("a refresh could not be asked for; the log says why")

    def runs(self) -> list[Run]:
        """Return the latest runs that happened by themselves, by a process of its own; `administer`.

        Raises:
            NotPossibleNow: they cannot be read.
        """
        self._require()
        try:
            told = answer_of(self.desk.home, "runs", "--json", "--count", str(_RUNS), seconds=_SECONDS)
            return [_run(each) for each in json.loads(told)]
        except ValueError as error:
            raise NotPossibleNow(f"the runs cannot be read ({type(error).__name__})") from error

    def storage(self) -> list[tuple[str, int]]:
        """Return how many bytes each part of the deployment takes, and `free` on its disk; `administer`."""
        self._require()
        home = self.desk.home
        sizes = [(name, _size_of(home / name)) for name in _STORED if (home / name).is_dir()]
        return [*sizes, ("free", shutil.disk_usage(home).free)]

    def versions(self) -> list[tuple[str, str]]:
        """Return the version of this software, and of what it rests on; `administer`."""
        self._require()
        return [("plan-delivery", code_version()), *((name, version(name)) for name in _PACKAGES)]

    def access(self) -> tuple[Grant, ...]:
        """Return the access list; `administer`."""
        return self.desk.access()

    def _require(self) -> None:
        self.desk.person().require("administer")


def _failure(fault: Fault) -> Failure:
    raw = fault.words if retold(fault.words) is None else None
    return Failure(fault.job, datetime.fromisoformat(fault.first_at), fault.in_words, raw)


def _run(told: dict[str, Any]) -> Run:
    began, ended = (told[name] and datetime.fromisoformat(told[name]) for name in ("began_at", "ended_at"))
    return Run(told["job"], str(told["status"]).lower(), began, ended)


def _size_of(folder: Path) -> int:
    """Return the bytes in a folder; those of a release, which never changes in its place, are summed once."""
    with os.scandir(folder) as found:
        return sum(
            _size_of_release(each.path, each.stat().st_mtime_ns)
            if folder.name == RELEASES and each.is_dir(follow_symlinks=False)
            else _bytes_in(each)
            for each in found
        )


@lru_cache(maxsize=1024)
def _size_of_release(path: str, made_at: int) -> int:
    return _size_of(Path(path))


def _bytes_in(found: os.DirEntry[str]) -> int:
    try:
        if found.is_dir(follow_symlinks=False):
            return _size_of(Path(found.path))
        return 0 if found.is_symlink() else found.stat().st_size
    except FileNotFoundError:  # it went while this was counted
        return 0

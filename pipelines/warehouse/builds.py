"""Build files and the pointer to the current one.

One process makes a build at a time (a lock the system frees when that process dies); what a killed run left
behind is cleared by the next.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from secrets import token_hex

import duckdb
from filelock import FileLock, Timeout

from pipelines.errors import NotPossibleNow
from pipelines.files import replace_text
from pipelines.locale import N_, translated

BUILDS_KEPT = 3
"""Older builds are deleted: landing makes them again."""

BLOCK_BYTES = 16384
"""A block of our DuckDB files, the smallest: most tables are small, and each column takes whole blocks."""

LARGE_BLOCK_BYTES = 262144
"""A block of the file of a large build, DuckDB's own: a quarter less work on tables of millions of rows."""

LARGE_FROM = 3_000
"""From how many submissions on a build is large: more than twenty years of a plan with ten partners."""


STALE = ".stale.json"
"""The file that names builds which hold what was forgotten: they go as soon as there is another."""

_TESTS = N_("build {build} passed {passed} of the project's {count} tests; run `plan refresh` first")
_BUSY = N_("another refresh is running in {folder}; try again when it has ended")
_FORGOTTEN_SINCE = N_("something was forgotten since the last build; run `plan refresh` first")
_NOTHING_YET = N_("nothing has been built yet; run `plan refresh` first")
_DAMAGED = N_("warehouse/current.json is damaged; `plan refresh` makes a build and names it anew")
_UNREADABLE = N_(
    "{file} is gone or damaged ({why}). A build is made again by `plan refresh`; a release comes back "
    "from the backup"
)


class WarehouseBusy(NotPossibleNow):
    """Another process is making a build now."""


class NoBuild(NotPossibleNow):
    """There is no build yet, or the pointer to it is damaged."""


class Unreadable(NotPossibleNow):
    """The file of a build or a release is gone or damaged."""


def unreadable(file: Path, error: Exception) -> Unreadable:
    """Return the error of a file of a build or a release that cannot be read."""
    name, why = f"{file.parent.name}/{file.name}", (str(error).splitlines() or [type(error).__name__])[0]
    return Unreadable(translated(_UNREADABLE, file=name, why=why))


@dataclass(frozen=True)
class Build:
    """A finished build: its file, and the time it was made for."""

    build_id: str
    file: Path
    as_of: datetime
    built_at: datetime
    passed_test_count: int = 0

    def test_problem(self, test_count: int) -> str | None:
        """Return what is wrong if not each of the project's tests passed on this build."""
        if self.passed_test_count == test_count:
            return None
        return translated(_TESTS, build=self.build_id, passed=self.passed_test_count, count=test_count)


@dataclass(frozen=True)
class Warehouse:
    """The folder of build files of one deployment."""

    folder: Path

    @classmethod
    def of(cls, home: Path) -> "Warehouse":
        """Return the warehouse of the deployment in `home`."""
        return cls(home / "warehouse")

    @property
    def building(self) -> Path:
        """The file that a run writes; dbt takes the catalog's name, `plan`, from its stem."""
        return self.folder / "building" / "plan.duckdb"

    @property
    def pointer(self) -> Path:
        """The file that names the current build."""
        return self.folder / "current.json"

    @contextmanager
    def making(self, wait_seconds: float = 0) -> Iterator[Path]:
        """Give the path of a fresh file to build in, while no other process builds.

        Raises:
            WarehouseBusy: another process holds the lock, and has not let go of it in `wait_seconds`.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / ".lock")
        try:
            lock.acquire(timeout=wait_seconds)
        except Timeout:
            raise WarehouseBusy(translated(_BUSY, folder=self.folder)) from None
        try:
            shutil.rmtree(self.building.parent, ignore_errors=True)
            self.building.parent.mkdir()
            yield self.building
        finally:
            shutil.rmtree(self.building.parent, ignore_errors=True)
            lock.release()

    def before(self) -> Path | None:
        """Return the file of the current build, if there is one that holds nothing that was forgotten."""
        try:
            return None if self.stale() else self.current().file
        except NoBuild:
            return None

    def start_from_current(self) -> Build:
        """Copy the current build into the file that is being built, and return it; call this while `making`.

        Raises:
            NoBuild: there is none yet, or it holds what was forgotten.
        """
        if self.stale():
            raise NoBuild(translated(_FORGOTTEN_SINCE))
        build = self.current()
        shutil.copyfile(build.file, self.building)
        return build

    def finish(self, build_id: str, as_of: datetime, built_at: datetime, passed_test_count: int) -> Build:
        """Give the file that was built its name, point to it, and delete builds no longer kept."""
        file = self.folder / f"build-{build_id}.duckdb"
        self.building.replace(file)
        replace_text(
            self.pointer,
            json.dumps(
                {
                    "build_id": build_id,
                    "file": file.name,
                    "as_of": as_of.isoformat(),
                    "built_at": built_at.isoformat(),
                    "passed_test_count": passed_test_count,
                },
                indent=2,
            ),
        )
        stale = self.stale()
        for old in {*self.files()[:-BUILDS_KEPT], *(self.folder / name for name in stale)} - {file}:
            old.unlink(missing_ok=True)
        (self.folder / STALE).unlink(missing_ok=True)
        shutil.rmtree(self.previews, ignore_errors=True)
        return Build(build_id, file, as_of, built_at, passed_test_count)

    @property
    def previews(self) -> Path:
        """The folder of what is made of the current build to be looked at: it goes when there is another."""
        return self.folder / "previews"

    def files(self) -> list[Path]:
        """Return the files of the builds that are kept, the earliest first."""
        return sorted(self.folder.glob("build-*.duckdb"))

    def stale(self) -> list[str]:
        """Return the names of builds that hold what was forgotten since."""
        try:
            found: list[str] = json.loads((self.folder / STALE).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return []
        return found

    def current(self) -> Build:
        """Return the current build.

        Raises:
            NoBuild: no refresh has finished yet, or its pointer is damaged.
        """
        try:
            pointer = json.loads(self.pointer.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise NoBuild(translated(_NOTHING_YET)) from None
        except ValueError:
            raise NoBuild(translated(_DAMAGED)) from None
        try:
            return Build(
                build_id=pointer["build_id"],
                file=self.folder / pointer["file"],
                as_of=datetime.fromisoformat(pointer["as_of"]),
                built_at=datetime.fromisoformat(pointer["built_at"]),
                passed_test_count=pointer["passed_test_count"],
            )
        except (KeyError, TypeError, ValueError):
            raise NoBuild(translated(_DAMAGED)) from None


def block_bytes(submission_count: int) -> int:
    """Return the size of a block of a build's file, in bytes, by how many submissions it is made of."""
    return BLOCK_BYTES if submission_count < LARGE_FROM else LARGE_BLOCK_BYTES


def new_build_id(built_at: datetime) -> str:
    """Return an id that sorts by time and that no other run has."""
    return f"{built_at:%Y%m%dT%H%M%S%f}-{token_hex(2)}"


@contextmanager
def reading(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a build or release read-only, as catalog `plan`, and make it the connection's default.

    Raises:
        Unreadable: the file is gone or damaged.
    """
    connection = duckdb.connect()
    try:
        try:
            connection.execute(f"attach {_literal(file)} as plan (read_only)")
        except duckdb.Error as error:
            raise unreadable(file, error) from None
        connection.execute("use plan")
        yield connection
    finally:
        connection.close()


@lru_cache(maxsize=4)
def receipts_in(file: Path) -> frozenset[str]:
    """Return the receipts of everything that a build holds; a build never changes."""
    with reading(file) as connection:
        return frozenset(
            name for (name,) in connection.execute("select receipt_id from raw.receipts").fetchall()
        )


def _literal(file: Path) -> str:
    return "'" + str(file).replace("'", "''") + "'"

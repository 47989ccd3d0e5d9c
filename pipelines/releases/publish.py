"""Making a release: the public tables of the current build, up to one round, as open data."""

import subprocess
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb

from pipelines.errors import Refusal
from pipelines.releases import log
from pipelines.releases.allow_list import PublicTable
from pipelines.releases.open_files import write_open_files
from pipelines.releases.package import package_of
from pipelines.releases.release import RELEASE_TABLE, Release, releases_of, write_release_table
from pipelines.releases.sealing import making, point, put_in_place, seal, working
from pipelines.releases.tables import copy_tables, copying, describe
from pipelines.settings import PROJECT
from pipelines.warehouse.builds import Build, reading


class RefusedRelease(Refusal):
    """The round cannot be released as asked; the message says why."""


def publish(
    folder: Path,
    build: Build,
    tables: list[PublicTable],
    round_id: str,
    published_at: datetime,
    reason: str | None = None,
    sign_off: str | None = None,
) -> Release:
    """Release `tables` of `build`, up to `round_id`, under `folder`, and point to the latest release.

    The pointer never goes back to an earlier round. Nothing is written if the release is refused.

    Raises:
        RefusedRelease: the build knows no such round, or nothing has changed since its last release.
        NotWritten: the disk is full, or the folder cannot be written.
    """
    _require_round(build, round_id)
    with working(folder):
        earlier = releases_of(folder, round_id)
        revision = len(earlier) + 1
        release_id = f"{round_id}-r{revision}"
        with making(folder, release_id) as place:
            with copying(build.file, place / "plan.duckdb") as connection:
                contents = copy_tables(connection, tables, round_id)
                release = Release(
                    release_id=release_id,
                    round_id=round_id,
                    revision=revision,
                    as_of=build.as_of.isoformat(),
                    built_at=build.built_at.isoformat(),
                    published_at=published_at.isoformat(),
                    build_id=build.build_id,
                    code_version=code_version(),
                    is_signed_off=sign_off is not None,
                    sign_off=sign_off,
                    reason=reason,
                    tables=contents,
                    **_plan_facts(connection),
                )
                _refuse_no_change(release, earlier)
                write_release_table(connection, release)
                describe(connection, RELEASE_TABLE)
                package = package_of(connection, release, [*tables, RELEASE_TABLE])
                write_open_files(connection, place, package, release.about)
            sha256 = seal(place, release, package)
            log.published(folder, release_id, sha256, published_at)
            put_in_place(folder, place, release_id)
        point(folder)
    return release


@cache
def code_version() -> str:
    """Return the version of this software, with the commit where it runs from a checkout."""
    asked = ["git", "-C", str(PROJECT), "rev-parse", "--short=12", "HEAD"]
    try:
        commit = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=5).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        commit = ""
    return f"{version('plan-delivery')}{'+' if commit else ''}{commit}"


def _plan_facts(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    names = ("plan_id", "is_demonstration", "statement_en", "statement_cy")
    ((*values,),) = connection.execute(f"select {', '.join(names)} from release.public.plan").fetchall()
    return dict(zip(names, values, strict=True))


def _refuse_no_change(release: Release, earlier: list[Release]) -> None:
    if earlier and earlier[-1].tables == release.tables:
        raise RefusedRelease(
            f"round {release.round_id} is released already as {earlier[-1].release_id}, "
            "and nothing has changed since"
        )


def _require_round(build: Build, round_id: str) -> None:
    with reading(build.file) as connection:
        rows = connection.execute("select distinct round_id from public.action_rounds order by 1").fetchall()
    known = [row[0] for row in rows]
    if round_id not in known:
        rounds = f"{known[0]} to {known[-1]}" if known else "none"
        raise RefusedRelease(f"the current build has no round {round_id}; it has: {rounds}")

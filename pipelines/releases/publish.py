"""Making a release: copy the public tables of the current build, up to one round, and move the pointer."""

import json
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock

from pipelines.errors import Refusal
from pipelines.files import replace_text
from pipelines.releases.allow_list import PublicTable
from pipelines.warehouse.builds import Build, reading

STORAGE_VERSION = "v1.5.0"
"""DuckDB's file format of releases: older clients can open it (stack.md, section 5)."""

CALENDAR = "rounds"
"""The one table with a `round_id` that is released whole: the rounds to come are announced."""


class RefusedRelease(Refusal):
    """The round cannot be released as asked; the message says why."""


@dataclass(frozen=True)
class Release:
    """One published round, as `release.json` and the pointer tell it."""

    release_id: str
    round_id: str
    revision: int
    as_of: str
    built_at: str
    published_at: str
    build_id: str
    is_signed_off: bool
    reason: str | None
    tables: dict[str, dict[str, Any]]
    """Each table's number of rows, and the SHA-256 of its sorted rows."""


def publish(
    folder: Path,
    build: Build,
    tables: list[PublicTable],
    round_id: str,
    published_at: datetime,
    reason: str | None = None,
) -> Release:
    """Copy `tables` of `build`, up to `round_id`, into a new release under `folder`, and point to it.

    The pointer never goes back to an earlier round. Nothing is written if the release is refused.

    Raises:
        RefusedRelease: the build knows no such round, or nothing has changed since its last release.
    """
    _require_round(build, round_id)
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        earlier = releases_of(folder, round_id)
        revision = len(earlier) + 1
        release_id = f"{round_id}-r{revision}"
        making = folder / f".making-{release_id}"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir()
        try:
            release = Release(
                release_id=release_id,
                round_id=round_id,
                revision=revision,
                as_of=build.as_of.isoformat(),
                built_at=build.built_at.isoformat(),
                published_at=published_at.isoformat(),
                build_id=build.build_id,
                is_signed_off=False,
                reason=reason,
                tables=_copy(build, tables, round_id, making / "plan.duckdb"),
            )
            _refuse_no_change(release, earlier)
            _write_release_table(making / "plan.duckdb", release)
            replace_text(making / "release.json", json.dumps(asdict(release), indent=2))
            making.replace(folder / release_id)
        finally:
            shutil.rmtree(making, ignore_errors=True)
        _point(folder, release)
    return release


def releases_of(folder: Path, round_id: str) -> list[Release]:
    """Return the releases of one round, the first one first."""
    files = folder.glob(f"{round_id}-r*/release.json")
    releases = [Release(**json.loads(file.read_text(encoding="utf-8"))) for file in files]
    return sorted(releases, key=lambda release: release.revision)


def current_release(folder: Path) -> dict[str, Any] | None:
    """Return what the pointer says, or nothing while no round has been released."""
    pointer = folder / "current.json"
    return json.loads(pointer.read_text(encoding="utf-8")) if pointer.exists() else None


def _refuse_no_change(release: Release, earlier: list[Release]) -> None:
    if earlier and earlier[-1].tables == release.tables:
        raise RefusedRelease(
            f"round {release.round_id} is released already as {earlier[-1].release_id}, "
            "and nothing has changed since"
        )


def _copy(build: Build, tables: list[PublicTable], round_id: str, file: Path) -> dict[str, dict[str, Any]]:
    with reading(build.file) as connection:
        connection.execute(f"attach '{file}' as release (storage_version '{STORAGE_VERSION}')")
        connection.execute("create schema release.public")
        return {table.name: _copy_table(connection, table, round_id) for table in tables}


def _require_round(build: Build, round_id: str) -> None:
    with reading(build.file) as connection:
        rows = connection.execute("select distinct round_id from public.action_rounds order by 1").fetchall()
    known = [row[0] for row in rows]
    if round_id not in known:
        rounds = f"{known[0]} to {known[-1]}" if known else "none"
        raise RefusedRelease(f"the current build has no round {round_id}; it has: {rounds}")


def _copy_table(connection: duckdb.DuckDBPyConnection, table: PublicTable, round_id: str) -> dict[str, Any]:
    columns = ", ".join(f'"{column}"' for column in table.columns)
    upto = "where round_id <= $round_id" if _is_by_round(table) else "where $round_id is not null"
    connection.execute(
        f'create table release.public."{table.name}" as '
        f'select {columns} from plan.public."{table.name}" {upto} order by all',
        {"round_id": round_id},
    )
    _describe(connection, table)
    ((row_count, sha256),) = connection.execute(
        "select count(*), sha256(coalesce(string_agg(line, chr(10) order by line), '')) "
        f'from (select to_json(t)::varchar as line from release.public."{table.name}" as t)'
    ).fetchall()
    return {"row_count": row_count, "sha256": sha256}


def _is_by_round(table: PublicTable) -> bool:
    return "round_id" in table.columns and table.name != CALENDAR


def _describe(connection: duckdb.DuckDBPyConnection, table: PublicTable) -> None:
    connection.execute(f'comment on table release.public."{table.name}" is {_literal(table.description)}')
    for column, description in table.columns.items():
        connection.execute(
            f'comment on column release.public."{table.name}"."{column}" is {_literal(description)}'
        )


def _write_release_table(file: Path, release: Release) -> None:
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            "create table public.release as select ?::varchar as release_id, ?::varchar as round_id, "
            "?::integer as revision, ?::timestamptz::date as as_of, ?::timestamptz::timestamp as built_at, "
            "?::timestamptz::timestamp as published_at, ?::varchar as build_id, ?::boolean as is_signed_off",
            [
                release.release_id,
                release.round_id,
                release.revision,
                release.as_of,
                release.built_at,
                release.published_at,
                release.build_id,
                release.is_signed_off,
            ],
        )


def _point(folder: Path, release: Release) -> None:
    """Move the pointer to `release`, unless it stands at a later round."""
    current = current_release(folder)
    if current and current["round_id"] > release.round_id:
        return
    replace_text(
        folder / "current.json",
        json.dumps(
            {
                "release_id": release.release_id,
                "round_id": release.round_id,
                "revision": release.revision,
                "file": f"{release.release_id}/plan.duckdb",
                "published_at": release.published_at,
            },
            indent=2,
        ),
    )


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

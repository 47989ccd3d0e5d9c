"""The published release: found by its pointer, opened read-only, then locked against reaching further.

A fresh in-memory connection attaches the file, because a connection made by path would be handed the old file
for as long as anybody in this process holds it open.
"""

from dataclasses import Field, dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar

import duckdb
from pydantic import BaseModel, ConfigDict, ValidationError

TABLES = frozenset(
    {
        "action_partners",
        "action_rounds",
        "action_views",
        "actions",
        "assets",
        "boundary_cards",
        "comment_destinations",
        "cost_of_coproduction",
        "definitions",
        "listening",
        "milestone_rounds",
        "partners",
        "plan",
        "plan_rounds",
        "reach",
        "release",
        "revisions",
        "rounds",
        "sign_offs",
        "sources",
        "theme_rounds",
        "theme_voices",
        "themes",
        "topic_mentions",
        "voices",
    }
)

# The order matters: once the configuration is locked nothing more can be set (conventions X23, X26).
LOCK = """
set enable_external_access = false;
set autoinstall_known_extensions = false;
set autoload_known_extensions = false;
set threads = 2;
set memory_limit = '256MB';
set max_temp_directory_size = '0MB';
set lock_configuration = true;
"""


class DataclassRow(Protocol):
    """Any dataclass that a row can become."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


Row = TypeVar("Row", bound=DataclassRow)


class ReleaseMissing(Exception):
    """No round has been published yet."""


class ReleaseDamaged(Exception):
    """The pointer or the file that it names cannot be read."""


class Pointer(BaseModel):
    """Which release the public gets, as `current.json` says it.

    The hash is part of it: a release from which words were withdrawn keeps its name and is another file.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    release_id: str
    round_id: str
    revision: int
    file: str
    sha256: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Release:
    """The release's own row: what was published, when, and from which build."""

    release_id: str
    round_id: str
    revision: int
    as_of: date
    built_at: datetime
    published_at: datetime
    build_id: str
    code_version: str
    is_signed_off: bool


def read_pointer(releases: Path) -> Pointer:
    """Return where the current release is; ReleaseMissing or ReleaseDamaged when nothing says so."""
    pointer = releases / "current.json"
    if not pointer.is_file():
        raise ReleaseMissing(f"no pointer at {pointer.name}")
    try:
        return Pointer.model_validate_json(pointer.read_bytes())
    except (OSError, ValidationError) as error:
        raise ReleaseDamaged(f"{pointer.name} cannot be read") from error


def open_release(releases: Path, pointer: Pointer) -> duckdb.DuckDBPyConnection:
    """Return a locked connection on which the release is the catalog `plan`; ReleaseDamaged if it is not one.

    Hand out `connection.cursor()` per run: two threads on one connection fail.
    """
    file = (releases / pointer.file).resolve()
    if not file.is_relative_to(releases.resolve()) or not file.is_file():
        raise ReleaseDamaged(f"{pointer.release_id} has no file")
    try:
        connection = open_locked(file)
    except duckdb.Error as error:
        raise ReleaseDamaged(f"{pointer.release_id} cannot be opened") from error
    try:
        _check_tables(connection)
    except ReleaseDamaged:
        connection.close()
        raise
    return connection


def open_locked(file: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection on which a file is the catalog `plan`, read-only and locked.

    Raises:
        duckdb.Error: the file is no database, or cannot be read.
    """
    connection = duckdb.connect(":memory:")
    try:
        connection.execute(f"attach {_quoted(file)} as plan (read_only)")
        connection.execute(LOCK)
    except duckdb.Error:
        connection.close()
        raise
    return connection


@lru_cache(maxsize=2)
def opened_release(releases: Path, pointer: Pointer) -> duckdb.DuckDBPyConnection:
    """Return what `open_release` does, once per pointer: a new one is a new key, so nothing is refreshed."""
    return open_release(releases, pointer)


def has_table(cursor: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Tell whether a release has a table: one that was made by an earlier version has fewer."""
    found = cursor.execute(
        "select count(*) from information_schema.tables "
        "where table_catalog = 'plan' and table_schema = 'public' and table_name = $1",
        [name],
    ).fetchall()
    return bool(found[0][0])


def release(cursor: duckdb.DuckDBPyConnection) -> Release:
    """Return the release's own row."""
    return only(cursor, Release, "select * from plan.public.release")


def fetch(
    cursor: duckdb.DuckDBPyConnection,
    kind: type[Row],
    sql: str,
    parameters: tuple[object, ...] | dict[str, object] = (),
) -> tuple[Row, ...]:
    """Return the rows of a query as values of a dataclass; columns that it does not name are left out."""
    result = cursor.execute(sql, parameters)
    wanted = kind.__dataclass_fields__.keys()
    places = [
        (index, column[0]) for index, column in enumerate(result.description or []) if column[0] in wanted
    ]
    return tuple(kind(**{name: row[index] for index, name in places}) for row in result.fetchall())


def only(
    cursor: duckdb.DuckDBPyConnection, kind: type[Row], sql: str, parameters: tuple[object, ...] = ()
) -> Row:
    """Return the one row of a query; ReleaseDamaged when there is none or more."""
    rows = fetch(cursor, kind, sql, parameters)
    if len(rows) != 1:
        raise ReleaseDamaged(f"one {kind.__name__} expected, {len(rows)} found")
    return rows[0]


def _quoted(file: Path) -> str:
    """Return a path as an SQL string; ATTACH takes no parameter."""
    return "'" + str(file).replace("'", "''") + "'"


def _check_tables(connection: duckdb.DuckDBPyConnection) -> None:
    found = connection.execute(
        "select table_name from information_schema.tables "
        "where table_catalog = 'plan' and table_schema = 'public'"
    ).fetchall()
    missing = TABLES - {name for (name,) in found}
    if missing:
        raise ReleaseDamaged(f"tables are missing: {', '.join(sorted(missing))}")

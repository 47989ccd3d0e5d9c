"""The tables of a release: copied out of a build, column by column of the allow-list, and hashed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from pipelines.releases.allow_list import SCHEMA, PublicTable
from pipelines.warehouse.builds import reading

STORAGE_VERSION = "v1.5.0"
"""DuckDB's file format of releases: older clients can open it (stack.md, section 5)."""

CALENDAR = "rounds"
"""The one table with a `round_id` that is released whole: the rounds to come are announced."""


@contextmanager
def copying(source: Path, target: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a file read-only as `plan` and a new one as `release`, which is written out whole at the end."""
    with reading(source) as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute(f"attach {literal(str(target))} as release (storage_version '{STORAGE_VERSION}')")
        connection.execute("begin")
        connection.execute(f"create schema if not exists release.{SCHEMA}")
        yield connection
        connection.execute("commit")
        connection.execute("detach release")


def copy_tables(
    connection: duckdb.DuckDBPyConnection, tables: list[PublicTable], round_id: str
) -> dict[str, dict[str, Any]]:
    """Copy tables up to a round; return each one's number of rows and the hash of its sorted rows."""
    return {table.name: _copy_table(connection, table, round_id) for table in tables}


def content_of(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, Any]:
    """Return the number of rows of a table of the release, and the SHA-256 of its sorted rows."""
    ((row_count, sha256),) = connection.execute(
        "select count(*), sha256(coalesce(string_agg(line, chr(10) order by line), '')) "
        f'from (select to_json(t)::varchar as line from release.{SCHEMA}."{table}" as t)'
    ).fetchall()
    return {"row_count": row_count, "sha256": sha256}


def describe(connection: duckdb.DuckDBPyConnection, table: PublicTable) -> None:
    """Write what a table and its columns mean into the release's file."""
    name = f'release.{SCHEMA}."{table.name}"'
    connection.execute(f"comment on table {name} is {literal(table.description)}")
    for column, declared in table.columns.items():
        connection.execute(f'comment on column {name}."{column}" is {literal(declared.description)}')


def codes_of(connection: duckdb.DuckDBPyConnection, vocabulary: str) -> list[str]:
    """Return the codes of a vocabulary of the build, in their order."""
    rows = connection.execute(f'select code from plan.vocabulary."{vocabulary}" order by position').fetchall()
    return [row[0] for row in rows]


def literal(text: str) -> str:
    """Return a text as SQL has it, where no parameter can stand."""
    return "'" + text.replace("'", "''") + "'"


def _copy_table(connection: duckdb.DuckDBPyConnection, table: PublicTable, round_id: str) -> dict[str, Any]:
    columns = ", ".join(f'"{column}"' for column in table.columns)
    by_round = "round_id" in table.columns and table.name != CALENDAR
    connection.execute(
        f'create table release.{SCHEMA}."{table.name}" as select {columns} from plan.{SCHEMA}."{table.name}" '
        f"where {'round_id <= $round_id' if by_round else '$round_id is not null'} order by all",
        {"round_id": round_id},
    )
    describe(connection, table)
    return content_of(connection, table.name)

"""The tables of a release: copied out of a build, column by column of the allow-list, and hashed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contracts.languages import languages_of
from pipelines.releases.allow_list import SCHEMA, PublicTable
from pipelines.warehouse.builds import BLOCK_BYTES, reading

STORAGE_VERSION = "v1.4.0"
"""DuckDB's file format of releases, which clients since 1.4 can open."""

CALENDAR = "rounds"
"""The one table with a `round_id` that is released whole: the rounds to come are announced."""


@contextmanager
def copying(source: Path, target: Path, earlier: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a build as `plan` and a new file as `release`, which is written out whole at the end.

    The file of an `earlier` release is open under that name; both are read-only.
    """
    with reading(source) as connection:
        if earlier:
            connection.execute(f"attach {literal(str(earlier))} as earlier (read_only)")
        connection.execute("set timezone = 'UTC'")
        connection.execute(
            f"attach {literal(str(target))} as release "
            f"(storage_version '{STORAGE_VERSION}', block_size {BLOCK_BYTES})"
        )
        connection.execute("begin")
        connection.execute(f"create schema if not exists release.{SCHEMA}")
        yield connection
        connection.execute("commit")
        connection.execute("detach release")


def copy_tables(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[PublicTable], rounds: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """Copy tables as far as they are of `rounds`; return each one's number of rows and hash of sorted rows.

    The rows of a round stand together, in the order in which the rounds are given. What is in a language that
    the plan does not speak, though it once did, is left empty.
    """
    ((said,),) = connection.execute(f"select languages from plan.{SCHEMA}.plan").fetchall()
    languages = languages_of(said)
    return {table.name: _copy_table(connection, table, rounds, languages) for table in tables}


def content_of(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return the number of rows of a query, and the SHA-256 of its sorted rows."""
    ((row_count, sha256),) = connection.execute(
        "select count(*), sha256(coalesce(string_agg(line, chr(10) order by line), '')) "
        f"from (select to_json(t)::varchar as line from ({query}) as t)",
        parameters or {},
    ).fetchall()
    return {"row_count": row_count, "sha256": sha256}


def columns_of(table: PublicTable) -> str:
    """Return the columns of a table as a query lists them."""
    return ", ".join(f'"{column}"' for column in table.columns)


def is_by_round(table: PublicTable) -> bool:
    """Say whether the rows of a table belong each to a round, and come out with it."""
    return "round_id" in table.columns and table.name != CALENDAR


def describe(connection: duckdb.DuckDBPyConnection, table: PublicTable) -> None:
    """Write what a table and its columns mean into the release's file."""
    name = f'release.{SCHEMA}."{table.name}"'
    connection.execute(f"comment on table {name} is {literal(table.description)}")
    for column, declared in table.columns.items():
        connection.execute(f'comment on column {name}."{column}" is {literal(declared.description)}')


def codes_of(connection: duckdb.DuckDBPyConnection, vocabulary: str) -> list[str]:
    """Return the codes of a vocabulary of a build, in order: of a seed or a part of it (`codes.stage`)."""
    seed, _, name = vocabulary.partition(".")
    only = f"where vocabulary = {literal(name)}" if name else ""
    rows = connection.execute(
        f'select code from plan.vocabulary."{seed}" {only} order by position'
    ).fetchall()
    return [row[0] for row in rows]


def literal(text: str) -> str:
    """Return a text as SQL has it, where no parameter can stand."""
    return "'" + text.replace("'", "''") + "'"


def _copy_table(
    connection: duckdb.DuckDBPyConnection,
    table: PublicTable,
    rounds: Sequence[str],
    languages: tuple[str, ...],
) -> dict[str, Any]:
    released, columns = f'release.{SCHEMA}."{table.name}"', columns_of(table)
    spoken = table.in_languages(languages).columns
    values = ", ".join(
        f'"{name}"' if name in spoken else f'null::{declared.type} as "{name}"'
        for name, declared in table.columns.items()
    )
    rows = f'create table {released} as select {values} from plan.{SCHEMA}."{table.name}"'
    if is_by_round(table):
        place = "list_position($rounds, round_id)"
        query = f"{rows} where {place} is not null order by {place}, {columns}"
        connection.execute(query, {"rounds": list(rounds)})
    else:
        first = "position, " if table.name == CALENDAR else ""
        connection.execute(f"{rows} order by {first}{columns}")
    describe(connection, table)
    return content_of(connection, f"from {released}")

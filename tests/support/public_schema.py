"""The tables of a release, made as dbt's contract and the release's own tables declare them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import duckdb

from pipelines.releases.allow_list import public_tables
from pipelines.releases.own_tables import OWN_TABLES
from pipelines.warehouse.models import prepare_manifest

Columns = Mapping[str, str]
"""The columns of each table, in the order in which a test writes their values."""


@cache
def declared() -> dict[str, dict[str, str]]:
    """Return each table that a release may have, with its columns and their types."""
    tables = [*public_tables(prepare_manifest()), *OWN_TABLES]
    return {table.name: {name: each.type for name, each in table.columns.items()} for table in tables}


def create_tables(connection: duckdb.DuckDBPyConnection, columns: Columns) -> None:
    """Make tables; AssertionError where a test would fill other columns than the contract declares."""
    connection.execute("create schema if not exists public")
    for table, names in columns.items():
        types = declared()[table]
        assert types.keys() == set(names.split()), f"{table}: {types.keys() ^ set(names.split())}"
        connection.execute(f"create table public.{table}({', '.join(f'{n} {t}' for n, t in types.items())})")


def insert(
    connection: duckdb.DuckDBPyConnection,
    columns: Columns,
    table: str,
    rows: Iterable[Sequence[object]],
) -> None:
    """Add rows to a table that `create_tables` made, by the names of its columns."""
    rows = list(rows)
    places = ", ".join(f"({', '.join('?' * len(row))})" for row in rows)
    names = ", ".join(columns[table].split())
    values = [value for row in rows for value in row]
    connection.execute(f"insert into public.{table} ({names}) values {places}", values)

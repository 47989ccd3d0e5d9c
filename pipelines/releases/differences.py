"""What differs between two releases: each value that changed, each row that went, each that came too late.

A row of a round that the earlier release did not have yet is news, and so is a new row of a table that knows
no rounds; everything else that differs is a difference, and has to be explained.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb

from pipelines.releases.allow_list import SCHEMA, PublicTable
from pipelines.releases.tables import is_by_round

WHOLE_ROW = "*"


@dataclass(frozen=True)
class Difference:
    """One value that is not what it was; of a whole row, `was` or `now` says that there is one."""

    table: str
    row_key: str
    column: str
    round_id: str | None
    action_id: str | None
    was: str | None
    now: str | None


def differences(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[PublicTable], earlier_rounds: Sequence[str]
) -> Iterator[Difference]:
    """Yield what differs between the attached databases `earlier`, which has the rounds named, and `release`.

    Tables and columns that only one of them has are news of the software, not of the plan.
    """
    there = {
        (table, column)
        for table, column in connection.execute(
            "select table_name, column_name from duckdb_columns() "
            "where database_name = 'earlier' and schema_name = $schema",
            {"schema": SCHEMA},
        ).fetchall()
    }
    for table in tables:
        if table.primary_key and (table.name, table.primary_key[0]) in there:
            columns = [name for name in table.columns if (table.name, name) in there]
            for row in connection.execute(
                _query(table, columns), _parameters(table, earlier_rounds)
            ).fetchall():
                yield Difference(table.name, *row)


def _query(table: PublicTable, columns: Sequence[str]) -> str:
    name, key = table.name, table.primary_key
    joined = " and ".join(f'was."{column}" is not distinct from now."{column}"' for column in key)
    changed = [column for column in columns if column not in key]
    values = [
        f"select {_place(table, 'now', columns)}, '{column}', "
        f'was."{column}"::varchar, now."{column}"::varchar '
        f'from earlier.{SCHEMA}."{name}" as was inner join release.{SCHEMA}."{name}" as now on {joined} '
        f'where was."{column}" is distinct from now."{column}"'
        for column in changed
    ]
    gone = (
        f"select {_place(table, 'was', columns)}, '{WHOLE_ROW}', '{WHOLE_ROW}', null "
        f'from earlier.{SCHEMA}."{name}" as was anti join release.{SCHEMA}."{name}" as now on {joined}'
    )
    parts = [*values, gone]
    if is_by_round(table):
        parts.append(
            f"select {_place(table, 'now', columns)}, '{WHOLE_ROW}', null, '{WHOLE_ROW}' "
            f'from release.{SCHEMA}."{name}" as now anti join earlier.{SCHEMA}."{name}" as was on {joined} '
            "where list_contains($earlier_rounds, now.round_id)"
        )
    place = "list_position($earlier_rounds, round_id), " if is_by_round(table) else ""
    return (
        "select row_key, column_name, round_id, action_id, was, now from ("
        + " union all ".join(parts)
        + f") as t(row_key, round_id, action_id, column_name, was, now) order by {place}row_key, column_name"
    )


def _place(table: PublicTable, side: str, columns: Sequence[str]) -> str:
    """Return the key of a row in words, its round and its action, as far as the table knows them."""
    key = " || ';' || ".join(
        f"'{column}=' || coalesce({side}.\"{column}\"::varchar, '')" for column in table.primary_key
    )
    round_id = f"{side}.round_id" if is_by_round(table) else "null::varchar"
    action_id = f"{side}.action_id" if "action_id" in columns else "null::varchar"
    return f"{key}, {round_id}, {action_id}"


def _parameters(table: PublicTable, earlier_rounds: Sequence[str]) -> dict[str, list[str]]:
    return {"earlier_rounds": list(earlier_rounds)} if is_by_round(table) else {}

"""Whether a release names a round that is not signed off: asked of every row, of what was signed alone.

Nothing here knows the order of rounds, or how the tables were made (criterion P2; design, section 7).
"""

from collections.abc import Collection
from pathlib import Path

from pipelines.locale import N_, translated
from pipelines.releases.allow_list import SCHEMA
from pipelines.releases.tables import CALENDAR
from pipelines.warehouse.builds import reading

ROUND_OF = {
    "round_id": '"{}"',
    "release_id": "regexp_replace(\"{}\", '-r[0-9]+$', '')",
}
"""How a column whose name ends so says a round."""

_ROWS = N_("table {table} has rows of round {round} ({count})")
_UNSIGNED = N_("{rows}, and that is not signed off")


def unsigned_problem(file: Path, signed: Collection[str]) -> str | None:
    """Return what is wrong if a row of a release's database is of a round that is not in `signed`.

    Asked of each column of each table that names a round or a release; the calendar alone announces rounds to
    come.
    """
    with reading(file) as connection:
        columns = connection.execute(
            "select table_name, column_name from duckdb_columns() "
            "where schema_name = $schema and table_name <> $calendar order by table_name, column_index",
            {"schema": SCHEMA, "calendar": CALENDAR},
        ).fetchall()
        found = [
            translated(_ROWS, count=count, table=table, round=round_id)
            for table, column in columns
            for ending, said in ROUND_OF.items()
            if column.endswith(ending)
            for round_id, count in connection.execute(
                f'select {said.format(column)} as named, count(*) as named_count from {SCHEMA}."{table}" '
                "where not list_contains($signed, named) group by named order by named_count desc",
                {"signed": list(signed)},
            ).fetchall()
        ]
    return translated(_UNSIGNED, rows="; ".join(found)) if found else None

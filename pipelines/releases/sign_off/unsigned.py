"""Whether a release names a round that is not signed off: asked of every row, of what was signed alone.

Nothing here knows the order of rounds, or how the tables were made (criterion P2; design, section 7).
"""

from collections.abc import Collection
from pathlib import Path

from pipelines.releases.allow_list import SCHEMA
from pipelines.releases.tables import CALENDAR
from pipelines.warehouse.builds import reading


def unsigned_problem(file: Path, signed: Collection[str]) -> str | None:
    """Return what is wrong if a row of a release's database is of a round that is not in `signed`.

    Asked of each column of each table that names a round; the calendar alone announces rounds to come.
    """
    with reading(file) as connection:
        columns = connection.execute(
            "select table_name, column_name from duckdb_columns() where schema_name = $schema "
            "and ends_with(column_name, 'round_id') and table_name <> $calendar order by all",
            {"schema": SCHEMA, "calendar": CALENDAR},
        ).fetchall()
        found = [
            f"{count} rows of table {table} are of round {round_id}"
            for table, column in columns
            for round_id, count in connection.execute(
                f'select "{column}", count(*) from {SCHEMA}."{table}" '
                f'where not list_contains($signed, "{column}") group by 1 order by 2 desc',
                {"signed": sorted(signed)},
            ).fetchall()
        ]
    return f"{'; '.join(found)}, and that is not signed off" if found else None

"""The tables that a release carries about itself."""

from datetime import UTC, date, datetime, timedelta, timezone

import duckdb
import pytest

from pipelines.releases.allow_list import PublicTable
from pipelines.releases.own_tables import OWN_TABLES, RELEASE, SIGN_OFFS, write_table

LATE = datetime(2025, 7, 1, 0, 30, 15, 999_999, tzinfo=timezone(timedelta(hours=1)))
ROW = {
    "release_id": "2025-06-r2",
    "round_id": "2025-06",
    "revision": "2",
    "as_of": date(2025, 6, 30),
    "built_at": LATE,
    "published_at": LATE.astimezone(UTC),
    "is_signed_off": True,
    "more": "what no column is for",
}


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    made.execute("set timezone = 'Asia/Tokyo'; attach ':memory:' as release; create schema release.public")
    return made


@pytest.mark.parametrize("table", OWN_TABLES, ids=lambda table: table.name)
def test_a_column_says_when_it_is_null_where_it_can_be_and_only_there(table: PublicTable) -> None:
    optional = [name for name, column in table.columns.items() if not column.is_required]

    assert [name for name, column in table.columns.items() if "null" in column.description] == optional
    assert not set(table.primary_key) & set(optional)


def test_a_row_is_written_in_its_types_and_its_times_in_whole_seconds_of_utc(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    write_table(connection, RELEASE, [ROW])

    at = datetime.fromisoformat("2025-06-30T23:30:15")
    assert connection.execute("from release.public.release").fetchall() == [
        ("2025-06-r2", "2025-06", 2, date(2025, 6, 30), at, at, None, None, True)
    ]


def test_a_table_without_a_row_is_there_with_its_columns_and_says_what_they_are(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    write_table(connection, SIGN_OFFS, [])

    assert connection.execute("from release.public.sign_offs").fetchall() == []
    assert connection.execute(
        "select column_name, lower(data_type), comment from duckdb_columns() where table_name = 'sign_offs' "
        "order by column_index"
    ).fetchall() == [(name, column.type, column.description) for name, column in SIGN_OFFS.columns.items()]

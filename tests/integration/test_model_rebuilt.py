"""A round that is signed off stays as it is, whatever arrives later and whenever it is built again."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.reference.random_plan import AS_OF, ROUND_COUNT, STARTS_ON, RandomPlan
from tests.support.plan_rows import PlanRows, monthly_rounds

ROUNDS = monthly_rounds(STARTS_ON, ROUND_COUNT)
MODELS_ONLY = ["--exclude", "resource_type:unit_test", "resource_type:test"]
ROUND_KEYED = """
    select table_schema || '.' || table_name from information_schema.columns
    where column_name = 'round_id' and table_schema in ('review', 'public') order by all
"""
Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def plan() -> PlanRows:
    return RandomPlan(seed=7, action_count=60).tell()


@pytest.fixture(scope="module")
def today(plan: PlanRows, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with plan.build(tmp_path_factory.mktemp("today") / "plan.duckdb", AS_OF, MODELS_ONLY) as connection:
        yield connection


def signed_off(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute("select round_id from review.dim_rounds where state = 'signed_off'").fetchall()
    return [round_id for (round_id,) in rows]


def rows_of(connection: duckdb.DuckDBPyConnection, rounds: list[str]) -> Rows:
    """Return what every round-keyed table of the marts holds of some rounds."""
    tables = [table for (table,) in connection.execute(ROUND_KEYED).fetchall()]
    return {
        table: connection.execute(
            f"from {table} where list_contains(?, round_id) order by all", [rounds]
        ).fetchall()
        for table in tables
    }


def changed(then: Rows, now: Rows) -> dict[str, tuple[set[object], set[object]]]:
    """Return, by table, the rows that only the earlier and only the later build holds."""
    differing = [table for table in then if then[table] != now[table]]
    return {
        table: (set(then[table]) - set(now[table]), set(now[table]) - set(then[table])) for table in differing
    }


@pytest.mark.parametrize("one", ROUNDS[1:-1:3], ids=lambda one: one["round_id"])
def test_signed_off_rounds_are_today_as_they_were_when_signed_off(
    one: dict[str, date], plan: PlanRows, today: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    day_after_review = one["closes_on"] + timedelta(days=5)
    moment = datetime(day_after_review.year, day_after_review.month, day_after_review.day, tzinfo=UTC)
    with plan.build(tmp_path / "plan.duckdb", moment, MODELS_ONLY) as connection:
        rounds = signed_off(connection)
        then = rows_of(connection, rounds)

    assert len(then["review.fct_action_rounds"]) == 60 * len(rounds)
    assert changed(then, rows_of(today, rounds)) == {}


def test_another_run_moves_no_clock(plan: PlanRows, today: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    closed = [one["round_id"] for one in ROUNDS[:-1]]
    with plan.build(tmp_path / "plan.duckdb", datetime(2026, 7, 1, tzinfo=UTC), MODELS_ONLY) as connection:
        a_year_later = rows_of(connection, closed)

    assert changed(rows_of(today, closed), a_year_later) == {}

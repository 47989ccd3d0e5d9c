"""A round that is signed off stays as it is, whatever arrives later and whenever it is built again."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from tests.reference.random_plan import AS_OF, RandomPlan
from tests.support.plan_rows import PlanRows, monthly_rounds

TABLES = {
    "public.action_rounds": "round_id, action_id",
    "public.action_views": "round_id, action_id, party_id, is_agreed",
    "public.theme_rounds": "round_id, theme_id",
    "public.plan_rounds": "round_id",
    "public.milestone_rounds": "round_id, milestone_id",
    "review.fct_action_rounds": "round_id, action_id",
    "review.fct_data_issues": "all",
    "review.fct_headline_reasons": "round_id, action_id",
    "review.fct_milestones": "round_id, milestone_id",
    "review.fct_partner_rounds": "round_id, partner_id",
    "review.fct_plan_rounds": "round_id",
    "review.fct_theme_rounds": "round_id, theme_id",
    "review.fct_views": "round_id, action_id, party_id, statement_number",
}
MOMENTS = (datetime(2024, 9, 30, 12, tzinfo=UTC), datetime(2025, 1, 2, tzinfo=UTC))


@pytest.fixture(scope="module")
def plan() -> PlanRows:
    return RandomPlan(seed=7, action_count=60).tell()


def signed_off(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute("select round_id from review.dim_rounds where state = 'signed_off'").fetchall()
    return [round_id for (round_id,) in rows]


def rows_of(connection: duckdb.DuckDBPyConnection, rounds: list[str]) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: connection.execute(
            f"select * from {table} where list_contains(?, round_id) order by {key}", [rounds]
        ).fetchall()
        for table, key in TABLES.items()
    }


@pytest.fixture(scope="module")
def today(plan: PlanRows, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with plan.build(tmp_path_factory.mktemp("today") / "plan.duckdb", AS_OF) as connection:
        yield connection


@pytest.mark.parametrize("moment", MOMENTS, ids=[f"{moment:%Y-%m-%d}" for moment in MOMENTS])
def test_signed_off_rounds_are_today_as_they_were_then(
    plan: PlanRows, today: duckdb.DuckDBPyConnection, moment: datetime, tmp_path: Path
) -> None:
    with plan.build(tmp_path / "plan.duckdb", moment) as connection:
        rounds = signed_off(connection)
        then = rows_of(connection, rounds)

    assert len(rounds) >= 2
    assert all(then.values())
    assert rows_of(today, rounds) == then


def test_another_run_moves_no_clock(plan: PlanRows, today: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    closed = [one["round_id"] for one in monthly_rounds(date(2024, 6, 1), 13)]
    with plan.build(tmp_path / "plan.duckdb", datetime(2026, 7, 1, tzinfo=UTC)) as connection:
        a_year_later = rows_of(connection, closed)

    assert a_year_later == rows_of(today, closed)

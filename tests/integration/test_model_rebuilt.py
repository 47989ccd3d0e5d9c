"""A round that is signed off stays as it is, whatever arrives later and whenever it is built again."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.reference.random_plan import AS_OF, ROUND_COUNT, STARTS_ON, RandomPlan
from tests.support.plan_rows import PlanRows, monthly_rounds

ROUNDS = monthly_rounds(STARTS_ON, ROUND_COUNT)
MODELS_ONLY = ["--exclude", "resource_type:test"]
ROUND_KEYED = """
    select table_schema || '.' || table_name from information_schema.columns
    where column_name = 'round_id' and table_schema in ('review', 'public') order by all
"""
ON_TRACK = {"stage": "in_progress", "rating": "on_track", "what_happened": "The lease was signed."}
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


def test_a_later_load_of_the_register_counts_from_the_next_round_on(tmp_path: Path) -> None:
    rounds = monthly_rounds(date(2025, 1, 1), 3)
    plan, file = PlanRows(), tmp_path / "plan.duckdb"

    def load(at: datetime, theme_id: str, title: str, due_on: date, ageing_after_days: int) -> None:
        action = {"action_id": "A01", "theme_id": theme_id, "title_en": title, "lead_partner_id": "council"}
        step = {"milestone_id": "A01-M1", "action_id": "A01", "position": 1}
        step |= {"title_en": title, "due_on": due_on}
        receipt_id = plan.load_register(
            at, [action], rounds, [step], {"ageing_after_days": ageing_after_days}
        )
        plan.add("themes", receipt_id, {"theme_id": "t2", "position": 2, "name_en": "Two", "name_cy": "Dau"})

    def built(at: datetime) -> duckdb.DuckDBPyConnection:
        return plan.build(file, at, MODELS_ONLY)

    load(datetime(2024, 12, 1, tzinfo=UTC), "t1", "Repiar the hall", date(2025, 3, 31), 65)
    plan.report("council", "2025-01", datetime(2025, 1, 10, tzinfo=UTC), {"action_id": "A01", **ON_TRACK})
    plan.decide("sign_off", datetime(2025, 1, 28, tzinfo=UTC), round_id="2025-01", role="chair")
    with built(datetime(2025, 1, 29, tzinfo=UTC)) as connection:
        then = rows_of(connection, ["2025-01"])

    load(datetime(2025, 2, 3, tzinfo=UTC), "t2", "Repair the hall", date(2025, 5, 31), 20)
    with built(datetime(2025, 3, 2, tzinfo=UTC)) as connection:
        assert changed(then, rows_of(connection, ["2025-01"])) == {}
        marks = "select theme_id, freshness from public.action_rounds order by round_id"
        assert connection.execute(marks).fetchall()[:2] == [("t1", "confirmed"), ("t2", "overdue")]
        steps = "select title_en, due_on, original_due_on, due_moved_count from public.milestone_rounds "
        assert connection.execute(f"{steps} order by round_id").fetchall()[:2] == [
            ("Repiar the hall", date(2025, 3, 31), date(2025, 3, 31), 0),
            ("Repair the hall", date(2025, 5, 31), date(2025, 3, 31), 1),
        ]

"""The steering group's tables: partners' rounds, promised news, data issues, reasons, metrics."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import duckdb
import pytest

from tests.support.plan_rows import PlanRows, monthly_rounds


def at(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2025, month, day, hour, tzinfo=UTC)


def doing(action_id: str, rating: str = "on_track", **more: Any) -> dict[str, Any]:
    return {"action_id": action_id, "stage": "in_progress", "rating": rating} | more


ROUNDS = monthly_rounds(date(2025, 1, 1), 5)
MILESTONES = [
    {
        "milestone_id": f"A01-M{number}",
        "action_id": "A01",
        "position": number,
        "due_on": date(2025, number, 15),
    }
    for number in (1, 2, 3)
]


def tell() -> PlanRows:
    plan = PlanRows()
    actions = [
        {"action_id": "A01", "lead_partner_id": "council", "supporting_partner_ids": "police"},
        {"action_id": "A02", "lead_partner_id": "police"},
        {"action_id": "A03"},
    ]
    finishes = [{**action, "planned_finish": date(2026, 12, 31)} for action in actions]
    plan.load_register(datetime(2024, 12, 20, tzinfo=UTC), finishes, ROUNDS, MILESTONES)

    first = plan.report(
        "council", "2025-01", at(1, 10), doing("A01", what_happened="We met.", next_news_by=date(2025, 2, 14))
    )
    done, cancelled = {"state": "done", "done_on": date(2025, 1, 14)}, {"state": "cancelled"}
    plan.add("milestone_updates", first, {"milestone_id": "A01-M1"} | done)
    plan.report("police", "2025-01", at(1, 22), doing("A02", next_news_by=date(2025, 2, 20)))

    again = doing("A01", "at_risk", what_happened="We met.", forecast_finish=date(2027, 1, 15))
    second = plan.report("council", "2025-02", at(2, 14, 20), again | {"next_news_by": date(2025, 3, 20)})
    plan.add("milestone_updates", second, {"milestone_id": "A01-M3"} | cancelled)
    plan.decide("agree_date", at(2, 27), action_id="A01", round_id="2025-02", agreed_finish=date(2027, 1, 31),
                reason="The lease", decided_on=date(2025, 2, 26))  # fmt: skip

    plan.report("police", "2025-03", at(3, 5), doing("A02", next_news_by=date(2025, 4, 30)))
    plan.report("council", "2025-03", at(3, 21), {"action_id": "A01", "stage": "complete"})
    second_view = doing("A02", "delayed", round_id="2025-03", words="Nobody came.")
    plan.decide("second_view", at(3, 27), **second_view)
    plan.decide("hold", at(3, 28), action_id="A02")
    return plan


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    file = tmp_path_factory.mktemp("marts") / "plan.duckdb"
    with tell().build(file, at(4, 10)) as connection:
        yield connection


def fetch(built: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return built.execute(query).fetchall()


@pytest.mark.parametrize(
    ("action_id", "changes"),
    [
        ("A01", [None, "worse", "better", "same"]),
        ("A02", [None, "same", "worse", "same"]),
        ("A03", [None, "same", "same", "same"]),
    ],
)
def test_each_round_says_how_the_headline_changed(
    built: duckdb.DuckDBPyConnection, action_id: str, changes: list[str | None]
) -> None:
    rows = fetch(
        built,
        f"select change from review.fct_action_rounds where action_id = '{action_id}' order by round_id",
    )

    assert [change for (change,) in rows] == changes


def test_time_in_stage_runs_from_the_day_it_was_first_stated(built: duckdb.DuckDBPyConnection) -> None:
    rows = fetch(
        built,
        "select stage_since_on, days_in_stage from review.fct_action_rounds "
        "where action_id = 'A01' order by round_id",
    )

    assert rows == [
        (date(2025, 1, 10), 15), (date(2025, 1, 10), 46), (date(2025, 3, 21), 4), (date(2025, 3, 21), 20),
    ]  # fmt: skip


def test_a_promise_of_news_is_kept_late_missed_or_open(built: duckdb.DuckDBPyConnection) -> None:
    promises = fetch(
        built,
        "select action_id, promised_by, heard_on, outcome from review.fct_promised_news "
        "order by action_id, promised_by",
    )

    assert promises == [
        ("A01", date(2025, 2, 14), date(2025, 2, 14), "kept"),
        ("A01", date(2025, 3, 20), date(2025, 3, 21), "late"),
        ("A02", date(2025, 2, 20), date(2025, 3, 5), "late"),
        ("A02", date(2025, 4, 30), None, "open"),
    ]


def test_a_partner_is_expected_returned_on_time_or_late(built: duckdb.DuckDBPyConnection) -> None:
    rounds = fetch(
        built,
        "select partner_id, round_id, is_expected, is_returned, is_on_time, is_late "
        "from review.fct_partner_rounds where round_id in ('2025-01', '2025-02') order by all",
    )

    assert rounds == [
        ("charity", "2025-01", False, False, False, False),
        ("charity", "2025-02", False, False, False, False),
        ("council", "2025-01", True, True, True, False),
        ("council", "2025-02", True, True, True, False),
        ("police", "2025-01", True, True, False, True),
        ("police", "2025-02", True, False, False, False),
    ]


def test_a_roll_up_stands_beside_its_coverage(built: duckdb.DuckDBPyConnection) -> None:
    rounds = fetch(
        built,
        "select round_id, action_count, confirmed_count, expected_count, returned_count, milestone_count, "
        "milestone_done_count, milestone_cancelled_count, milestone_due_count, news_due_count, "
        "news_kept_count "
        "from public.plan_rounds order by round_id",
    )

    assert rounds == [
        ("2025-01", 3, 2, 2, 2, 3, 1, 0, 1, 0, 0),
        ("2025-02", 3, 1, 2, 1, 2, 1, 1, 2, 2, 1),
        ("2025-03", 3, 2, 2, 2, 2, 1, 1, 2, 1, 0),
        ("2025-04", 3, 0, 2, 0, 2, 1, 1, 2, 0, 0),
    ]


def test_what_contradicts_itself_is_an_issue_and_stops_nothing(built: duckdb.DuckDBPyConnection) -> None:
    issues = fetch(
        built,
        "select distinct issue, action_id from review.fct_data_issues order by all",
    )

    assert issues == [
        ("complete_with_open_milestones", "A01"),
        ("complete_without_date", "A01"),
        ("complete_without_evidence", "A01"),
        ("milestone_cancelled_without_reason", "A01"),
        ("milestone_done_in_the_future", "A01"),
        ("reason_missing", "A01"),
        ("words_repeated", "A01"),
    ]


def test_words_that_are_held_stay_back_and_the_headline_stands(built: duckdb.DuckDBPyConnection) -> None:
    views = fetch(
        built,
        "select party_id, rating, words from public.action_views "
        "where action_id = 'A02' and round_id = '2025-03' order by party_id",
    )
    headlines = fetch(
        built,
        "select headline from public.action_rounds where action_id = 'A02' and round_id = '2025-03'",
    )

    assert views == [("police", "on_track", None), ("steering-group", "delayed", None)]
    assert headlines == [("seen_differently",)]


def test_a_headline_names_its_rule_and_the_submissions_behind_it(built: duckdb.DuckDBPyConnection) -> None:
    reasons = fetch(
        built,
        "select headline_rule, agreed_party_id, contesting_party_ids, confirmed_on, agreed_receipt_id = "
        "confirmed_receipt_id from review.fct_headline_reasons "
        "where action_id = 'A02' and round_id = '2025-03'",
    )

    assert reasons == [("2_views_differ", "police", "steering-group", date(2025, 3, 5), True)]


def test_an_empty_deployment_builds(tmp_path_factory: pytest.TempPathFactory) -> None:
    with PlanRows().build(tmp_path_factory.mktemp("empty") / "plan.duckdb", at(4, 10)) as connection:
        assert fetch(connection, "select count(*) from public.action_rounds") == [(0,)]
        assert fetch(connection, "select count(*) > 0 from public.definitions") == [(True,)]

"""What becomes of an action through the rounds: one small plan, one story per action, built once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import duckdb
import pytest

from tests.support.keys import doubled
from tests.support.plan_rows import PlanRows, monthly_rounds

STORIES = (
    "nobody_reports", "only_a_supporter", "only_a_second_view", "second_view_then_first_report",
    "disputed_then_silent", "settled", "settled_then_no_change", "lead_adopts_then_improves",
    "supporter_then_lead_worsens", "supporter_after_lead", "handed_over", "supporter_becomes_lead",
    "let_in_late", "late", "corrected",
    "stopped_then_reopened", "finish_moved", "forecast_kept", "complete_then_silent", "joined",
    "decided_after_sign_off", "not_its_action", "steering_changes_its_mind",
)  # fmt: skip


def at(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2025, month, day, hour, tzinfo=UTC)


def doing(story: str, rating: str = "on_track", **more: Any) -> dict[str, Any]:
    return {"action_id": story, "stage": "in_progress", "rating": rating, "what_happened": rating} | more


def no_change(story: str) -> dict[str, Any]:
    return {"action_id": story, "no_change": True}


def second_view(plan: PlanRows, story: str, month: int, rating: str, **more: Any) -> None:
    view = {
        "action_id": story,
        "stage": "in_progress",
        "rating": rating,
        "round_id": f"2025-{month:02}",
    } | more
    plan.decide("second_view", at(month, 27), **view)


def settle(plan: PlanRows, story: str, month: int, rating: str, **more: Any) -> None:
    view = {
        "action_id": story,
        "stage": "in_progress",
        "rating": rating,
        "round_id": f"2025-{month:02}",
    } | more
    plan.decide("settle", at(month, 27, 13), **view)


def register(plan: PlanRows, received_at: datetime, **changes: dict[str, Any]) -> None:
    actions = [
        {"action_id": story, "lead_partner_id": "council", "supporting_partner_ids": "police",
         "planned_finish": date(2026, 12, 31)} | changes.get(story, {})
        for story in STORIES
    ]  # fmt: skip
    milestones = [{"milestone_id": "M1", "action_id": "settled", "position": 1, "due_on": date(2025, 3, 31)}]
    plan.load_register(received_at, actions, monthly_rounds(date(2025, 1, 1), 7), milestones)


def tell(plan: PlanRows) -> None:
    """Play the stories, month by month."""
    register(plan, datetime(2024, 12, 20, tzinfo=UTC))
    silent = {"nobody_reports", "only_a_supporter", "only_a_second_view", "second_view_then_first_report",
              "let_in_late", "late", "not_its_action"}  # fmt: skip
    plan.report(
        "council", "2025-01", at(1, 10),
        *[doing(story) for story in STORIES if story not in silent | {"corrected", "forecast_kept"}],
        doing("corrected", "delayed"),
        doing("forecast_kept", forecast_finish=date(2027, 2, 1)),
    )  # fmt: skip
    plan.report("council", "2025-01", at(1, 12), doing("corrected"))
    plan.report(
        "police", "2025-01", at(1, 11), doing("only_a_supporter"), doing("supporter_then_lead_worsens")
    )
    plan.report("charity", "2025-01", at(1, 13), doing("not_its_action"))
    plan.report("council", "2025-01", at(1, 26), doing("late"))
    late = plan.report("council", "2025-01", at(1, 26, 15), doing("let_in_late"))
    plan.decide("accept_late", at(1, 27), round_id="2025-01", subject_receipt_id=late)
    for story in ("only_a_second_view", "second_view_then_first_report", "disputed_then_silent", "settled",
                  "settled_then_no_change", "lead_adopts_then_improves"):  # fmt: skip
        second_view(plan, story, 1, "delayed")

    plan.report("police", "2025-02", at(2, 2), doing("supporter_becomes_lead", "delayed"))
    register(
        plan, at(2, 3),
        handed_over={"lead_partner_id": "charity"},
        supporter_becomes_lead={"lead_partner_id": "police", "supporting_partner_ids": "council"},
        joined={"joined_to": "settled"},
    )  # fmt: skip
    plan.report("police", "2025-02", at(2, 13), doing("supporter_becomes_lead", "at_risk"))
    plan.report(
        "council", "2025-02", at(2, 10),
        doing("second_view_then_first_report"),
        doing("lead_adopts_then_improves", "delayed"),
        doing("supporter_then_lead_worsens", "delayed"),
        {"action_id": "stopped_then_reopened", "stage": "stopped", "reason": "No money"},
        {"action_id": "complete_then_silent", "stage": "complete", "completed_on": date(2025, 2, 7)},
        doing("forecast_kept"),
    )  # fmt: skip
    plan.report("police", "2025-02", at(2, 12), doing("supporter_after_lead", "at_risk"))
    for story in ("settled", "settled_then_no_change", "steering_changes_its_mind"):
        settle(plan, story, 2, "at_risk", words="We looked at it together.")
    plan.decide("agree_date", at(2, 27), action_id="finish_moved", round_id="2025-02",
                agreed_finish=date(2027, 3, 31), reason="A lease", decided_on=date(2025, 2, 26))  # fmt: skip
    plan.decide("sign_off", at(2, 28), round_id="2025-02")
    plan.decide("settle", at(3, 2), **doing("decided_after_sign_off", "at_risk"), round_id="2025-02")

    improved = [doing("stopped_then_reopened"), doing("lead_adopts_then_improves")]
    plan.report("council", "2025-03", at(3, 10), no_change("settled_then_no_change"), *improved)
    plan.report("charity", "2025-03", at(3, 11), doing("handed_over", "at_risk"))
    second_view(plan, "steering_changes_its_mind", 3, "delayed")

    plan.report("council", "2025-04", at(4, 10), doing("settled_then_no_change"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    plan = PlanRows()
    tell(plan)
    with plan.build(tmp_path_factory.mktemp("history") / "plan.duckdb", at(6, 30)) as connection:
        yield connection


def test_no_model_of_a_plan_that_was_changed_has_two_rows_of_one_key(
    built: duckdb.DuckDBPyConnection,
) -> None:
    assert doubled(built) == {}


@pytest.mark.parametrize(
    ("story", "headlines"),
    [
        ("nobody_reports", ["awaiting_first_update"] * 6),
        ("only_a_supporter", ["awaiting_first_update"] * 6),
        ("only_a_second_view", ["delayed"] * 6),
        ("second_view_then_first_report", ["delayed", *["seen_differently"] * 5]),
        ("disputed_then_silent", ["seen_differently"] * 6),
        ("settled", ["seen_differently", "at_risk", *["update_overdue"] * 4]),
        ("settled_then_no_change",
         ["seen_differently", "at_risk", "at_risk", "on_track", "on_track", "update_overdue"]),
        ("lead_adopts_then_improves",
         ["seen_differently", "delayed", "on_track", "on_track", "update_overdue", "update_overdue"]),
        ("supporter_then_lead_worsens", ["on_track", "delayed", "delayed", *["update_overdue"] * 3]),
        ("supporter_after_lead", ["on_track", *["seen_differently"] * 5]),
        ("handed_over", ["on_track", "on_track", "at_risk", "at_risk", "update_overdue", "update_overdue"]),
        ("supporter_becomes_lead", ["on_track", "at_risk", "at_risk", *["update_overdue"] * 3]),
        ("let_in_late", ["on_track", "on_track", "on_track", *["update_overdue"] * 3]),
        ("late", ["awaiting_first_update", "on_track", "on_track", *["update_overdue"] * 3]),
        ("corrected", ["on_track", "on_track", *["update_overdue"] * 4]),
        ("stopped_then_reopened", ["on_track", "stopped", "on_track", "on_track", *["update_overdue"] * 2]),
        ("forecast_kept", ["delayed", "delayed", "delayed", *["update_overdue"] * 3]),
        ("complete_then_silent", ["on_track", *["complete"] * 5]),
        ("joined", ["on_track", *["stopped"] * 5]),
        ("decided_after_sign_off", ["on_track", "on_track", *["update_overdue"] * 4]),
        ("not_its_action", ["awaiting_first_update"] * 6),
        ("steering_changes_its_mind", ["on_track", "at_risk", *["seen_differently"] * 4]),
    ],
)  # fmt: skip
def test_headlines_tell_the_story(built: duckdb.DuckDBPyConnection, story: str, headlines: list[str]) -> None:
    rows = built.execute(
        "select headline from review.fct_action_rounds where action_id = ? order by round_id", [story]
    ).fetchall()

    assert [headline for (headline,) in rows] == headlines


def test_a_supporting_partner_is_heard_where_nobody_else_has_reported(
    built: duckdb.DuckDBPyConnection,
) -> None:
    rows = built.execute(
        "select party_id, rating, is_agreed from public.action_views where action_id = 'only_a_supporter'"
    ).fetchall()

    assert rows == [("police", "on_track", False)] * 6


def action_round(built: duckdb.DuckDBPyConnection, story: str, round_id: str) -> dict[str, Any]:
    rows = built.execute(
        "select * from public.action_rounds where action_id = ? and round_id = ?", [story, round_id]
    )
    names = [column[0] for column in rows.description]
    (row,) = rows.fetchall()
    return dict(zip(names, row, strict=True))


def test_the_old_leads_view_stays_agreed_until_the_new_lead_reports(built: duckdb.DuckDBPyConnection) -> None:
    parties = [action_round(built, "handed_over", f"2025-0{month}")["agreed_party_id"] for month in (1, 2, 3)]

    assert parties == ["council", "council", "charity"]


def test_a_return_let_in_late_confirms_its_round_and_not_the_next(built: duckdb.DuckDBPyConnection) -> None:
    rounds = [action_round(built, "let_in_late", f"2025-0{month}") for month in (1, 2)]

    assert [row["freshness"] for row in rounds] == ["confirmed", "ageing"]
    assert [row["days_since_confirmed"] for row in rounds] == [0, 31]
    assert rounds[0]["stated_on"] == date(2025, 1, 26)


def test_a_settlement_after_sign_off_enters_the_round_then_open(built: duckdb.DuckDBPyConnection) -> None:
    parties = [
        action_round(built, "decided_after_sign_off", f"2025-0{month}")["agreed_party_id"] for month in (2, 3)
    ]

    assert parties == ["council", "steering-group"]


def test_an_agreed_date_moves_the_finish_and_leaves_the_original(built: duckdb.DuckDBPyConnection) -> None:
    before, after = (action_round(built, "finish_moved", round_id) for round_id in ("2025-01", "2025-02"))

    assert (before["agreed_finish_on"], before["finish_moved_count"]) == (date(2026, 12, 31), 0)
    assert (after["agreed_finish_on"], after["finish_moved_count"]) == (date(2027, 3, 31), 1)
    assert after["original_finish_on"] == date(2026, 12, 31)


def test_completion_happened_on_its_own_day(built: duckdb.DuckDBPyConnection) -> None:
    ((effective_on, stated_on),) = built.execute(
        "select effective_on, stated_on from intermediate.int_statements_ordered "
        "where action_id = 'complete_then_silent' and stage = 'complete'"
    ).fetchall()

    assert (effective_on, stated_on) == (date(2025, 2, 7), date(2025, 2, 10))
    assert action_round(built, "complete_then_silent", "2025-02")["completed_on"] == date(2025, 2, 7)


def test_both_views_stand_side_by_side_while_they_differ(built: duckdb.DuckDBPyConnection) -> None:
    views = built.execute(
        "select party_id, rating, is_agreed from public.action_views "
        "where action_id = 'disputed_then_silent' and round_id = '2025-06' order by party_id"
    ).fetchall()

    assert views == [("council", "on_track", True), ("steering-group", "delayed", False)]


def test_a_settlement_leaves_one_view(built: duckdb.DuckDBPyConnection) -> None:
    views = built.execute(
        "select party_id, rating, words from public.action_views "
        "where action_id = 'settled' and round_id = '2025-02'"
    ).fetchall()

    assert views == [("steering-group", "at_risk", "We looked at it together.")]


def test_every_round_that_has_opened_shows_every_action(built: duckdb.DuckDBPyConnection) -> None:
    counts = built.execute(
        "select round_id, count(*) from public.action_rounds group by 1 order by 1"
    ).fetchall()

    assert counts == [(f"2025-0{month}", len(STORIES)) for month in range(1, 7)]

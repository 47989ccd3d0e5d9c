"""The meeting's agenda agrees with the marts that the public figures come from, in every round."""

from pathlib import Path
from typing import Any

import pytest

from pipelines.warehouse.agenda import LATE_RETURNS, MEANINGS, TITLES, UnknownRound, agenda
from pipelines.warehouse.builds import Build, Warehouse, reading

# Counted the other way about: from the plan's own counts, and from each feed's rows.
MARTS = {
    "seen_differently": "select seen_differently_count from public.plan_rounds where round_id = ?",
    "worse": "select worse_count from public.plan_rounds where round_id = ?",
    "done": "select count(*) from review.fct_action_rounds where round_id = ? and stage = 'complete' "
    "and headline = 'complete' and coalesce(previous_headline, '') <> 'complete'",
    "not_confirmed": "select count(*) from review.fct_headline_reasons where round_id = ? "
    "and joined_to is null and (confirmed_on is null or days_since_confirmed > ageing_after_days) "
    "and coalesce(stage, '') not in ('complete', 'stopped')",
    "to_look_at": "select count(distinct action_id) from review.fct_data_issues where round_id = ?",
}


@pytest.fixture(scope="module")
def build(demonstration: Path) -> Build:
    return Warehouse.of(demonstration).current()


def asked(build: Build, query: str, *given: str) -> list[Any]:
    with reading(build.file) as connection:
        return [row[0] for row in connection.execute(query, given).fetchall()]


@pytest.fixture(scope="module")
def rounds(build: Build) -> list[str]:
    return asked(build, "select round_id from review.dim_rounds where state <> 'upcoming' order by position")


def test_in_every_round_the_agenda_counts_what_the_marts_count(build: Build, rounds: list[str]) -> None:
    counted = {(each, code): asked(build, sql, each)[0] for each in rounds for code, sql in MARTS.items()}

    assert {(each, code): len(agenda(build, each).holding(code)) for each, code in counted} == counted
    assert {code for (_, code), count in counted.items() if count} == MARTS.keys()


def test_promises_that_were_not_kept_are_those_that_the_plan_counts(build: Build, rounds: list[str]) -> None:
    counted = asked(
        build,
        "select news_due_count - news_kept_count from public.plan_rounds "
        "inner join review.dim_rounds using (round_id) order by position",
    )

    assert [len(agenda(build, each).holding("news_missed")) for each in rounds] == counted
    assert any(counted)


def test_every_action_stands_on_the_agenda_once(build: Build, rounds: list[str]) -> None:
    for each in rounds:
        found = agenda(build, each)
        listed = [point.action_id for point in (*found.points, *found.rest)]
        assert len(listed) == len(set(listed)) == found.action_count == 40
        assert [part.code for part in found.parts] == list(TITLES) == list(MEANINGS)


def test_a_late_return_stands_there_until_it_is_let_in(build: Build) -> None:
    late = {part.code: part for part in agenda(build, "2024-10").parts}[LATE_RETURNS].returns

    assert [(each.partner_id, each.action_ids) for each in late] == [
        ("youth-service", ("A08",)),
        ("secondary-school", ("A05", "A06")),
    ]
    assert {part.code: part.count for part in agenda(build, "2025-01").parts}[LATE_RETURNS] == 0


@pytest.mark.parametrize("round_id", ["2025-08", "2031-01"])
def test_a_round_that_has_not_opened_has_no_agenda(build: Build, round_id: str) -> None:
    with pytest.raises(UnknownRound, match=round_id):
        agenda(build, round_id)

"""What the pages ask of a release: counts that sum, actions, changes, and words found."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from dashboard.components.changes import change_summary
from dashboard.locale.translator import words_in
from dashboard.queries.actions import action, milestones, standings, supporters, tiles, views
from dashboard.queries.changes import changes
from dashboard.queries.counts import GROUPS, HEADLINES, plan_counts, theme_counts
from dashboard.queries.definitions import definitions
from dashboard.queries.plan import partners, plan, rounds, themes
from dashboard.queries.questions import question_counts, questions, together
from dashboard.queries.release import open_release, read_pointer
from dashboard.queries.search import search, search_topics
from tests.support.release_files import HEADLINES as PUBLISHED
from tests.support.release_files import ROUNDS, write_release


@pytest.fixture(scope="module")
def cursor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    releases: Path = tmp_path_factory.mktemp("releases")
    write_release(releases)
    connection = open_release(releases, read_pointer(releases))
    yield connection.cursor()
    connection.close()


def test_every_headline_is_in_exactly_one_group() -> None:
    grouped = [code for codes in GROUPS.values() for code in codes]

    assert sorted(grouped) == sorted(PUBLISHED)


@pytest.mark.parametrize("round_id", ROUNDS)
def test_headlines_and_groups_sum_to_the_plans_number_of_actions(
    cursor: duckdb.DuckDBPyConnection, round_id: str
) -> None:
    counts = plan_counts(cursor, round_id)

    assert sum(counts.by_headline.values()) == plan(cursor).action_count
    assert sum(counts.by_group.values()) == plan(cursor).action_count


@pytest.mark.parametrize("round_id", ROUNDS)
def test_the_themes_sum_to_the_plan(cursor: duckdb.DuckDBPyConnection, round_id: str) -> None:
    whole, parts = plan_counts(cursor, round_id), theme_counts(cursor, round_id)

    assert {code: sum(part.by_headline[code] for part in parts) for code in HEADLINES} == whole.by_headline
    assert [part.theme_id for part in parts] == [theme.theme_id for theme in themes(cursor)]


def test_the_tiles_are_every_action_in_plan_order(cursor: duckdb.DuckDBPyConnection) -> None:
    assert [tile.position for tile in tiles(cursor, "2026-10")] == list(range(1, 41))


def test_only_rounds_with_figures_are_published(cursor: duckdb.DuckDBPyConnection) -> None:
    assert [found.round_id for found in rounds(cursor) if found.is_published] == list(ROUNDS)


def test_an_action_of_another_plan_is_none(cursor: duckdb.DuckDBPyConnection) -> None:
    assert action(cursor, "A99") is None


def test_an_open_slot_has_neither_title_nor_lead(cursor: duckdb.DuckDBPyConnection) -> None:
    slot = action(cursor, "A39")

    assert slot is not None
    assert (slot.title_en, slot.lead_partner_id) == (None, None)


def test_a_joined_action_names_the_one_that_it_joined(cursor: duckdb.DuckDBPyConnection) -> None:
    joined = action(cursor, "A26")

    assert joined is not None
    assert (joined.joined_to, joined.joined_position) == ("A24", 24)


def test_an_earlier_round_knows_nothing_of_later_ones(cursor: duckdb.DuckDBPyConnection) -> None:
    past = standings(cursor, "A09", "2026-09")

    assert [standing.round_id for standing in past] == ["2026-09", "2026-08"]
    assert {view.round_id for view in views(cursor, "A09", "2026-09")} == {"2026-08", "2026-09"}


def test_the_agreed_view_comes_first(cursor: duckdb.DuckDBPyConnection) -> None:
    live = [view for view in views(cursor, "A09", "2026-10") if view.round_id == "2026-10"]

    assert [(view.party_id, view.is_agreed) for view in live] == [
        ("council", True),
        ("steering-group", False),
    ]


def test_the_steps_come_in_order_cancelled_ones_too(cursor: duckdb.DuckDBPyConnection) -> None:
    steps = milestones(cursor, "A09", "2026-10")

    assert [step.position for step in steps] == [1, 2, 3, 4, 5]
    assert steps[-1].state == "cancelled"


def test_the_lead_comes_before_those_who_support(cursor: duckdb.DuckDBPyConnection) -> None:
    assert [found.role for found in supporters(cursor, "A01")] == ["lead", "supporting"]
    assert "residents-group" in partners(cursor)


def test_a_change_is_called_as_the_release_calls_it(cursor: duckdb.DuckDBPyConnection) -> None:
    found = {change.action_id: change.change for change in changes(cursor, "2026-09", "2026-10")}

    assert found == {
        "A04": "better", "A09": "worse", "A11": "worse", "A16": "better", "A25": "worse",
        "A40": "newly_confirmed",
    }  # fmt: skip


def test_a_release_of_an_earlier_version_says_that_an_action_changed_and_not_how(tmp_path: Path) -> None:
    with duckdb.connect(str(write_release(tmp_path))) as writing:
        writing.execute("drop table public.headline_changes")
    connection = open_release(tmp_path, read_pointer(tmp_path))

    found = changes(connection.cursor(), "2026-09", "2026-10")

    assert {change.change for change in found} == {"changed"}
    told = change_summary(found, 40, "September", words_in("en"))
    assert told == "Since September, **6 actions have changed**; 34 are as they were."
    connection.close()


def test_changes_come_in_plan_order_and_back_again(cursor: duckdb.DuckDBPyConnection) -> None:
    forth, back = changes(cursor, "2026-09", "2026-10"), changes(cursor, "2026-10", "2026-09")

    assert [change.position for change in forth] == sorted(change.position for change in forth)
    assert [(change.headline, change.was) for change in back] == [
        (change.was, change.headline) for change in forth
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("barriers", ["A09"]),
        ("RHWYSTRAU", ["A09"]),
        ("deintydd dod a", ["A23"]),
        ("gwyl haf", ["A37"]),
        ("gwelliant nad oes", []),
        ("9", ["A09"]),
        ("10", ["A10"]),
        ("99", []),
        ("young people's panel", ["A05"]),
        ("young people’s panel", ["A05"]),
        ("   ", []),
        ("100%_';--", []),
    ],
)
def test_words_are_found_in_both_languages_without_accents(
    cursor: duckdb.DuckDBPyConnection, text: str, expected: list[str]
) -> None:
    assert [tile.action_id for tile in search(cursor, text, "2026-10")] == expected


@pytest.mark.parametrize(("text", "expected"), [("BEICIAU", ["off-road-bikes"]), ("", []), ("xyzzy", [])])
def test_topics_are_found_in_both_languages(
    cursor: duckdb.DuckDBPyConnection, text: str, expected: list[str]
) -> None:
    assert [topic.topic_code for topic in search_topics(cursor, text)] == expected


def test_an_action_is_found_by_what_was_reported_and_by_the_topics_that_it_answers(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    reported, answering = (search(cursor, text, "2026-10") for text in ("third has a date", "speeding"))

    assert len(reported) == 39
    assert [tile.action_id for tile in answering] == ["A09", "A10"]


def test_every_headline_has_its_meaning(cursor: duckdb.DuckDBPyConnection) -> None:
    assert {row.code for row in definitions(cursor) if row.kind == "headline"} == set(PUBLISHED)


def test_the_questions_on_an_action_are_those_of_the_round_the_waiting_ones_first(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    found = questions(cursor, "A09", "2026-10")
    (counts,) = [each for each in question_counts(cursor, "2026-10") if each.subject_id == "A09"]

    assert [each.question_id for each in found] == ["Q3", "Q1", "Q2"]
    assert counts.asked_count == counts.answered_count + counts.waiting_count + counts.declined_count
    assert (counts.theme_id, counts.shown_count) == ("community-safety", len(found))
    assert questions(cursor, "A10", "2026-10") == ()


def test_the_questions_of_the_plan_are_those_of_its_actions_and_themes_the_oldest_that_waits_among_all(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    found = question_counts(cursor, "2026-10")
    everything = together(found)

    assert [each.subject_id for each in found] == ["A16", "A09", "community-safety"]
    assert everything is not None
    assert (everything.asked_count, everything.waiting_count, everything.shown_count) == (11, 6, 3)
    assert everything.oldest_waiting_days == found[0].oldest_waiting_days == 30
    assert together(()) is None


def test_a_release_that_was_made_before_there_were_questions_has_none() -> None:
    with duckdb.connect() as connection:
        assert questions(connection, "A09", "2026-10") == ()
        assert question_counts(connection, "2026-10") == ()

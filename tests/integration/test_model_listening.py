"""Coding as people do it: codes twice, across comments and on headings; every total is still of comments."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import duckdb
import pytest

from tests.support.plan_rows import PlanRows, monthly_rounds

P = {"project_key": "p"}
CSV = {"project_key": "csv"}
TAGS = ("theme.t1", "topic.buses", "topic.rent", "question.have", "question.need", "question.change")
CODED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # highlight: the comments that it touches, and its codes
    "h1": (("c1",), ("theme.t1", "topic.buses", "question.need")),
    "h2": (("c1",), ("theme.t1", "topic.buses", "question.change")),  # the same comment, coded twice
    "h3": (("c2", "c3"), ("theme.t1", "topic.rent", "question.need")),  # a passage across two comments
    "h4": (("c2",), ("topic.buses", "question.need")),  # a second topic of a comment
    "h5": ((), ("theme.t1", "topic.buses", "question.have")),  # a marked heading
    "h6": (("c4",), ()),  # marked, not coded
}
QUESTION = {"Kept": "change"}
"""What was asked, of what the sheets say."""


def _at(day: int) -> datetime:
    return datetime(2025, 1, day, 12, tzinfo=UTC)


def _told() -> PlanRows:
    plan = PlanRows()
    register = plan.load_register(
        _at(1), [{"action_id": "A01", "lead_partner_id": "council"}], monthly_rounds(date(2025, 1, 1), 1)
    )
    plan.add(
        "topics",
        register,
        {"topic_code": "buses", "theme_id": "t1", "title_en": "Buses", "destination": "taken_up"},
        {"topic_code": "rent", "theme_id": "t1", "title_en": "Rent", "destination": "someone_else"},
    )
    plan.add("action_topics", register, {"action_id": "A01", "topic_code": "buses"})
    listed = plan.receive("engagements", _at(2))
    events: list[dict[str, Any]] = [
        {
            "engagement_id": f"E0{n}",
            "document": f"Event {n}",
            "held_on": date(2023, 9, n),
            "method": "drop-in",
        }
        for n in (1, 2, 3, 4)
    ]
    plan.add("engagements", listed, *events)
    _project(plan)
    _list(plan)
    for day, said in ((5, [("E03", "Early"), ("E04", "Kept")]), (6, [("E03", "Later"), ("E03", "Later")])):
        sheet = plan.receive("comments", _at(day))
        rows = [{"engagement_id": e, "comment": words, "question": QUESTION.get(words)} for e, words in said]
        plan.add("comments", sheet, *rows)
    return plan


def _project(plan: PlanRows) -> None:
    receipt = plan.receive("highlights", _at(3))
    plan.add("taguette_projects", receipt, P | {"exported_from": "sqlite3", "last_command_at": _at(2)})
    plan.add("taguette_documents", receipt, P | {"document_key": "d1", "name": "Event 1"})
    plan.add("taguette_tags", receipt, *(P | {"tag_key": tag, "path": tag} for tag in TAGS))
    comments = [f"c{n}" for n in range(1, 6)]
    plan.add(
        "taguette_comments",
        receipt,
        *(P | {"comment_key": c, "document_key": "d1", "text": f"Said {c}"} for c in comments),
    )
    for highlight, (touched, codes) in CODED.items():
        of = P | {"highlight_key": highlight}
        plan.add("taguette_highlights", receipt, of | {"document_key": "d1", "text": "Marked"})
        plan.add("taguette_highlight_comments", receipt, *(of | {"comment_key": c} for c in touched))
        plan.add("taguette_highlight_tags", receipt, *(of | {"tag_key": code} for code in codes))


def _list(plan: PlanRows) -> None:
    """Add a list of passages of another server, of a document that no engagement names."""
    receipt = plan.receive("highlights", _at(4))
    plan.add("taguette_projects", receipt, CSV | {"exported_from": "csv"})
    plan.add("taguette_documents", receipt, CSV | {"document_key": "d9", "name": "Elsewhere"})
    plan.add("taguette_tags", receipt, CSV | {"tag_key": "x", "path": "topic.buses"})
    passage = CSV | {"highlight_key": "h9"}
    plan.add("taguette_highlights", receipt, passage | {"document_key": "d9", "text": "A passage"})
    plan.add("taguette_highlight_tags", receipt, passage | {"tag_key": "x"})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("listening")
    with _told().build(folder / "plan.duckdb", datetime(2025, 2, 1, tzinfo=UTC)) as connection:
        yield connection


def _rows(built: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return built.execute(sql).fetchall()


def test_a_comment_of_two_questions_is_one_comment_of_its_topic(built: duckdb.DuckDBPyConnection) -> None:
    topics = _rows(
        built,
        "select topic_code, comment_count, have_count, need_count, change_count from public.topic_mentions "
        "order by topic_code",
    )

    assert topics == [("buses", 3, 0, 2, 1), ("rent", 2, 0, 2, 0)]


def test_a_marked_heading_counts_nowhere(built: duckdb.DuckDBPyConnection) -> None:
    asked = dict(_rows(built, "select question_code, comment_count from public.theme_voices"))
    ((theme_count,),) = _rows(built, "select comment_count from public.themes")

    assert asked == {"have": 0, "need": 3, "change": 1}
    assert theme_count == 3


def test_every_comment_ends_once_and_several_topics_end_where_they_went_furthest(
    built: duckdb.DuckDBPyConnection,
) -> None:
    ended = dict(
        _rows(built, "select comment_key, destination from review.fct_comments where project_key = 'p'")
    )
    everything = dict(
        _rows(
            built,
            "select destination, comment_count from public.comment_destinations "
            "where theme_id = 'all' and comment_count > 0",
        )
    )

    assert ended == {
        "c1": "taken_up", "c2": "taken_up", "c3": "someone_else", "c4": "not_coded", "c5": "not_coded"
    }  # fmt: skip
    assert everything == {"taken_up": 3, "someone_else": 1, "not_coded": 5}


def test_the_last_sheet_for_an_engagement_replaces_those_before_and_no_other_s(
    built: duckdb.DuckDBPyConnection,
) -> None:
    sheets = _rows(
        built,
        "select engagement_id, comment_text, question_codes from review.fct_comments "
        "where project_key = 'sheet' order by all",
    )

    assert sheets == [("E03", "Later", None), ("E03", "Later", None), ("E04", "Kept", "change")]


def test_totals_add_up_to_all_comments_and_all_engagements(built: duckdb.DuckDBPyConnection) -> None:
    ((total, passages, without, events, with_comments),) = _rows(
        built,
        "select comment_count, passage_count, without_engagement_count, engagement_count, "
        "engagement_with_comments_count from public.listening",
    )
    by_event = dict(_rows(built, "select engagement_id, comment_count from review.fct_engagements"))

    assert (total, passages, without) == (9, 1, 1)
    assert sum(by_event.values()) + without == total
    assert by_event == {"E01": 5, "E02": 0, "E03": 2, "E04": 1}
    assert (events, with_comments) == (4, 3)


def test_an_action_counts_each_comment_that_asked_for_it_once(built: duckdb.DuckDBPyConnection) -> None:
    assert _rows(built, "select action_id, comment_count from public.actions") == [("A01", 3)]

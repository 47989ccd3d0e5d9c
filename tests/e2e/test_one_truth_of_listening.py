"""What was said, where it went and what it took: page, downloads and build count the same, as put in."""

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pipelines.releases.release import current_release
from pipelines.settings import PROJECT
from pipelines.warehouse.builds import Warehouse, reading
from tests.e2e.test_public_listening import number, quotes, table_after, walk_rows
from tests.support.public_app import PublicApp, Shown, all_of, texts, texts_of_cells, words_of

TRUTH = json.loads((PROJECT / "data" / "demo" / "listening" / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def files(demonstration: Path) -> Path:
    pointer = current_release(demonstration / "releases")
    assert pointer is not None
    return demonstration / "releases" / pointer["release_id"] / "csv"


def built(demonstration: Path, sql: str) -> list[tuple[Any, ...]]:
    with reading(Warehouse.of(demonstration).current().file) as connection:
        return connection.execute(sql).fetchall()


def in_file(files: Path, table: str) -> list[dict[str, str]]:
    with (files / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def summed(rows: list[dict[str, str]], key: str) -> Counter[str]:
    totals: Counter[str] = Counter()
    for row in rows:
        totals[row[key]] += int(row["comment_count"])
    return totals


def page_with_downloads(
    opened: PublicApp, demonstration: Path, page: str
) -> tuple[Shown, list[list[list[str]]]]:
    """Return a page, and the rows of the files that it offers."""
    app = opened(demonstration / "releases", page, lang="en")
    files = [app.fetched(each.url).decode("utf-8-sig") for each in app.all("download_button")]
    return app, [list(csv.reader(io.StringIO(file)))[1:] for file in files]


def test_where_comments_went_adds_up_alike_on_the_page_in_both_files_and_in_the_build(
    opened: PublicApp, demonstration: Path, files: Path
) -> None:
    app, (downloaded, _) = page_with_downloads(opened, demonstration, "went")
    on_page = [[name, *map(number, cells)] for name, *cells in table_after(app, "Theme")]
    by_scope = summed(in_file(files, "comment_destinations"), "theme_id")
    by_theme = built(
        demonstration,
        "select theme_id, sum(comment_count) from public.comment_destinations group by theme_id",
    )
    ended = built(demonstration, "select destination, count(*) from review.fct_comments group by destination")
    everything = [value for value in on_page[-1][1:-1] if value]

    assert [[name, *map(int, cells)] for name, *cells in downloaded] == on_page
    assert dict(by_theme) == by_scope
    assert sorted(row[-1] for row in on_page) == sorted(by_scope.values())
    assert sorted(everything) == sorted(count for _, count in ended)
    assert by_scope["all"] == on_page[-1][-1] == sum(everything) == TRUTH["final"]["comments"]


def test_what_became_of_comments_adds_up_alike_on_the_page_in_both_files_and_in_the_build(
    opened: PublicApp, demonstration: Path, files: Path
) -> None:
    app, downloads = page_with_downloads(opened, demonstration, "went")
    positions = {row["round_id"]: int(row["position"]) for row in in_file(files, "rounds")}
    rows = in_file(files, "theme_outcomes")
    latest = max((row["round_id"] for row in rows), key=positions.__getitem__)
    of_round = [row for row in rows if row["round_id"] == latest]
    by_scope = summed(of_round, "theme_id")
    outcomes = Counter(
        {row["outcome"]: int(row["comment_count"]) for row in of_round if row["theme_id"] == "all"}
    )
    came_to = Counter(
        dict(built(demonstration, "select outcome, count(*) from review.fct_comment_outcomes "
                   f"where round_id = '{latest}' group by outcome"))
    )  # fmt: skip
    topics = {row["topic_code"]: row for row in in_file(files, "topic_outcomes") if row["round_id"] == latest}
    told = [row for table in all_of(app, "table") if table.get("kind") == "went" for row in walk_rows(table)]
    on_page = sorted(number(texts_of_cells(row)[1]) for row in told)

    assert +outcomes == came_to
    assert sorted(int(row[-1]) for row in downloads[1]) == sorted(by_scope.values())
    assert by_scope["all"] == sum(came_to.values()) == TRUTH["final"]["comments"]
    assert on_page == sorted(int(row["comment_count"]) for row in topics.values())


def test_themes_and_questions_count_alike_on_the_page_in_the_file_and_as_put_in(
    opened: PublicApp, demonstration: Path, files: Path
) -> None:
    app = opened(demonstration / "releases", "said", lang="en")
    on_page = [list(map(number, cells)) for _, *cells in table_after(app, "Theme")]
    in_csv = {
        f"theme.{row['theme_id']}|question.{row['question_code']}": int(row["comment_count"])
        for row in in_file(files, "theme_voices")
    }
    topics = {
        f"topic.{row['topic_code']}": int(row["comment_count"]) for row in in_file(files, "topic_mentions")
    }

    assert in_csv == TRUTH["final"]["comments_per_theme_and_question"]
    assert sorted(count for row in on_page for count in row[:-1]) == sorted(in_csv.values())
    assert topics == TRUTH["final"]["comments_per_topic"]


def test_what_listening_took_counts_alike_on_the_page_in_the_file_and_as_put_in(
    opened: PublicApp, demonstration: Path, files: Path
) -> None:
    app = opened(demonstration / "releases", "took", lang="en")
    (whole,) = [row for row in in_file(files, "cost_of_coproduction") if row["dimension"] == "all"]
    truth = TRUTH["contributions"]

    assert float(whole["paid_hours"]) == truth["paid_hours_recorded"]
    assert float(whole["volunteer_hours"]) == truth["volunteer_hours_recorded"]
    assert float(whole["expenses_gbp"]) == truth["expenses_gbp_recorded"]
    assert "649 paid hours, 205.5 hours that people gave freely, and £5,376.60" in words_of(app)
    assert int(whole["entry_count"]) == truth["rows"]


def test_every_comment_of_every_engagement_is_there(demonstration: Path) -> None:
    by_event = dict(built(demonstration, "select engagement_id, comment_count from review.fct_engagements"))

    assert by_event == TRUTH["final"]["comments_per_engagement"]


def test_each_action_says_which_topics_it_answers_and_each_topic_where_it_went(
    opened: PublicApp, demonstration: Path, files: Path
) -> None:
    topics = in_file(files, "topic_mentions")
    answered = {action: row for row in topics for action in row["action_ids"].split(";") if action}
    action, topic = next(iter(sorted(answered.items())))
    page = opened(demonstration / "releases", "action", lang="en", action=action)
    went = opened(demonstration / "releases", "went", lang="en")
    told = "".join(texts(table) for table in all_of(went, "table") if table.get("kind") == "went")

    assert {row["action_id"]: int(row["comment_count"]) for row in in_file(files, "actions")} == {
        "A40": 0,
        **TRUTH["actions"]["distinct_comments_linked_per_action"],
    }
    assert len(answered) == 39
    assert topic["title_en"] in words_of(page)
    assert all(row["title_en"] in told for row in topics)
    assert quotes(page)

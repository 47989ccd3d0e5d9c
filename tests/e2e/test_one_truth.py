"""The build, the release, its CSV file and the page say the same of every round of the demonstration plan."""

import csv
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from dashboard.locale.vocabulary import HEADLINES
from dashboard.queries.changes import changes
from dashboard.queries.plan import rounds
from dashboard.queries.release import open_locked
from pipelines.releases.release import current_release
from pipelines.warehouse.builds import Warehouse, reading
from tests.e2e.test_public_pages import LANGUAGES, PAGES
from tests.support.edition_files import soup, text_of
from tests.support.keys import doubled
from tests.support.public_app import PublicApp, all_of, texts

SQL = "select headline, count(*) from public.action_rounds where round_id = ? group by headline"

CHANGES = """
select action_id, lag(round_id) over (partition by action_id order by position), round_id, change
from review.fct_action_rounds inner join public.rounds using (round_id)
qualify change <> 'same'
"""


@pytest.fixture(scope="module")
def release(demonstration: Path) -> Path:
    pointer = current_release(demonstration / "releases")
    assert pointer is not None
    return demonstration / "releases" / pointer["release_id"]


def counted(file: Path, round_id: str) -> Counter[str]:
    with reading(file) as connection:
        return Counter(dict(connection.execute(SQL, [round_id]).fetchall()))


def in_csv(release: Path, round_id: str) -> Counter[str]:
    with (release / "csv" / "action_rounds.csv").open(encoding="utf-8", newline="") as file:
        return Counter(row["headline"] for row in csv.DictReader(file) if row["round_id"] == round_id)


def on_the_page(opened: PublicApp, releases: Path, round_id: str) -> Counter[str]:
    app = opened(releases, lang="en", round=round_id)
    codes = {word: code for code, word in HEADLINES.items()}
    tiles = [found for found in all_of(app, "a") if "tile" in found.get("kind", "")]
    words = [child for tile in tiles for child in tile["children"] if child.get("kind") == "word"]
    return Counter(codes[texts(word)] for word in words)


def in_the_edition(release: Path, round_id: str) -> Counter[str]:
    pages = release / "site" / "en"
    earlier = pages / "round" / round_id / "index.html"
    page = soup(earlier if earlier.exists() else pages / "index.html")
    codes = {word: code for code, word in HEADLINES.items()}
    return Counter(codes[text_of(found)] for found in page.select("a.tile .word"))


@pytest.mark.parametrize("month", range(13), ids=lambda month: f"round {month + 1}")
def test_headlines_sum_to_the_plan_and_agree_everywhere(
    demonstration: Path, release: Path, month: int, opened: PublicApp
) -> None:
    round_id = f"{2024 + (5 + month) // 12}-{(5 + month) % 12 + 1:02}"

    in_build = counted(Warehouse.of(demonstration).current().file, round_id)

    assert in_build.total() == 40
    assert in_build == counted(release / "plan.duckdb", round_id)
    assert in_build == in_csv(release, round_id)
    assert in_build == in_the_edition(release, round_id)
    assert in_build == on_the_page(opened, demonstration / "releases", round_id)


def test_no_model_of_the_demonstration_has_two_rows_of_one_key(demonstration: Path) -> None:
    with reading(Warehouse.of(demonstration).current().file) as build:
        assert doubled(build) == {}
        assert build.execute("select count(*) > 0 from intermediate.int_views_compared").fetchall() == [
            (True,)
        ]


def test_a_page_calls_each_change_as_the_build_does(demonstration: Path, release: Path) -> None:
    with reading(Warehouse.of(demonstration).current().file) as connection:
        rows = connection.execute(CHANGES).fetchall()
    in_build = {row[:3]: row[3] for row in rows}
    connection = open_locked(release / "plan.duckdb")
    book = [found.round_id for found in rounds(connection.cursor()) if found.is_published]
    on_pages = {
        (change.action_id, earlier, later): change.change
        for earlier, later in pairwise(book)
        for change in changes(connection.cursor(), earlier, later)
    }
    connection.close()

    assert {"better", "worse", "newly_confirmed"} == set(on_pages.values())
    assert on_pages == {key: change for key, change in in_build.items() if key[2] in book}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_the_demonstration(
    demonstration: Path, page: str, lang: str, opened: PublicApp
) -> None:
    app = opened(demonstration / "releases", page, lang=lang)

    assert app.all("exception") == []
    assert len(all_of(app, "h1")) == 1


def test_the_whole_edition_is_light(release: Path) -> None:
    files = [file for file in (release / "site").rglob("*") if file.is_file()]

    assert len(files) > 300
    assert sum(file.stat().st_size for file in files) <= 25_000_000

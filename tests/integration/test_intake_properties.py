"""Whatever stands in the cells: rows or problems, never an exception; and what is sent is what is landed."""

import csv
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.contracts import FEEDS
from pipelines.contracts.returns import RETURN
from pipelines.intake.context import Context, context_of
from pipelines.intake.examine import judge
from pipelines.intake.reading.reader import Reading, Sheet
from pipelines.intake.sheets.vocabularies import codes, label
from pipelines.intake.source import Source
from pipelines.intake.workbooks.template import HEADER_ROW, write_template
from pipelines.locale import speaker
from tests.support.door import OPEN, new_home, send
from tests.support.ods import ods

UPDATES, MILESTONES = RETURN.sheet_tables()
FEEDS_OF_SHEETS = [feed for feed, contract in FEEDS.items() if contract.sheet_tables()]

HEADERS = st.sampled_from(
    [name for contract in FEEDS.values() for table in contract.sheet_tables() for name in table.columns]
)
LIKELY = st.sampled_from(
    [
        "A01",
        "A01-M1",
        "2024-06",
        "complete",
        "ydy",
        "31/10/2026",
        "03/04/26",
        "council",
        "2027-03",
        "#REF!",
        "plan",
    ]
)
CELLS = st.one_of(
    st.none(), LIKELY, st.text(max_size=20), st.floats(), st.integers(), st.booleans(), st.dates()
)
WORDS = (
    st.text(
        st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="\u00a0"),
        min_size=1,
        max_size=80,
    )
    .map(lambda text: f"{text.strip()} said".strip())
    .filter(lambda text: not text.startswith(("#", "Err:")))
)
"""Words of every kind; their end keeps them from standing for an empty cell, as a dash does."""

WORDS_OF = ("what_happened", "in_plain_words", "reason", "next_step")
DAYS = st.dates(date(2024, 6, 21), date(2099, 12, 31))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_home(tmp_path_factory.mktemp("properties"))


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def _context(home: Path, feed: str) -> Context:
    context, problems, _ = context_of(
        FEEDS[feed],
        home=home,
        received_at=OPEN,
        partner_id="youth-service",
        round_id="2024-06",
        language="en",
    )
    assert not problems
    return context


@st.composite
def sheets(draw: st.DrawFn) -> list[Sheet]:
    names = [table.name for contract in FEEDS.values() for table in contract.sheet_tables()]
    rows = st.lists(st.lists(CELLS, max_size=8), max_size=6)
    return [
        Sheet(
            draw(st.sampled_from([*names, "Sheet1"])),
            [*draw(rows), draw(st.lists(HEADERS, max_size=8)), *draw(rows)],
        )
        for _ in range(draw(st.integers(0, 3)))
    ]


@pytest.mark.parametrize("feed", FEEDS_OF_SHEETS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(found=sheets(), counts_from_1904=st.booleans())
def test_any_cells_give_rows_or_problems(
    feed: str, found: list[Sheet], counts_from_1904: bool, home: Path
) -> None:
    reading = Reading("xlsx", tuple(found), counts_from_1904=counts_from_1904)
    examination = judge(Source("r.xlsx", {}), FEEDS[feed], reading, _context(home, feed), [], [])

    for problem in (*examination.problems, *examination.warnings):
        for language in ("en", "cy"):
            assert problem.record(language).message
    if not examination.problems:
        assert examination.tables(FEEDS[feed], "20240620T120000000000Z-abcdef")


@st.composite
def updates(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what a row may say: every column that its stage and rating call for, and some that they allow."""
    stage = draw(st.sampled_from(codes("stage")))
    rating = draw(st.sampled_from(codes("rating"))) if stage == "in_progress" else None
    said = {
        name: draw(st.none() | WORDS) for name in ("what_happened", "in_plain_words", "reason", "next_step")
    }
    said |= {name: draw(st.none() | DAYS) for name in ("next_news_by", "forecast_finish", "look_again_on")}
    said |= {"stage": stage, "rating": rating, "completed_on": None, "evidence": None}
    said["words_language"] = draw(st.sampled_from(["en", "cy"]))
    if rating in ("at_risk", "delayed") or stage in ("paused", "stopped"):
        said |= {"reason": draw(WORDS), "next_step": draw(WORDS), "look_again_on": draw(DAYS)}
        said["forecast_finish"] = draw(DAYS)
    if stage == "complete":
        said["completed_on"] = draw(st.dates(date(2000, 1, 1), date(2024, 6, 20)))
        said["evidence"] = "https://example.org/" + draw(st.text("abcdefghij-/?=&%", max_size=20))
    return said


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(said=st.lists(updates(), min_size=1, max_size=4))
def test_a_template_that_is_filled_in_says_exactly_that(
    language: str, kind: str, said: list[dict[str, Any]], home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "template.xlsx"
    write_template(home, "youth-service", "2024-06", language, path)
    told = _fill(path, said, language)
    if kind != "xlsx":
        path = _saved_as(kind, path, tmp_path)
    receipt = send(path, home, language=language)

    assert receipt.accepted, receipt.problems
    (rows,) = (home / "landing" / "return" / receipt.receipt_id / "rows").glob("updates.parquet")
    landed = {row["action_id"]: row for row in pq.read_table(rows).to_pylist()}
    assert {action: {name: landed[action][name] for name in row} for action, row in told.items()} == told
    assert set(landed) == set(told)
    shutil.rmtree(home / "landing" / "return")


def _fill(path: Path, said: list[dict[str, Any]], language: str) -> dict[str, dict[str, Any]]:
    """Type rows into a template as a person would; return what was said, by action."""
    book = openpyxl.load_workbook(path)
    sheet = book[speaker(language)(UPDATES.sheet)]
    told = {}
    places = {str(cell.value): cell.column for cell in sheet[HEADER_ROW]}
    for number, row in enumerate(said, start=HEADER_ROW + 1):
        for name, spec in UPDATES.columns.items():
            if name in row:
                cell = sheet.cell(number, places[spec.header(language)])
                cell.value = _typed(name, row[name], language)
                if isinstance(cell.value, str):
                    cell.data_type = "s"
        told[str(sheet.cell(number, 1).value)] = row
    book.save(path)
    return told


def _typed(name: str, value: Any, language: str) -> Any:
    vocabulary = UPDATES.columns[name].column.vocabulary
    return speaker(language)(label(vocabulary, value)) if vocabulary and value else value


def _saved_as(kind: str, path: Path, folder: Path) -> Path:
    """Save a workbook's sheets in another format, cell by cell."""
    book = openpyxl.load_workbook(path)
    tables = {
        sheet.title: [[_plain(cell.value) for cell in row] for row in sheet.iter_rows()]
        for sheet in book.worksheets[1:]
    }
    if kind == "ods":
        target = folder / "return.ods"
        target.write_bytes(ods(tables))
        return target
    target = folder / "return"
    target.mkdir(exist_ok=True)
    for name, rows in tables.items():
        with (target / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return target


def _plain(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value

"""Indicators at the door: one unit each, of what the plan has, and no value that changes unsaid."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from pipelines.landing import landed
from pipelines.receipts.receipt import Receipt
from tests.support.door import DEMO, codes, new_home, send, workbook

TOLD = datetime(2025, 6, 20, 9, tzinfo=UTC)
LISTED = {
    "indicator_id": "early-buses",
    "position": 1,
    "name_en": "Buses before 7",
    "name_cy": "Bysiau cyn 7",
    "unit_en": "buses a weekday",
    "unit_cy": "bws bob dydd gwaith",
    "wanted": "more",
    "how_often": "yearly",
    "source_en": "The timetable",
    "source_cy": "Yr amserlen",
    "source_url": "https://example.org/timetable",
    "theme_ids": "spaces-environment",
    "action_ids": "A20; A21",
}
VALUE = {
    "indicator_id": "early-buses",
    "value_on": date(2024, 12, 31),
    "place_en": "Ely",
    "value": 14,
    "unit": "Buses a weekday",
    "base": None,
    "revised": None,
}
Row = dict[str, Any]


def of_plan(path: Path, home: Path, feed: str, at: datetime = TOLD) -> Receipt:
    return send(path, home, feed=feed, partner_id=None, round_id=None, received_at=at)


def load(home: Path, *rows: Row, at: datetime = TOLD) -> Receipt:
    """Load the demonstration's register again, with these indicators."""
    folder = Path(shutil.copytree(DEMO / "register", home.parent / "register", dirs_exist_ok=True))
    lines = [",".join(LISTED), *(",".join(f'"{each}"' for each in row.values()) for row in rows)]
    (folder / "indicators.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return of_plan(folder, home, "register", at)


def values(home: Path, *rows: Row, at: datetime = TOLD) -> Receipt:
    sheet = [list(rows[0]), *(list(row.values()) for row in rows)]
    return of_plan(workbook(home.parent / "values.xlsx", {"Values": sheet}), home, "indicator_values", at)


def places(receipt: Receipt) -> list[tuple[str, int | None, str | None]]:
    return [(found.code, found.row, found.column) for found in receipt.problems]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = new_home(tmp_path)
    assert codes(load(made, LISTED)) == []
    return made


def test_a_value_lands_and_changes_only_where_it_is_said_to_be_revised(home: Path) -> None:
    assert codes(values(home, VALUE, VALUE | {"place_en": "Caerau", "value": 9})) == []
    differs = values(home, VALUE | {"value": 16})
    revised = values(home, VALUE | {"value": 16, "revised": "yes"})
    later = values(home, VALUE | {"value": 14})

    assert (codes(differs), codes(revised), codes(later)) == (
        ["indicator_value_differs"],
        [],
        ["indicator_value_differs"],
    )
    assert "was 14.00, and is 16.00 here" in differs.problems[0].message
    assert len(landed(home, "indicator_values")) == 2


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("date_in_future", {"value_on": date(2025, 6, 21)}),
        ("indicator_unknown", {"indicator_id": "rain"}),
        ("indicator_other_unit", {"unit": "percent"}),
        ("amount_unreadable", {"value": "many"}),
        ("number_too_small", {"base": -1}),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_place(code: str, changed: Row, home: Path) -> None:
    receipt = values(home, VALUE | changed)

    assert codes(receipt) == [code]
    assert receipt.problems[0].row == 2
    assert landed(home, "indicator_values") == []


def test_two_values_of_one_date_and_place_in_a_file_are_refused(home: Path) -> None:
    assert codes(values(home, VALUE, VALUE | {"value": 15, "place_en": "ELY"})) == ["indicator_value_differs"]


@pytest.mark.parametrize("missing", ["indicator_id", "value", "place_en", "value_on", "unit"])
def test_a_cell_that_is_missing_is_asked_for_and_nothing_else_is_said_of_the_value(
    missing: str, home: Path
) -> None:
    assert codes(values(home, VALUE | {missing: None}, VALUE)) == ["value_missing"]


def test_an_indicator_that_is_not_listed_is_told_which_are(home: Path) -> None:
    (unknown,) = values(home, VALUE | {"indicator_id": "rain"}).problems
    assert codes(load(home)) == []
    (nothing,) = values(home, VALUE).problems

    assert "It lists: early-buses." in unknown.message
    assert nothing.message == (
        "The register lists no indicators. Add early-buses there first, then send its values."
    )


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ((("%", "%"), ("%", "%")), ("id_twice", 3, "indicator_id")),
        ((("%", "%"), ("%", "y cant")), ("indicator_two_units", 3, "unit_en")),
        ((("%", "y cant"), ("%", "%")), ("indicator_two_units", 3, "unit_en")),
    ],
)
def test_an_indicator_that_is_listed_twice_is_told_so_and_whether_its_units_differ(
    units: tuple[tuple[str, str], ...], expected: tuple[str, int, str], home: Path
) -> None:
    rows = [LISTED | {"unit_en": english, "unit_cy": welsh} for english, welsh in units]

    assert places(load(home, *rows)) == [expected]


def test_an_indicator_keeps_its_one_unit_and_speaks_of_what_the_plan_has(home: Path) -> None:
    assert codes(values(home, VALUE)) == []
    for unit in ("adults", "percent"):
        other = LISTED | {"unit_en": unit}
        assert codes(load(home, LISTED, other)) == ["indicator_two_units"]
        assert codes(load(home, other)) == ["indicator_unit_changed"]
    assert codes(load(home, LISTED | {"theme_ids": "weather", "action_ids": "A99"})) == [
        "theme_unknown",
        "action_unknown",
    ]

from datetime import date
from typing import Any

import pytest

from pipelines.intake.sheets.plan_ids import Ids, is_whole, may_be_changed

NUMBERED = Ids(frozenset({"1.1", "1.10", "1.2.3", "12", "007"}))
LETTERED = Ids(frozenset({"SEP-01", "BE-24-1", "BE-24-2", "MAR1", "1-2"}))
PLAIN = Ids(frozenset({"A07", "A08", "B7"}))


@pytest.mark.parametrize(
    ("cell", "text", "meant"),
    [
        (7.0, "7", ["007"]),
        ("7", "7", ["007"]),
        ("1.1", "1.1", ["1.1"]),
        (1.1, "1.1", ["1.1", "1.10"]),
        (12.0, "12", ["12"]),
        ("1.2.3", "1.2.3", ["1.2.3"]),
        (date(2003, 2, 1), "2003-02-01", ["1.2.3"]),
        ("13", "13", []),
    ],
)
def test_a_number_means_whatever_ids_a_spreadsheet_could_have_made_it_of(
    cell: Any, text: str, meant: list[str]
) -> None:
    assert NUMBERED.meant_by(cell, text) == meant


@pytest.mark.parametrize(
    ("cell", "text", "meant"),
    [
        (date(2026, 9, 1), "2026-09-01", ["SEP-01"]),
        (date(2001, 9, 1), "2001-09-01", ["SEP-01"]),
        ("01-Sep", "01-Sep", ["SEP-01"]),
        ("01/09/2026", "01/09/2026", ["SEP-01"]),
        (date(2026, 3, 1), "2026-03-01", ["MAR1"]),
        (date(2026, 2, 1), "2026-02-01", ["1-2"]),
        (date(2026, 1, 2), "2026-01-02", ["1-2"]),
        (date(2024, 5, 5), "2024-05-05", []),
        ("be-24-1", "be-24-1", ["BE-24-1"]),
        ("24-1", "24-1", ["BE-24-1"]),
        ("BE", "BE", []),
    ],
)
def test_a_date_means_the_id_that_a_spreadsheet_made_it_of(cell: Any, text: str, meant: list[str]) -> None:
    assert LETTERED.meant_by(cell, text) == meant


@pytest.mark.parametrize(("text", "meant"), [("7", ["A07", "B7"]), ("8", ["A08"]), ("a 7", ["A07"])])
def test_what_people_leave_out_is_completed_where_one_id_alone_has_it(text: str, meant: list[str]) -> None:
    assert PLAIN.meant_by(text, text) == meant


def test_only_capitals_and_spaces_go_without_saying() -> None:
    assert is_whole("a 07", "A07")
    assert not is_whole("A7", "A07")


@pytest.mark.parametrize("text", ["SEP-01", "MAR1", "1-2", "2/3", "007", "1.10", "2E1", "1-2-3"])
def test_an_id_that_a_spreadsheet_may_change_is_known(text: str) -> None:
    assert may_be_changed(text)


@pytest.mark.parametrize("text", ["A07", "12", "1.2.3", "BE-24-1", "1.1", "35-40", "MARCH", "A07-M2"])
def test_an_id_that_a_spreadsheet_leaves_alone_is_known(text: str) -> None:
    assert not may_be_changed(text)

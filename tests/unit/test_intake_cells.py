from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipelines.contracts import FEEDS
from pipelines.contracts.base import Column, ColumnSpec, Table
from pipelines.intake.sheets.cells import convert


def _column(name: str, table: str = "updates", feed: str = "return") -> ColumnSpec:
    found = FEEDS[feed].tables[table]
    assert isinstance(found, Table)
    return found.columns[name]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-10-31", date(2026, 10, 31)),
        ("31/10/2026", date(2026, 10, 31)),
        ("31.10.2026", date(2026, 10, 31)),
        (" 31 October 2026 ", date(2026, 10, 31)),
        ("31st Oct 2026", date(2026, 10, 31)),
        ("31 Hydref 2026", date(2026, 10, 31)),
        ("1af Ionawr 2027", date(2027, 1, 1)),
        ("31\u00a0October\u00a02026", date(2026, 10, 31)),
        (date(2026, 10, 31), date(2026, 10, 31)),
    ],
)
def test_a_day_is_read_however_people_write_it(written: Any, meant: date) -> None:
    converted = convert(written, _column("completed_on"))

    assert (converted.value, converted.problem, converted.warning) == (meant, None, None)


@pytest.mark.parametrize("written", ["A07", "a07", "A 07"])
def test_the_number_of_an_action_is_read_in_either_case_and_with_a_space(written: str) -> None:
    converted = convert(written, _column("action_id"))

    assert (converted.value, converted.problem, converted.warning) == ("A07", None, None)


@pytest.mark.parametrize(
    ("written", "column", "table", "meant"),
    [
        ("A7", "action_id", "updates", "A07"),
        ("7", "action_id", "updates", "A07"),
        (7.0, "action_id", "updates", "A07"),
        ("112", "action_id", "updates", "A112"),
        ("a7-m2", "milestone_id", "milestone_updates", "A07-M2"),
        ("7 - M2", "milestone_id", "milestone_updates", "A07-M2"),
    ],
)
def test_a_number_without_its_letter_or_nought_is_completed_and_said_so(
    written: Any, column: str, table: str, meant: str
) -> None:
    converted = convert(written, _column(column, table))

    assert (converted.value, converted.problem) == (meant, None)
    assert converted.warning is not None
    assert converted.warning.code == "answer_read_as"
    assert dict(converted.warning.params)["read_as"] == meant


def test_a_step_s_number_where_an_action_s_belongs_is_left_as_it_was_typed() -> None:
    assert convert("7-M2", _column("action_id")).value == "7-M2"
    assert convert("7", _column("milestone_id", "milestone_updates")).value == "7"


def test_what_cannot_be_seen_in_a_number_is_taken_out_and_said_so() -> None:
    converted = convert("a07\u0007", _column("action_id"))

    assert converted.value == "A07"
    assert converted.warning is not None
    assert converted.warning.code == "characters_removed"


@pytest.mark.parametrize("written", ["Action 7", "A07 and A08", "seven", "A-7", "A1234567"])
def test_words_beside_the_number_of_an_action_are_left_for_the_contract_to_refuse(written: str) -> None:
    assert convert(written, _column("action_id")).value == written


@pytest.mark.parametrize(
    ("written", "meant"), [("03/04/26", date(2026, 4, 3)), ("3/4/2026", date(2026, 4, 3))]
)
def test_a_day_that_could_be_a_month_is_read_day_first_and_said_so(written: str, meant: date) -> None:
    converted = convert(written, _column("completed_on"))

    assert converted.value == meant
    assert converted.warning
    assert converted.warning.message("en") == f"“{written}” was read day first, as 3 April 2026."


@pytest.mark.parametrize(
    "written", ["2026-02-30", "10/31/2026", "soon", "31 Oktober 2026", "1999-12-31", "12:30"]
)
def test_a_day_that_is_none_is_a_problem(written: str) -> None:
    assert convert(written, _column("completed_on")).problem


@pytest.mark.parametrize("written", ["2027-03", "03/2027", "March 2027", "Mawrth 2027"])
def test_a_month_means_its_last_day_where_the_column_says_so(written: str) -> None:
    assert convert(written, _column("forecast_finish")).value == date(2027, 3, 31)


def test_a_month_is_no_day_elsewhere() -> None:
    found = convert("2027-03", _column("completed_on")).problem

    assert found
    assert found.code == "date_needs_day"


def test_a_month_means_its_first_day_for_a_start() -> None:
    assert convert("2024-02", _column("planned_start", "actions", "register")).value == date(2024, 2, 1)


def test_a_bare_number_is_a_day_only_if_it_must_be_and_is_said_so() -> None:
    converted = convert(46326.0, _column("completed_on"))

    assert converted.value == date(2026, 10, 31)
    assert converted.warning
    assert converted.warning.code == "date_from_number"
    assert convert(46326.0, _column("completed_on"), counts_from_1904=True).problem
    assert convert(12.0, _column("completed_on")).problem


@pytest.mark.parametrize(
    ("column", "written", "code"),
    [
        ("rating", "On track", "on_track"),
        ("rating", "on-track", "on_track"),
        ("rating", " ON_TRACK ", "on_track"),
        ("rating", "Ar y trywydd iawn", "on_track"),
        ("rating", "Wedi’i oedi", "delayed"),
        ("stage", "Ar y gweill", "in_progress"),
        ("stage", "ongoing", "in_progress"),
        ("stage", "Wedi'i gwblhau", "complete"),
        ("words_language", "Cymraeg", "cy"),
        ("words_language", "Saesneg", "en"),
    ],
)
def test_many_spellings_are_one_code(column: str, written: str, code: str) -> None:
    assert convert(written, _column(column)).value == code


@pytest.mark.parametrize(
    ("written", "code"), [("On Track", None), ("mewn perygl", None), ("late", "answer_read_as")]
)
def test_a_spelling_that_is_not_ours_is_said_back(written: str, code: str | None) -> None:
    warning = convert(written, _column("rating")).warning

    assert (warning and warning.code) == code
    assert warning is None or warning.message("en") == "“late” was read as “Delayed”."


def test_a_day_that_is_none_is_answered_with_the_month_only_where_a_month_will_do() -> None:
    found = {name: convert("TBC", _column(name)).problem for name in ("forecast_finish", "completed_on")}

    assert {name: problem and problem.code for name, problem in found.items()} == {
        "forecast_finish": "month_unreadable",
        "completed_on": "date_unreadable",
    }


def test_an_unknown_answer_names_those_that_are_known_in_the_readers_language() -> None:
    found = convert("On fire", _column("rating")).problem

    assert found
    assert (
        found.message("en") == "“On fire” is not one of the answers. Use one of: On track, At risk, Delayed."
    )
    assert "Ar y trywydd iawn" in found.message("cy")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("yes", True), ("Ydy", True), ("x", True), (True, True), (1.0, True), ("nac ydy", False), (0, False)],
)
def test_yes_and_no_are_read_in_both_languages(written: Any, meant: bool) -> None:
    assert convert(written, _column("no_change")).value is meant


@pytest.mark.parametrize("written", ["#REF!", "#DIV/0!", "Err:502"])
def test_an_error_of_the_spreadsheet_program_is_a_problem(written: str) -> None:
    found = convert(written, _column("what_happened")).problem

    assert found
    assert found.code == "cell_in_error"


def test_what_cannot_be_seen_is_taken_out_of_words_and_said_so() -> None:
    converted = convert("The gate\u202e is open\x07", _column("what_happened"))

    assert converted.value == "The gate is open"
    assert converted.warning
    assert converted.warning.code == "characters_removed"


def test_welsh_letters_and_line_breaks_stay_as_they_are() -> None:
    words = "Ŵy ŷd â ê î ô û ï\nail linell"

    assert convert(words.replace("\n", "\r\n"), _column("what_happened")).value == words


@pytest.mark.parametrize(("written", "meant"), [(14.0, 14), ("14", 14), ("1,234", 1234), ("1 234", 1234)])
def test_a_count_is_read_as_a_whole_number(written: Any, meant: int) -> None:
    assert convert(written, _column("participants", "engagements", "engagements")).value == meant


@pytest.mark.parametrize("written", ["about 14", 14.5, "1,23", True, "９"])
def test_what_is_not_quite_a_count_is_a_problem(written: Any) -> None:
    assert convert(written, _column("participants", "engagements", "engagements")).problem


@pytest.mark.parametrize(("written", "meant"), [("£1,250.50", "1250.50"), (30.0, "30.00"), ("0", "0.00")])
def test_an_amount_is_read_to_the_penny(written: Any, meant: str) -> None:
    amount = ColumnSpec("expenses", Column("Expenses", "What was paid."), Decimal, is_required=False)

    assert convert(written, amount).value == Decimal(meant)

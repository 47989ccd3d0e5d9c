from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipelines.contracts import FEEDS
from pipelines.contracts.base import Column, ColumnSpec, Table
from pipelines.intake.sheets.cells import convert
from pipelines.intake.sheets.plan_ids import Ids, PlanIds

OF_THE_PLAN = PlanIds(Ids(frozenset({"A07", "A112"})), Ids(frozenset({"A07-M2"})))


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
    converted = convert(written, _column("action_id"), plan_ids=OF_THE_PLAN)

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
    converted = convert(written, _column(column, table), plan_ids=OF_THE_PLAN)

    assert (converted.value, converted.problem) == (meant, None)
    assert converted.warning is not None
    assert converted.warning.code == "answer_read_as"
    assert dict(converted.warning.params)["read_as"] == meant


def test_a_step_s_number_where_an_action_s_belongs_is_left_as_it_was_typed() -> None:
    assert convert("7-M2", _column("action_id"), plan_ids=OF_THE_PLAN).value == "7-M2"
    steps = _column("milestone_id", "milestone_updates")
    assert convert("7", steps, plan_ids=OF_THE_PLAN).value == "7"


def test_what_cannot_be_seen_in_a_number_is_taken_out_and_said_so() -> None:
    converted = convert("a07\u0007", _column("action_id"), plan_ids=OF_THE_PLAN)

    assert converted.value == "A07"
    assert converted.warning is not None
    assert converted.warning.code == "characters_removed"


@pytest.mark.parametrize("written", ["Action 7", "A07 and A08", "seven", "A-7", "A1234567"])
def test_words_beside_the_number_of_an_action_are_left_as_they_were_typed(written: str) -> None:
    assert convert(written, _column("action_id"), plan_ids=OF_THE_PLAN).value == written


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
    found = {name: convert("soon", _column(name)).problem for name in ("forecast_finish", "completed_on")}

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


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Red", "delayed"),
        ("RED.", "delayed"),
        ("RAG: amber", "at_risk"),
        ("Amber (RAG)", "at_risk"),
        ("BRAG – Green", "on_track"),
        ("status: red", "delayed"),
        ("RAG status = Amber", "at_risk"),
        ("rated green", "on_track"),
        ("🔴", "delayed"),
        ("Coch", "delayed"),
        ("oren", "at_risk"),
        ("Ambr", "at_risk"),
        ("Statws: gwyrdd", "on_track"),
        ("Wedi’i raddio’n goch", "delayed"),
        ("Status: on track", "on_track"),
    ],
)
def test_the_colour_of_a_rating_is_read_as_the_rating_and_said_back(written: str, code: str) -> None:
    converted = convert(written, _column("rating"))

    assert (converted.value, converted.problem) == (code, None)
    assert converted.warning
    assert converted.warning.code == "answer_read_as"


@pytest.mark.parametrize("written", ["amber/red", "not red", "was green", "green?", "RAG", "R", "yellow"])
def test_a_colour_that_could_mean_either_or_neither_is_not_read(written: str) -> None:
    found = convert(written, _column("rating")).problem

    assert found
    assert found.code == "code_unknown"


def test_what_may_stand_beside_a_stage_or_a_step_s_state_adds_nothing_to_it() -> None:
    assert convert("Status: in progress", _column("stage")).value == "in_progress"
    assert convert("Cyflwr: wedi’i wneud", _column("state", "milestone_updates")).value == "done"
    assert convert("RAG: in progress", _column("stage")).problem


@pytest.mark.parametrize("column", ["forecast_finish", "completed_on"])
@pytest.mark.parametrize(
    "written",
    [
        "end of March 2026",
        "end March 26",
        "End-March 2026",
        "by the end of March 2026",
        "end of 03/2026",
        "diwedd Mawrth 2026",
        "erbyn diwedd mis Mawrth ’26",
    ],
)
def test_the_end_of_a_month_is_its_last_day_and_said_so(written: str, column: str) -> None:
    converted = convert(written, _column(column))

    assert (converted.value, converted.problem) == (date(2026, 3, 31), None)
    assert converted.warning
    assert converted.warning.message("en") == f"“{written}” was read as “31 March 2026”."


def test_the_end_of_february_is_the_29th_in_a_leap_year() -> None:
    assert convert("end of February 2028", _column("forecast_finish")).value == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("written", "could_mean"),
    [
        ("Q1 2027", "January – March 2027 or April – June 2027"),
        ("2027 Q1", "January – March 2027 or April – June 2027"),
        ("quarter 4, 2026", "October – December 2026 or January – March 2027"),
        ("Q1 2026/27", "April – June 2026"),
        ("Q4 2025-26", "January – March 2026"),
        ("mid 2026", "May – August 2026"),
        ("spring 2026", "March – May 2026"),
        ("Spring 2026/27", "March – May 2026 or March – May 2027"),
        ("early 2027", "January – April 2027"),
        ("late autumn 2026", "September – November 2026"),
        ("winter 2026", "January – February 2026 or December 2026 – February 2027"),
        ("end of 2026", "October – December 2026 or January – March 2027"),
        ("mid March 2026", "March 2026"),
        ("March/April 2026", "March 2026 or April 2026"),
        ("2026", "January – December 2026"),
        (2026.0, "January – December 2026"),
        ("2026/27", "April 2026 – March 2027"),
        ("Chwarter 1 2027", "January – March 2027 or April – June 2027"),
        ("canol 2026", "May – August 2026"),
        ("gwanwyn 2026", "March – May 2026"),
        ("yr hydref 2026", "September – November 2026"),
        ("dechrau 2027", "January – April 2027"),
    ],
)
def test_a_time_without_a_month_is_refused_with_the_months_that_it_could_mean(
    written: Any, could_mean: str
) -> None:
    for column, code in (("forecast_finish", "date_is_vague"), ("completed_on", "day_is_vague")):
        found = convert(written, _column(column)).problem
        assert found
        assert found.code == code
        assert f"could mean {could_mean}. Write" in found.message("en")


def test_the_months_that_were_meant_are_named_in_welsh_too() -> None:
    found = convert("Ch1 2027", _column("forecast_finish")).problem

    assert found
    assert found.message("cy").startswith(
        "Gallai “Ch1 2027” olygu Ionawr – Mawrth 2027 neu Ebrill – Mehefin 2027."
    )


def test_a_month_that_is_a_season_too_is_said_back() -> None:
    converted = convert("Hydref 2026", _column("forecast_finish"))

    assert converted.value == date(2026, 10, 31)
    assert converted.warning
    assert convert("31 Hydref 2026", _column("forecast_finish")).warning is None


@pytest.mark.parametrize("written", ["Q5 2026", "spring", "late 1999", "spring 2026 or so", "2026/28", "26"])
def test_what_names_no_months_of_a_year_is_no_date(written: str) -> None:
    found = convert(written, _column("forecast_finish")).problem

    assert found
    assert found.code == "month_unreadable"


@pytest.mark.parametrize(
    "written",
    ["n/a", "N/A.", "-", "–", "--", "none", "TBC", "(tbd)", "?", "Dim", "I’w gadarnhau", "amherthnasol"],
)
@pytest.mark.parametrize("column", ["forecast_finish", "rating", "evidence", "next_step"])
def test_what_stands_for_nothing_is_an_empty_cell_and_said_so(written: str, column: str) -> None:
    converted = convert(written, _column(column))

    assert (converted.value, converted.problem) == (None, None)
    assert converted.warning
    assert converted.warning.message("en") == f"“{written}” was read as an empty cell."


@pytest.mark.parametrize("written", ["none", "dim", "nil"])
def test_none_is_not_taken_for_silence_where_a_number_or_a_yes_or_no_is_asked_for(written: str) -> None:
    assert convert(written, _column("no_change")).problem
    assert convert(written, _column("participants", "engagements", "engagements")).problem
    assert convert("n/a", _column("no_change")).problem is None
    assert convert("–", _column("participants", "engagements", "engagements")).problem is None


@pytest.mark.parametrize("written", ["No", "TBC by the council", "None of the shops has opened."])
def test_words_that_only_begin_like_nothing_are_words(written: str) -> None:
    assert convert(written, _column("what_happened")).value == written


def test_what_somebody_said_is_left_as_it_is() -> None:
    assert convert("None", _column("comment", "comments", "comments")).value == "None"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("www.example.org/a", "https://www.example.org/a"),
        ("WWW.example.org", "https://WWW.example.org"),
    ],
)
def test_a_web_address_without_its_beginning_gets_it_and_is_said_so(written: str, meant: str) -> None:
    converted = convert(written, _column("evidence"))

    assert converted.value == meant
    assert converted.warning
    assert converted.warning.message("en") == f"“{written}” was read as “{meant}”."


def test_only_a_column_of_web_addresses_is_read_as_one() -> None:
    assert convert("www.example.org", _column("what_happened")).value == "www.example.org"

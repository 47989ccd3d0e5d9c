"""What people feel, through the door: tallies that can be, of the plan, with nobody named."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipelines.intake.workbooks.tally import write_tally
from pipelines.landing import latest
from pipelines.receipts.receipt import Receipt
from tests.support.door import DEMO, OPEN, codes, new_home, send, warned, warnings, workbook

TOLD = datetime(2025, 6, 20, 9, tzinfo=UTC)
EVENT = {
    "event_id": "F1",
    "held_on": date(2025, 6, 14),
    "name_en": "The summer fair",
    "name_cy": "Ffair yr haf",
    "place_en": "The leisure centre",
    "place_cy": "Y ganolfan hamdden",
    "people": 48,
    "not_there_en": "People who work on Saturdays.",
    "not_there_cy": "Pobl sy’n gweithio ar ddydd Sadwrn.",
}
ANSWER = {
    "event_id": "F1",
    "theme_id": "health-wellbeing",
    "action_id": None,
    "noticed": 21,
    "not_yet": 14,
    "worse": 0,
    "cannot_say": 8,
}
Row = dict[str, Any]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path)


def tallies(home: Path, events: list[Row], answers: list[Row]) -> Receipt:
    sheets = {
        name: [list(rows[0]), *(list(row.values()) for row in rows)]
        for name, rows in (("Events", events), ("Answers", answers))
    }
    path = workbook(home.parent / "felt.xlsx", sheets)
    return send(path, home, feed="felt", partner_id=None, round_id=None, received_at=TOLD)


def test_tallies_of_an_event_land_as_they_were_counted_and_rows_without_a_number_do_not(home: Path) -> None:
    silent = ANSWER | dict.fromkeys(("noticed", "not_yet", "worse", "cannot_say"))
    of_action = silent | {"theme_id": None, "action_id": "A07", "not_yet": 48}
    other = of_action | {"action_id": "A08", "not_yet": 1}
    nothing = [silent | {"theme_id": None, "action_id": f"A0{number}"} for number in range(1, 6)]

    receipt = tallies(home, [EVENT], [ANSWER, *nothing, of_action, other])

    assert receipt.accepted, receipt.problems
    (warning,) = warnings(receipt)
    assert (warning.code, warning.sheet) == ("felt_rows_silent", "Answers")
    assert "(5)" in warning.message
    found = latest(home, "felt")
    assert found is not None
    assert [row["people"] for row in found.rows("felt_events")] == [48]
    assert [
        (row["theme_id"], row["action_id"], row["noticed"], row["not_yet"], row["worse"])
        for row in found.rows("felt_answers")
    ] == [("health-wellbeing", None, 21, 14, 0), (None, "A07", None, 48, None), (None, "A08", None, 1, None)]


@pytest.mark.parametrize(
    ("code", "event", "answer"),
    [
        ("felt_more_than_people", {"people": 42}, {}),
        ("felt_more_than_people", {}, {"cannot_say": 14}),
        ("date_in_future", {"held_on": date(2025, 6, 21)}, {}),
        ("theme_unknown", {}, {"theme_id": "weather"}),
        ("action_unknown", {}, {"theme_id": None, "action_id": "A99"}),
        ("felt_of_both", {}, {"action_id": "A07"}),
        ("felt_of_neither", {}, {"theme_id": None}),
        ("felt_event_unknown", {}, {"event_id": "F2"}),
        ("number_too_small", {}, {"worse": -1}),
        ("number_too_large", {"people": 1_000_001}, {}),
        ("number_unreadable", {}, {"worse": "a few"}),
        ("value_missing", {"not_there_en": None}, {}),
        ("value_missing", {"name_cy": None}, {}),
        ("felt_holds_personal_data", {"not_there_en": "Ask on 07700 900123."}, {}),
    ],
)
def test_what_cannot_be_is_refused_whole_with_the_place_where_it_stands(
    code: str, event: Row, answer: Row, home: Path
) -> None:
    receipt = tallies(home, [EVENT | event], [ANSWER | answer])

    assert codes(receipt) == [code]
    (problem,) = receipt.problems
    assert (problem.sheet in ("Events", "Answers"), problem.row) == (True, 2)
    assert latest(home, "felt") is None


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"theme_id": None, "action_id": "the seventh"}, ["plan_id_malformed"]),
        ({"theme_id": None, "noticed": "a few"}, ["felt_of_neither", "number_unreadable"]),
    ],
)
def test_what_a_row_is_about_is_asked_for_unless_it_is_there_and_cannot_be_read(
    answer: Row, expected: list[str], home: Path
) -> None:
    assert codes(tallies(home, [EVENT], [ANSWER | answer])) == expected


def test_an_event_and_what_was_asked_there_stand_once(home: Path) -> None:
    receipt = tallies(home, [EVENT, EVENT], [ANSWER, ANSWER | {"noticed": 1}])

    assert codes(receipt) == ["id_twice", "felt_twice"]
    assert [found.column for found in receipt.problems] == ["event_id", "theme_id"]


def test_an_event_that_was_sent_before_is_said_to_be_replaced(home: Path) -> None:
    first = tallies(home, [EVENT], [ANSWER])
    again = tallies(home, [EVENT, EVENT | {"event_id": "F2"}], [ANSWER | {"noticed": 1}])

    assert not warnings(first)
    assert [(found.code, found.row) for found in warnings(again)] == [("felt_event_again", 2)]


def test_an_action_that_stands_twice_is_named_in_its_own_column(home: Path) -> None:
    of_action = ANSWER | {"theme_id": None, "action_id": "A07"}

    (found,) = tallies(home, [EVENT], [ANSWER, of_action, of_action]).problems
    assert (found.code, found.row, found.column) == ("felt_twice", 4, "action_id")


def test_a_name_that_the_register_lists_is_in_no_word_of_an_event(home: Path, tmp_path: Path) -> None:
    register = Path(shutil.copytree(DEMO / "register", tmp_path / "register"))
    (register / "names_to_screen.csv").write_text("name\nZqname\n", encoding="utf-8")
    loaded = send(register, home, feed="register", partner_id=None, round_id=None, received_at=OPEN)
    assert loaded.accepted, loaded.problems

    assert codes(tallies(home, [EVENT | {"place_en": "At Zqname's"}], [ANSWER])) == [
        "felt_holds_personal_data"
    ]


def test_the_workbook_of_an_event_comes_back_with_the_tallies_and_without_its_paper(home: Path) -> None:
    path = home.parent / "tally.xlsx"
    asked = [("theme_id", "health-wellbeing"), ("action_id", "A07")]
    write_tally(home, date(2025, 6, 14), asked, "cy", path)
    book = openpyxl.load_workbook(path)
    paper, events, answers = book.worksheets
    said = [str(row[0].value) for row in paper.iter_rows() if row[0].value]
    assert {"Have you noticed a change?", "Ydych chi wedi sylwi ar newid?"} <= set(said)
    for column, value in enumerate(list(EVENT.values())[2:], start=3):
        events.cell(2, column, value)
    answers.cell(3, 5, 12)
    book.save(path)

    receipt = send(path, home, feed="felt", partner_id=None, round_id=None, received_at=TOLD)

    assert (codes(receipt), warned(receipt)) == ([], {"felt_rows_silent"})
    found = latest(home, "felt")
    assert found is not None
    assert [(row["action_id"], row["noticed"]) for row in found.rows("felt_answers")] == [("A07", 12)]
    again = send(path, home, feed="felt", partner_id=None, round_id=None, received_at=TOLD)
    assert again.duplicate_of == receipt.receipt_id

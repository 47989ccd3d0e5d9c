"""The answers to a form as comments: of the columns that are named as answers, and of no other."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from pipelines.contracts import FEEDS
from pipelines.intake.reading.reader import Reading, Sheet
from pipelines.intake.sheets.forms import Answers, lay_out_form
from pipelines.intake.sheets.personal import is_personal
from pipelines.intake.sheets.rows import TypedRow, typed
from pipelines.receipts.receipt import ColumnUse

DAY = date(2023, 11, 2)
LIKE, CHANGE = (
    "What do you like about living here?\nSay as much as you want",
    "Name one thing you would change",
)
MICROSOFT = [
    ["ID", "Start time", "Completion time", "Email", "Name", "Language", "Which area?", LIKE, CHANGE],
    [1, DAY, DAY, "a@example.org", "Ann Example", "English", "Ely", "The park", "Better lights"],
    [2, DAY, DAY, "anonymous", None, "Welsh", "Ely", "Neighbours who look out for you", "Dim byd"],
    [3, DAY, DAY, "anonymous", "Anonymous", "English", "Caerau", "n/a", "More bins please"],
    [4, DAY, DAY, "anonymous", None, "English", "Ely", None, "More bins please"],
    [5, DAY, DAY, "anonymous", None, "English", "Caerau", "The library", "Rhagor o fysiau"],
]
GOOGLE_IN_WELSH = [
    ["Stamp amser", "E-bost", "Eich enw llawn", "Côd post", "Beth hoffech ei newid?"],
    ["2023/11/02 10:01", "a@example.cymru", "Rhys Enghraifft", "CF5 4XX", "Mwy o olau ar y llwybr"],
    ["2023/11/02 10:04", "", "", "", "Lle i bobl ifanc"],
]


SAID = {LIKE: "have", CHANGE: "change"}
SAID_IN_WELSH = {"Beth hoffech ei newid?": "newid"}


def _laid_out(
    rows: list[list[Any]],
    said: Mapping[str, str | None],
    engagement_id: str | None = "E21",
    before: tuple[str, Answers] | None = None,
) -> Any:
    reading = Reading("xlsx", (Sheet("Form1", rows),))
    return lay_out_form(FEEDS["comments"], reading, engagement_id, said, lambda _: before)


def _rows(rows: list[list[Any]], said: Mapping[str, str | None], **about: Any) -> list[TypedRow]:
    (found,) = _laid_out(rows, said, **about).tables.values()
    return typed(found, counts_from_1904=False).rows


def _refused(rows: list[list[Any]], said: Mapping[str, str | None], **about: Any) -> list[str]:
    layout = _laid_out(rows, said, **about)
    (found,) = layout.tables.values()
    assert list(found.rows()) == []
    return [problem.code for problem in layout.problems]


def test_every_answer_in_words_is_a_comment_with_its_question_and_the_row_of_whoever_gave_it() -> None:
    said = [(row.number, row["question"], row["comment"]) for row in _rows(MICROSOFT, SAID)]

    assert said == [
        (2, "have", "The park"),
        (2, "change", "Better lights"),
        (3, "have", "Neighbours who look out for you"),
        (4, "change", "More bins please"),
        (5, "change", "More bins please"),
        (6, "have", "The library"),
        (6, "change", "Rhagor o fysiau"),
    ]


def test_headings_that_stand_again_are_no_answers_and_it_is_said() -> None:
    layout = _laid_out([*MICROSOFT, MICROSOFT[0]], SAID)

    assert [row["comment"] for row in _rows([*MICROSOFT, MICROSOFT[0]], SAID)] == [
        row["comment"] for row in _rows(MICROSOFT, SAID)
    ]
    assert [found.row for found in layout.warnings if found.code == "second_header_ignored"] == [7]


@pytest.mark.parametrize(("rows", "said"), [(MICROSOFT, SAID), (GOOGLE_IN_WELSH, SAID_IN_WELSH)])
def test_nothing_but_what_was_named_becomes_a_row(rows: list[list[Any]], said: dict[str, str]) -> None:
    told = " ".join(str(value) for row in _rows(rows, said) for value in row.values.values())

    for kept_out in ("example", "Ann", "Rhys", "CF5", "Caerau", "2023", "English"):
        assert kept_out not in told


def test_of_every_column_it_is_said_what_was_done_with_it() -> None:
    layout = _laid_out(MICROSOFT, SAID)

    assert [(each.column, each.use, each.question) for each in layout.form_columns] == [
        *((letter, "left_out", None) for letter in "ABCDEFG"),
        ("H", "answers", "have"),
        ("I", "answers", "change"),
    ]
    assert [warning.message("en") for warning in layout.warnings] == [
        "The answers under “What do you like about living here? Say as much as you want” were taken, each "
        "as a comment on: What we have.",
        "The answers under “Name one thing you would change” were taken, each as a comment on: What we want "
        "to change.",
        "Columns that were left out, so that nothing of them was kept (7): “ID”; “Start time”; “Completion "
        "time”; “Email”; “Name”; “Language”; “Which area?”",
    ]
    welsh = _laid_out(GOOGLE_IN_WELSH, SAID_IN_WELSH).warnings
    assert welsh[0].message("cy") == (
        "Cymerwyd yr atebion o dan “Beth hoffech ei newid?”, pob un yn sylw ar: Yr hyn rydym am ei newid."
    )


def test_a_column_without_a_heading_is_left_out_by_its_letter() -> None:
    rows = [[*GOOGLE_IN_WELSH[0], ""], [*GOOGLE_IN_WELSH[1], "rhys@example.cymru"], GOOGLE_IN_WELSH[2]]
    layout = _laid_out(rows, SAID_IN_WELSH)

    assert layout.form_columns[-1] == ColumnUse(column="F", heading="", use="left_out")
    assert "“F”" in layout.warnings[-1].message("en")


def test_where_nobody_says_which_columns_hold_answers_the_form_is_refused_with_all_of_them() -> None:
    rows = [["Timestamp", "Which area?", "Anything else?"], ["2023", "Ely", "More bins please"]]
    (found,) = _laid_out(rows, {}).problems

    assert found.code == "form_answers_unsaid"
    assert found.message("en").endswith("Its columns: “Timestamp”; “Which area?”; “Anything else?”")
    assert _refused(rows, {}) == ["form_answers_unsaid"]


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("What do we have?", "have"),
        ("WHAT DO WE NEED", "need"),
        ("What would you change?", "change"),
        ("Beth sydd ei angen arnom?", "need"),
        ("Comment", None),
        ("Sylw", None),
    ],
)
def test_a_heading_that_asks_what_there_is_is_needed_or_should_change_need_not_be_named(
    heading: str, question: str | None
) -> None:
    rows = [["Timestamp", "Why do you ask?", heading], ["2023", "No", "More bins please"]]

    assert [(row["question"], row["comment"]) for row in _rows(rows, {})] == [(question, "More bins please")]


def test_what_is_named_counts_alone_even_beside_headings_that_are_known() -> None:
    rows = [["Timestamp", "What do we have?", "Why?"], ["2023", "A park", "It is near"]]

    assert [row["comment"] for row in _rows(rows, {"Why?": None})] == ["It is near"]
    assert [row["comment"] for row in _rows(rows, {}, before=("R1", {"Why?": None}))] == ["It is near"]


def test_what_is_remembered_says_from_which_receipt() -> None:
    warning = _laid_out(MICROSOFT, {}, before=("R1", {CHANGE: "change"})).warnings[0]

    assert warning.code == "form_remembered"
    assert "receipt R1" in warning.message("en")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"What do you want?": "need"}, ["form_column_unknown"]),
        ({CHANGE: "wish"}, ["form_question_unknown"]),
        ({CHANGE: "change", "Email": None}, ["form_column_personal"]),
        ({"Which area?": None, "E-mail": "have"}, ["form_column_unknown"]),
    ],
)
def test_what_is_wrongly_said_of_a_column_is_refused(
    said: dict[str, str | None], expected: list[str]
) -> None:
    assert _refused(MICROSOFT, said) == expected


def test_a_column_that_holds_who_somebody_is_is_refused_whatever_it_is_called() -> None:
    held = ["ann@example.org", "07700 900123", "Ann Other", "None of your business, sorry"]
    rows = [["Timestamp", "Anything you want to add?"], *(["2023", cell] for cell in held)]

    assert _refused(rows, {"Anything you want to add?": None}) == ["form_answers_personal"]


def test_any_file_is_a_form_whose_answers_are_named() -> None:
    rows = [["Respondent", "What is missing?"], ["11832", "A crossing"], ["11833", "n/a"]]

    assert [row["comment"] for row in _rows(rows, {"what is missing?": "need"})] == ["A crossing"]
    assert _laid_out(rows, {}) is None


def test_without_an_engagement_nothing_is_read_and_it_is_said_once() -> None:
    assert _refused(MICROSOFT, SAID, engagement_id=None) == ["form_without_engagement"]


def test_a_column_may_say_the_engagement_of_each_answer() -> None:
    rows = [[*row, name] for row, name in zip(GOOGLE_IN_WELSH, ("Rhif y sesiwn", "E05", "E06"), strict=True)]

    found = _rows(rows, SAID_IN_WELSH, engagement_id=None)
    assert [row["engagement_id"] for row in found] == ["E05", "E06"]
    assert _laid_out(rows, SAID_IN_WELSH).form_columns[-1].use == "engagement"


def test_a_plain_sheet_is_no_form_even_with_a_time_in_it() -> None:
    assert _laid_out([["Timestamp", "engagement_id", "comment"], ["2023", "E05", "More bins"]], {}) is None
    assert _laid_out([["Engagement number", "Comment"], ["E05", "More bins"]], {}) is None
    assert _laid_out([[]], {}) is None


WHO = """
Email; E-mail address; e-bost; Your e-mail (optional); Ebost:; Name; NAME *; First name; Surname; Enw
What is your name?; Beth yw eich enw?; Enw’r plentyn; Cyfenw; Phone number; Telephone (mobile if you can)
Rhif ffôn; Rhif ffon symudol; Postcode; Post code; Cod post; Home address; Cyfeiriad; Date of birth
Dyddiad geni; How old are you?; Age; Age group; Oedran; Your child's name; IP Address; Contact details
Best way to reach you; D.O.B; Instagram handle; Student ID; Next of kin; House number; Who are you?
School attended; Rhif y tŷ; Perthynas agosaf; Pwy ydych chi?; Emergency contact; Job title
Manylion cyswllt; Username; What is your ethnic group?; Eich rhywedd; NHS number
"""
WHAT = """
Name one thing you would change; What do you like about living here?; Beth hoffech ei newid?
Which phone box should stay?; Is this a good place to age in?; A oes rhyw le sy'n teimlo'n unig?
How should we address litter?; Enwch un peth sy'n dda; What should the new park be named?
What would help at your address?; How should the council handle litter?; What would your school need?
Should the hub be on social media?
How could access be better for disabled people?; I ba gyfeiriad dylai'r bws fynd?
"""


def _headers(listed: str) -> list[str]:
    return listed.strip().replace("\n", "; ").split("; ")


@pytest.mark.parametrize("header", _headers(WHO))
def test_a_column_that_asks_who_somebody_is_is_known(header: str) -> None:
    assert is_personal(header)


@pytest.mark.parametrize("header", _headers(WHAT))
def test_a_question_about_the_place_is_not_taken_for_one(header: str) -> None:
    assert not is_personal(header)

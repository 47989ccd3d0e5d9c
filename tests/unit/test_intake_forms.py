"""The answers to a form as comments: what is a question, who somebody is, what was only ticked."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from pipelines.contracts import FEEDS
from pipelines.intake.reading.reader import Reading, Sheet
from pipelines.intake.sheets.forms import lay_out_form
from pipelines.intake.sheets.personal import is_personal
from pipelines.intake.sheets.rows import TypedRow, typed

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


def _laid_out(rows: list[list[Any]], engagement_id: str | None = "E21") -> Any:
    reading = Reading("xlsx", (Sheet("Form1", rows),))
    return lay_out_form(FEEDS["comments"], reading, engagement_id)


def _rows(rows: list[list[Any]], engagement_id: str | None = "E21") -> list[TypedRow]:
    (found,) = _laid_out(rows, engagement_id).tables.values()
    return typed(found, counts_from_1904=False).rows


def _named(layout: Any) -> dict[str, str]:
    return {warning.code: dict(warning.params)["names"] for warning in layout.warnings}


def test_every_answer_in_words_is_a_comment_with_the_row_of_whoever_gave_it() -> None:
    said = [(row.number, row["engagement_id"], row["comment"]) for row in _rows(MICROSOFT)]

    assert said == [
        (2, "E21", "The park"),
        (2, "E21", "Better lights"),
        (3, "E21", "Neighbours who look out for you"),
        (4, "E21", "More bins please"),
        (5, "E21", "More bins please"),
        (6, "E21", "The library"),
        (6, "E21", "Rhagor o fysiau"),
    ]


def test_who_somebody_is_and_what_was_ticked_never_becomes_a_row() -> None:
    for rows in (MICROSOFT, GOOGLE_IN_WELSH):
        told = " ".join(str(value) for row in _rows(rows) for value in row.values.values())

        for kept_out in ("example", "Ann", "Rhys", "CF5", "Caerau", "2023", "English"):
            assert kept_out not in told


def test_what_was_taken_and_what_was_left_out_is_named() -> None:
    assert _named(_laid_out(MICROSOFT)) == {
        "form_questions": "“What do you like about living here? Say as much as you want”; “Name one thing "
        "you would change”",
        "form_personal": "“Email”; “Name”",
        "form_ticked": "“Which area?”",
    }
    assert _named(_laid_out(GOOGLE_IN_WELSH))["form_personal"] == "“E-bost”; “Eich enw llawn”; “Côd post”"


def test_without_an_engagement_nothing_is_read_and_it_is_said_once() -> None:
    layout = _laid_out(MICROSOFT, engagement_id=None)

    assert [problem.code for problem in layout.problems] == ["form_without_engagement"]
    assert _rows(MICROSOFT, engagement_id=None) == []


def test_a_column_may_say_the_engagement_of_each_answer() -> None:
    rows = [[*row, name] for row, name in zip(GOOGLE_IN_WELSH, ("Rhif y sesiwn", "E05", "E06"), strict=True)]

    assert [row["engagement_id"] for row in _rows(rows, engagement_id=None)] == ["E05", "E06"]


def test_a_form_that_only_asks_for_ticks_is_refused() -> None:
    ticked = [["Timestamp", "How safe?"], *[["2023/11/02", "Safe;"]] * 6]

    assert [problem.code for problem in _laid_out(ticked).problems] == ["form_without_words"]


@pytest.mark.parametrize("between", [";", ", "])
def test_several_ticks_in_one_answer_are_no_words_however_they_are_combined(between: str) -> None:
    places = ("Park", "Shop", "Hub", "Library")
    ticked = [between.join(pair) for pair in permutations(places, 2)]
    said = [f"Put lamp {number}, please, on the path" for number in range(len(ticked))]
    rows = [["Timestamp", "Which?", "Why?"], *(["2023", *pair] for pair in zip(ticked, said, strict=True))]

    assert [row["comment"] for row in _rows(rows)] == said


def test_a_plain_sheet_is_no_form_even_with_a_time_in_it() -> None:
    assert _laid_out([["Timestamp", "engagement_id", "comment"], ["2023", "E05", "More bins"]]) is None
    assert _laid_out([["Engagement number", "Comment"], ["E05", "More bins"]]) is None
    assert _laid_out([[]]) is None


WHO = """
Email; E-mail address; e-bost; Your e-mail (optional); Ebost:; Name; NAME *; First name; Surname; Enw
What is your name?; Beth yw eich enw?; Enw’r plentyn; Cyfenw; Phone number; Telephone (mobile if you can)
Rhif ffôn; Rhif ffon symudol; Postcode; Post code; Cod post; Home address; Cyfeiriad; Date of birth
Dyddiad geni; How old are you?; Age; Age group; Oedran; Your child's name; IP Address; Contact details
Manylion cyswllt; Username; What is your ethnic group?; Eich rhywedd; NHS number
"""
WHAT = """
Name one thing you would change; What do you like about living here?; Beth hoffech ei newid?
Which phone box should stay?; Is this a good place to age in?; A oes rhyw le sy'n teimlo'n unig?
How should we address litter?; Enwch un peth sy'n dda; What should the new park be named?
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

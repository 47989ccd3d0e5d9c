"""What the steering group takes in of people: each kind through the one door, and by nobody else."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipelines.landing import landed
from pipelines.workspace import (
    GATHERED,
    Gathering,
    NotAllowed,
    NotPossibleNow,
    Refusal,
    Workspace,
    trying_as,
    uploaded,
)
from tests.support.door import new_home, workbook

STEERING = ("secretary", "chair", "voices_lead")
PERSONAS = (*STEERING, "administrator", "council", "nobody")
ASKED = {
    "question_id": "Q1",
    "action_id": "A09",
    "asked_on": date(2025, 6, 2),
    "question": "When are the barriers put up?",
}


@pytest.fixture(autouse=True)
def refreshes(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Keep refreshes from running; the list has the deployments that asked for one."""
    asked: list[Path] = []
    monkeypatch.setattr("pipelines.workspace.gathering.ask_for_refresh", asked.append)
    monkeypatch.setattr("pipelines.workspace.gathering.prepare_refresh", lambda home: None)
    return asked


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path)


def gathering(home: Path, persona: str = "secretary") -> Gathering:
    return Gathering(Workspace(home, trying_as(persona)))


def asked(home: Path, **said: Any) -> bytes:
    row = ASKED | said
    path = workbook(home.parent / "asked.xlsx", {"Questions": [list(row), list(row.values())]})
    return path.read_bytes()


def filled(content: bytes, sheet: int, **values: Any) -> bytes:
    """Return a workbook with one row of one sheet filled in, by the words of its headers."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book.worksheets[sheet]
    columns = {cell.value: cell.column for cell in page[1]}
    for name, value in values.items():
        page.cell(2, columns[name.replace("_", " ")], value)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize("persona", PERSONAS)
def test_only_the_steering_group_takes_anything_in_or_has_its_workbooks(home: Path, persona: str) -> None:
    checked = gathering(home).check(uploaded("asked.xlsx", asked(home)), "questions", "en")
    place, passed = gathering(home, persona), 0
    for deed in (
        lambda: place.check(checked.upload, "questions", "en"),
        lambda: place.submit(checked, "questions", "en"),
        lambda: place.marked(checked, "questions", "en"),
        lambda: place.workbook("questions", "en"),
        lambda: place.tally(date(2025, 7, 1), [], "en"),
        lambda: place.subjects("en"),
        lambda: place.last_receipt("questions"),
    ):
        try:
            deed()
            passed += 1
        except NotAllowed:
            continue

    assert passed == (7 if persona in STEERING else 0)
    assert bool(landed(home, "questions")) == (persona in STEERING)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3/4/2025", date(2025, 4, 3)),
        ("14 Mehefin 2025", date(2025, 6, 14)),
        ("2025-06-14", date(2025, 6, 14)),
    ],
)
def test_the_day_of_an_event_is_read_as_the_door_reads_it(home: Path, typed: str, day: date) -> None:
    assert gathering(home).day(typed, "en") == day


@pytest.mark.parametrize(
    ("typed", "lang", "told"),
    [
        ("soon", "en", "“soon” is not a date. Write it like this: 31/10/2026"),
        ("soon", "cy", "Nid dyddiad yw “soon”. Ysgrifennwch ef fel hyn: 31/10/2026"),
        ("31/02/2025", "en", "“31/02/2025” is not a date"),
        ("14/06/1925", "en", "“14/06/1925” is not a date between 2000 and 2100"),
        ("June 2025", "en", "June 2025"),
        *(
            (empty, "en", "This may not be empty. Enter the day of the event, for example: ")
            for empty in ("", "  ", "-")
        ),
        ("", "cy", "Ni chaiff hwn fod yn wag. Rhowch ddiwrnod y digwyddiad, er enghraifft: "),
    ],
)
def test_what_is_no_day_is_answered_with_how_one_is_written(
    home: Path, typed: str, lang: str, told: str
) -> None:
    with pytest.raises(Refusal) as refused:
        gathering(home).day(typed, lang)

    assert told in str(refused.value)


def test_what_is_looked_at_records_nothing_and_what_is_sent_has_its_receipt_and_a_refresh(
    home: Path, refreshes: list[Path]
) -> None:
    place = gathering(home)
    checked = place.check(uploaded("asked.xlsx", asked(home)), "questions", "cy")
    before = landed(home, "questions"), place.last_receipt("questions"), list(refreshes)
    receipt = place.submit(checked, "questions", "cy")
    again = place.submit(checked, "questions", "cy")

    assert before == ([], None, [])
    assert (checked.preview.problems, checked.preview.rows) == ((), {"questions": 1})
    assert (receipt.accepted, receipt.feed, receipt.language) == (True, "questions", "cy")
    assert receipt.submitted_by == place.desk.visitor.name
    assert again.duplicate_of == receipt.receipt_id
    assert place.last_receipt("questions") == receipt
    assert refreshes == [home, home]


def test_a_file_that_is_wrong_gets_the_doors_sentences_and_a_marked_copy_and_is_kept_nowhere(
    home: Path, refreshes: list[Path]
) -> None:
    place = gathering(home)
    checked = place.check(uploaded("asked.xlsx", asked(home, action_id="A99")), "questions", "en")
    receipt = place.submit(checked, "questions", "en")
    marked = openpyxl.load_workbook(io.BytesIO(place.marked(checked, "questions", "en")))

    assert [problem.code for problem in checked.preview.problems] == ["action_unknown"]
    assert not receipt.accepted
    assert (landed(home, "questions"), refreshes) == ([], [])
    assert checked.preview.problems[0].message in [
        cell.value for row in marked.worksheets[0].iter_rows() for cell in row
    ]


@pytest.mark.parametrize("feed", ["return", "decisions", "register", "nothing"])
def test_nothing_else_is_taken_in_here(home: Path, feed: str) -> None:
    with pytest.raises(NotPossibleNow):
        gathering(home).check(uploaded("asked.xlsx", asked(home)), feed, "en")


def test_every_workbook_filled_in_as_it_was_downloaded_is_taken_in(home: Path) -> None:
    place = gathering(home)
    tally = filled(
        place.tally(date(2025, 6, 14), [("theme_id", "health-wellbeing")], "en"), 1,
        Event_in_English="The summer fair", Event_in_Welsh="Ffair yr haf", People_there=40,
        Place_in_English="The leisure centre", Place_in_Welsh="Y ganolfan hamdden",
    )  # fmt: skip
    tally = filled(tally, 1, **{"Who_was_not_there,_in_English": "Nobody under 16.",
                                "Who_was_not_there,_in_Welsh": "Neb dan 16."})  # fmt: skip
    books = {
        "felt": filled(tally, 2, Noticed_a_change=12, Not_yet=9),
        "questions": filled(
            place.workbook("questions", "en"), 0,
            Action_number="A09", Asked_on=date(2025, 6, 2), Question="When?",
            What_may_be_shown="On the web page",
        ),
        "indicator_values": filled(
            place.workbook("indicator_values", "en"), 0,
            Indicator="early-buses", Date=date(2024, 12, 31), Place_in_English="Ely",
            Value=14, Unit="buses a weekday",
        ),
    }  # fmt: skip
    receipts = {
        feed: place.submit(place.check(uploaded("book.xlsx", book), feed, "en"), feed, "en")
        for feed, book in books.items()
    }

    assert tuple(books) == GATHERED
    assert {feed: receipt.problems for feed, receipt in receipts.items()} == dict.fromkeys(GATHERED, ())
    assert receipts["felt"].rows == {"felt_events": 1, "felt_answers": 1}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_workbook_offers_the_plans_own_ids_and_the_answers_in_its_language(
    home: Path, language: str
) -> None:
    offered = {}
    for feed in ("questions", "indicator_values"):
        page = openpyxl.load_workbook(io.BytesIO(gathering(home).workbook(feed, language))).worksheets[0]
        offered |= {
            page.cell(1, next(iter(rule.sqref.ranges)).min_col).value: rule.formula1
            for rule in page.data_validations.dataValidation
            if rule.type == "list"
        }
    told = "\n".join(f"{name}: {answers}" for name, answers in offered.items())

    assert "health-wellbeing" in told
    assert "early-buses" in told
    assert {"en": "In general words only", "cy": "Mewn geiriau cyffredinol yn unig"}[language] in told

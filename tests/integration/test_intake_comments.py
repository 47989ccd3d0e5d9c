"""Comments without Taguette, through the door: nothing of a form lands but what was said and where."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.landing import latest
from pipelines.receipts.receipt import Receipt
from tests.support.door import DEMO, codes, new_home, send, workbook

JUNE = datetime(2024, 6, 11, 9, tzinfo=UTC)
GOOGLE = (
    "Timestamp,Email Address,Your postcode,What would you change?\r\n"
    "2023/11/02 10:01:22 am GMT,rhys@somebody.test,CF5 4XX,Mwy o olau ar y llwybr\r\n"
    "2023/11/02 10:04:22 am GMT,ann@somebody.test,CF5 4YY,More bins please\r\n"
    "2023/11/02 10:05:22 am GMT,bob@somebody.test,CF5 4ZZ,More bins please\r\n"
    "2023/11/02 10:09:22 am GMT,,,A crossing by the school\r\n"
)
PERSONAL = (b"somebody.test", b"CF5 4", b"Ann Other", b"10:01:22")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = new_home(tmp_path)
    assert _sent(DEMO / "listening" / "engagements.csv", made, feed="engagements").accepted
    return made


def _sent(path: Path, home: Path, **about: Any) -> Receipt:
    return send(
        path,
        home,
        **({"feed": "comments", "partner_id": None, "round_id": None, "received_at": JUNE} | about),
    )


def _landed(home: Path) -> list[tuple[str, str]]:
    found = latest(home, "comments")
    assert found is not None
    return [(row["engagement_id"], row["comment"]) for row in found.rows("comments")]


def _kept(home: Path) -> bytes:
    """Return everything that is kept, and what stands in the tables, which are packed."""
    files = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    packed = [str(pq.read_table(path).to_pylist()).encode() for path in home.rglob("*.parquet")]
    return b"\n".join([*files, *packed])


def test_of_a_google_form_only_what_was_said_lands_whatever_became_of_it(home: Path, tmp_path: Path) -> None:
    form = tmp_path / "answers.csv"
    form.write_text(GOOGLE, encoding="utf-8")
    refused = _sent(form, home)
    unknown = _sent(form, home, engagement_id="E99")
    receipt = _sent(form, home, engagement_id="E21")

    assert codes(refused) == ["form_without_engagement"]
    assert codes(unknown) == ["engagement_unknown"]
    assert receipt.accepted
    assert receipt.engagement_id == "E21"
    assert receipt.rows == {"comments": 4}
    assert _landed(home)[:2] == [("E21", "Mwy o olau ar y llwybr"), ("E21", "More bins please")]
    assert not [mark for mark in PERSONAL if mark in _kept(home)]


def test_of_a_microsoft_form_only_what_was_said_lands(home: Path, tmp_path: Path) -> None:
    day = datetime(2023, 11, 2, tzinfo=UTC).date()
    header = ["Id", "Start time", "Completion time", "Email", "Name", "Last modified time", "What is good?"]
    said = ["The park", "The library, every Tuesday", "Neighbours"]
    rows = [[n, day, day, "ann@somebody.test", "Ann Other", day, text] for n, text in enumerate(said)]
    path = workbook(tmp_path / "form.xlsx", {"Sheet1": [header, *rows]})
    refused = _sent(path, home, engagement_id="E22")
    receipt = _sent(path, home, engagement_id="E22", answers={"What is good?": "have"})

    assert codes(refused) == ["form_answers_unsaid"]
    assert receipt.accepted
    assert _landed(home) == [("E22", text) for text in said]
    assert not [mark for mark in PERSONAL if mark in _kept(home)]


WHO = """
Name; Full name; Your name; First name; Surname; Who are you?; What do people call you?; Email; E-mail address
Best way to reach you; Phone; Mobile; Contact number; WhatsApp; Instagram handle; Social media; Address
House number; Street; Postcode; Where do you live?; Which road are you on?; D.O.B; Date of birth; Age; How old
Year of birth; Gender; Ethnicity; Religion; Disability; First language; Country of birth; Next of kin
Emergency contact; Student ID; Membership no; NHS number; NI number; Vehicle registration; School attended
Your child's school; Employer; Job title; GP surgery; IP address; Signature; How should we pay your voucher?
Anything we should know about you?; Preferred pronouns; Household; Leader of your group; Column17
"""


def test_whatever_a_column_is_called_that_was_not_named_nothing_of_it_lands(
    home: Path, tmp_path: Path
) -> None:
    who = WHO.strip().replace("\n", "; ").split("; ")
    marks = [f"keptout{number:02}" for number in range(len(who) + 1)]
    header = ["Timestamp", *who, "", "What is missing here?"]
    rows = [["2023", *marks, f"A crossing by school {number}"] for number in range(5)]
    path = workbook(tmp_path / "form.xlsx", {"Sheet1": [header, *rows]})
    for language in ("en", "cy"):
        _sent(path, home, engagement_id="E21", language=language)
    receipt = _sent(path, home, engagement_id="E21", answers={"What is missing here?": "need"})

    assert len(who) >= 47
    assert receipt.accepted, receipt.problems
    assert receipt.rows == {"comments": 5}
    assert b"keptout" not in _kept(home)
    assert [each.heading for each in receipt.columns if each.use == "answers"] == ["What is missing here?"]
    assert [each.heading for each in receipt.columns if each.use == "left_out"] == ["Timestamp", *who, ""]


def test_what_was_said_of_a_form_is_remembered_by_its_headings(home: Path, tmp_path: Path) -> None:
    header = ["Timestamp", "Which area?", "What is missing?", "And\nwhat is here?" + " Tell us all." * 20]
    first = workbook(tmp_path / "1.xlsx", {"S": [header, ["1", "Ely", "A bus", "The park"]]})
    later = workbook(tmp_path / "2.xlsx", {"S": [header[::-1], ["A hall", "Trees", "Caerau", "2"]]})
    other = workbook(tmp_path / "3.xlsx", {"S": [[*header, "More?"], ["3", "Ely", "Lamps", "Bins", "No"]]})
    said = {"what is missing?": "need", header[3]: "have"}
    told = _sent(first, home, engagement_id="E21", answers=said)
    again = _sent(later, home, engagement_id="E22")
    unknown = _sent(other, home, engagement_id="E23")

    assert told.accepted, told.problems
    assert again.accepted, again.problems
    assert {found.code for found in again.warnings} >= {"form_remembered", "form_answers_to"}
    found = latest(home, "comments")
    assert found is not None
    assert [(row["question"], row["comment"]) for row in found.rows("comments")] == [
        ("have", "A hall"),
        ("need", "Trees"),
    ]
    assert codes(unknown) == ["form_answers_unsaid"]


def test_the_same_form_with_other_columns_named_is_no_duplicate(home: Path, tmp_path: Path) -> None:
    path = workbook(tmp_path / "1.xlsx", {"S": [["Timestamp", "A?", "B?"], ["1", "A bus", "A park"]]})
    first = _sent(path, home, engagement_id="E21", answers={"A?": "need"})
    again = _sent(path, home, engagement_id="E21", answers={"a?": "angen"})
    other = _sent(path, home, engagement_id="E21", answers={"B?": "have"})

    assert again.duplicate_of == first.receipt_id
    assert other.duplicate_of is None
    assert _landed(home) == [("E21", "A park")]


def test_the_columns_of_a_form_are_named_at_the_shell(home: Path, tmp_path: Path) -> None:
    path = workbook(tmp_path / "1.xlsx", {"S": [["Timestamp", "A = B?", "B?"], ["1", "A bus", "A park"]]})
    sent = ("submit", path, "--feed", "comments", "--engagement", "E21", "--by", "lead", "--home", home)
    named = ("--answers", "A = B?=need", "--answers", "B?")
    checked = CliRunner().invoke(app, [str(part) for part in (*sent, *named, "--check")])
    done = CliRunner().invoke(app, [str(part) for part in (*sent, *named)])
    wrong = CliRunner().invoke(app, [str(part) for part in (*sent, "--answers", "B?=wish")])

    assert (checked.exit_code, done.exit_code, wrong.exit_code) == (0, 0, 1)
    for told in (checked.output, done.output):
        assert "The answers under “A = B?” were taken, each as a comment on: What we need." in told
        assert "The answers under “B?” were taken, each as a comment." in told
    assert "“wish” is not what “B?” can be an answer to." in wrong.output
    assert _landed(home) == [("E21", "A bus"), ("E21", "A park")]


def test_the_same_answers_for_another_engagement_are_no_duplicate(home: Path, tmp_path: Path) -> None:
    form = tmp_path / "answers.csv"
    form.write_text(GOOGLE, encoding="utf-8")
    first = _sent(form, home, engagement_id="E21")
    again = _sent(form, home, engagement_id="E21")
    other = _sent(form, home, engagement_id="E22")

    assert again.duplicate_of == first.receipt_id
    assert other.duplicate_of is None
    assert {engagement for engagement, _ in _landed(home)} == {"E22"}


def test_of_a_plain_sheet_only_the_three_columns_land(home: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "comments.csv"
    sheet.write_text(
        "Rhif y sesiwn;Sylw;Iaith a siaradwyd;Name;E-bost\n"
        "E05;Bws cynnar i'r gwaith.;Cymraeg;Ann Other;a@somebody.test\n"
        "E05;More bins please;;Ann Other;\n",
        encoding="utf-8",
    )
    receipt = _sent(sheet, home)

    assert receipt.accepted, receipt.problems
    assert _landed(home) == [("E05", "Bws cynnar i'r gwaith."), ("E05", "More bins please")]
    assert not [mark for mark in PERSONAL if mark in _kept(home)]

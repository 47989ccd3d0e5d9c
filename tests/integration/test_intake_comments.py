"""Comments without Taguette, through the door: nothing of a form lands but what was said and where."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

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
PERSONAL = (b"somebody.", b"CF5", b"Ann Other", b"10:01")


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
    return b"\n".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


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
    receipt = _sent(workbook(tmp_path / "form.xlsx", {"Sheet1": [header, *rows]}), home, engagement_id="E22")

    assert receipt.accepted
    assert _landed(home) == [("E22", text) for text in said]
    assert not [mark for mark in PERSONAL if mark in _kept(home)]


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

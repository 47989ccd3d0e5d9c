"""Questions through the door: each once, with nothing in it that says who asked it."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipelines.landing import landed
from pipelines.receipts.receipt import Receipt
from tests.support.door import codes, new_home, send, workbook

JUNE = datetime(2025, 6, 20, 12, tzinfo=UTC)
ASKED = {
    "question_id": "Q1",
    "action_id": "A09",
    "asked_on": date(2025, 6, 2),
    "question": "When are the barriers put up?",
}
SECRETS = (b"07700", b"Gwenllian", b"somebody.test", b"CF5 4XX")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path)


def ask(home: Path, *asked: dict[str, Any]) -> Receipt:
    """Send questions as a workbook, each as `ASKED` says unless it says otherwise."""
    rows = [ASKED | each for each in asked]
    header = list(dict.fromkeys(name for row in rows for name in row))
    sheet = [header, *([row.get(name) for name in header] for row in rows)]
    return _sent(workbook(home.parent / "asked.xlsx", {"Questions": sheet}), home)


def _sent(path: Path, home: Path) -> Receipt:
    return send(path, home, feed="questions", partner_id=None, round_id=None, received_at=JUNE)


def _landed(home: Path) -> list[dict[str, Any]]:
    return [row for found in landed(home, "questions") for row in found.rows("questions")]


def _kept(home: Path) -> bytes:
    files = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    packed = [str(pq.read_table(path).to_pylist()).encode() for path in home.rglob("*.parquet")]
    return b"\n".join([*files, *packed])


@pytest.mark.parametrize(
    ("personal", "kind"),
    [
        ("Ask Gwenllian Prys, when does it open?", "name"),
        ("When? Ring me on 07700 900123", "phone"),
        ("When? Write to me at somebody@somebody.test", "email"),
        ("When? I live in CF5 4XX", "postcode"),
        ("When? I live at 12 Heol Trelai", "address"),
    ],
)
def test_what_says_who_asked_is_masked_before_anything_is_kept_and_the_receipt_says_where(
    home: Path, personal: str, kind: str
) -> None:
    receipt = ask(home, {"question": personal, "consent_scope": "anywhere"})
    (row,) = _landed(home)
    (warning,) = [each for each in receipt.warnings if each.code == "question_masked"]

    assert receipt.accepted
    assert f"[{kind}]" in row["question"]
    assert row["consent_scope"] == "general"
    assert (warning.row, warning.column) == (2, "question")
    assert not [secret for secret in SECRETS if secret in _kept(home)]


def test_general_words_with_personal_data_are_refused_and_not_repeated(home: Path) -> None:
    receipt = ask(home, {"general_words_en": "Gwenllian Prys asked when they are put up."})

    assert codes(receipt) == ["question_words_personal"]
    assert receipt.problems[0].column == "general_words_en"
    assert not [secret for secret in SECRETS if secret in _kept(home)]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"action_id": None}, "question_without_subject"),
        ({"theme_id": "health-wellbeing"}, "question_without_subject"),
        ({"action_id": "A99"}, "action_unknown"),
        ({"action_id": None, "theme_id": "sport"}, "theme_unknown"),
        ({"asked_on": date(2025, 6, 21)}, "date_in_future"),
        ({"is_young": "yes", "consent_scope": "web"}, "question_guardian_needed"),
    ],
)
def test_what_is_wrong_with_a_question_has_a_sentence(home: Path, said: dict[str, Any], code: str) -> None:
    assert codes(ask(home, said)) == [code]
    assert _landed(home) == []


def test_the_same_questions_again_are_left_out_and_one_that_changed_is_refused(home: Path) -> None:
    first = ask(home, {})
    again = ask(home, {}, {"question_id": "Q2"})
    changed = ask(home, {"question": "When are they taken away?"}, {"question_id": "Q2"})
    twice = ask(home, {"question_id": "Q3"}, {"question_id": "Q3"})

    assert first.accepted
    assert again.accepted
    assert "questions_known" in [each.code for each in again.warnings]
    assert [row["question_id"] for row in _landed(home)] == ["Q1", "Q2"]
    assert codes(changed) == ["question_changed"]
    assert codes(twice) == ["id_twice"]


def test_a_form_whose_questions_are_called_as_the_columns_is_taken_as_it_is_exported(
    home: Path, tmp_path: Path
) -> None:
    form = tmp_path / "answers.csv"
    form.write_text(
        "Timestamp,Email Address,Your name,Action number,Question,What may be shown\r\n"
        "2025/06/02 10:01:22 am GMT+1,somebody@somebody.test,Gwenllian Prys,A09,When?,On the web page\r\n"
        "2025/06/02 10:05:22 am GMT+1,,,A09,When?,\r\n",
        encoding="utf-8",
    )
    receipt = _sent(form, home)
    rows = _landed(home)

    assert receipt.accepted, receipt.problems
    assert [(row["asked_on"], row["consent_scope"]) for row in rows] == [
        (date(2025, 6, 2), "web"),
        (date(2025, 6, 2), None),
    ]
    assert len({row["question_id"] for row in rows}) == 2
    assert not [secret for secret in SECRETS if secret in _kept(home)]


def test_a_question_in_welsh_is_known_as_such(home: Path) -> None:
    ask(home, {"question": "Pryd mae'r rhwystrau yn cael eu gosod?"})

    assert [row["language"] for row in _landed(home)] == ["cy"]

"""Questions and answers through the door: each once, with nothing in it that says who asked it."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipelines.intake.checks.personal import KINDS
from pipelines.intake.decide import decide
from pipelines.intake.lookups.questions import question_id
from pipelines.landing import landed
from pipelines.landing.verify import verify_landing
from pipelines.operations.forgetting import forget
from pipelines.operations.withholding import finish_withholding
from pipelines.receipts.receipt import Receipt
from pipelines.releases.withholding.withheld import withheld
from pipelines.voices.patterns import PATTERNS
from pipelines.workspace import Meeting, Workspace, trying_as
from tests.support.door import codes, new_home, send, warnings, workbook

JUNE = datetime(2025, 6, 20, 12, tzinfo=UTC)
ASKED = {
    "question_id": "Q1",
    "action_id": "A09",
    "asked_on": date(2025, 6, 2),
    "question": "When are the barriers put up?",
}
SECRETS = (b"07700 900123", b"Gwenllian", b"somebody.test", b"CF5 4XX")


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
    assert f"({KINDS[kind]})" in warning.message
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
    more = ask(home, {}, {"question_id": "Q2"}, {"question_id": "Q4"}, {"question_id": "Q5"})
    most = ask(home, *({"question_id": f"Q{number}"} for number in (1, 2, 4, 5, 6)))
    changed = ask(home, {"question": "When are they taken away?"}, {"question_id": "Q2"})
    twice = ask(home, {"question_id": "Q3"}, {"question_id": "Q3"})

    assert (first.accepted, warnings(first)) == (True, [])
    assert again.accepted
    counted = [
        [re.findall(r"\((\d)\)", each.message)[0] for each in warnings(sent)] for sent in (again, more, most)
    ]
    assert counted == [["1"], ["2"], ["4"]]
    assert [row["question_id"] for row in _landed(home)] == ["Q1", "Q2", "Q4", "Q5", "Q6"]
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
    said = ("A09", None, date(2025, 6, 2), "When?")
    assert [row["question_id"] for row in rows] == [question_id(said, 1), question_id(said, 2)]
    assert not [secret for secret in SECRETS if secret in _kept(home)]


def test_every_kind_that_the_screening_finds_has_a_name_in_the_sentence() -> None:
    assert set(KINDS) == set(PATTERNS)


def test_a_question_in_welsh_is_known_as_such(home: Path) -> None:
    ask(home, {"question": "Pryd mae'r rhwystrau yn cael eu gosod?"})

    assert [row["language"] for row in _landed(home)] == ["cy"]


ANSWER = {"answer_en": "In the first week of July.", "answer_cy": "Yn wythnos gyntaf Gorffennaf."}
GENERAL = {"general_words_en": "Somebody asked when.", "general_words_cy": "Gofynnodd rhywun pryd."}


def on(home: Path, decision: str, question: str | None = "Q1", **said: Any) -> Receipt:
    """Record a decision on a question, with the answer or the reason that it needs unless said otherwise."""
    needed: dict[str, Any] = {"answer_question": ANSWER}.get(decision, {"reason": "Asked to."})
    about = {"role": "chair", "decided_on": date(2025, 6, 20), "question_id": question}
    return decide(
        home=home, submitted_by="chair", received_at=JUNE, decision=decision, **(about | needed | said)
    )


@pytest.mark.parametrize(
    ("scope", "decision", "said", "code"),
    [
        ("web", "answer_question", {"question_id": "Q9"}, "question_unknown"),
        ("web", "answer_question", {"question_id": None}, "decision_needs"),
        ("web", "answer_question", {"answer_cy": None}, "decision_needs"),
        ("web", "answer_question", {"answer_en": "Ring Gwenllian Prys."}, "question_words_personal"),
        ("web", "answer_question", {"decided_on": date(2025, 6, 1)}, "question_decided_early"),
        ("web", "answer_question", {"role": "voices_lead"}, "role_not_allowed"),
        ("web", "decline_question", {"reason": None}, "decision_needs"),
        ("web", "hold_question", {"reason": None}, "decision_needs"),
        ("general", "approve_question", GENERAL | {"general_words_cy": None}, "question_needs_general_words"),
        (None, "approve_question", {}, "question_without_consent"),
    ],
)
def test_a_decision_on_a_question_that_cannot_be_has_a_sentence(
    home: Path, scope: str | None, decision: str, said: dict[str, Any], code: str
) -> None:
    ask(home, {"consent_scope": scope})

    assert codes(on(home, decision, **said)) == [code]


@pytest.mark.parametrize("scope", ["web", "web_and_print", "anywhere"])
@pytest.mark.parametrize("decision", ["answer_question", "approve_question"])
def test_a_question_shown_in_its_own_words_needs_no_others_and_may_be_decided_on_the_day_it_was_asked(
    home: Path, scope: str, decision: str
) -> None:
    ask(home, {"consent_scope": scope})
    receipt = on(home, decision, decided_on=ASKED["asked_on"])

    assert receipt.accepted, receipt.problems
    assert warnings(receipt) == []


def test_a_question_is_answered_then_corrected_and_once_taken_back_stays_so(home: Path) -> None:
    ask(home, {"consent_scope": "general"}, {"question_id": "Q2"})
    approved = on(home, "approve_question", **GENERAL)
    first = on(home, "answer_question")
    second = on(home, "answer_question", answer_en="In August.")
    inside = on(home, "answer_question", "Q2")
    back = on(home, "withdraw_question")
    again = on(home, "answer_question")

    assert [each.accepted for each in (approved, first, second, inside, back)] == [True] * 5
    assert [each.code for each in warnings(first)] == []
    assert [each.code for each in warnings(second)] == ["question_answered_again"]
    assert [each.code for each in warnings(inside)] == ["question_stays_inside"]
    assert codes(again) == ["question_taken_back"]
    assert withheld(home).questions == {"Q1"}


def test_only_an_answer_takes_the_place_of_an_answer(home: Path) -> None:
    ask(home, {"consent_scope": "web"})
    first = on(home, "approve_question")
    second = on(home, "approve_question", reason="Again.")

    assert [warnings(each) for each in (first, second)] == [[], []]


def test_what_is_held_back_is_withheld_until_a_decision_shows_it_again(home: Path) -> None:
    ask(home, {"consent_scope": "web"})
    on(home, "hold_question")
    held = withheld(home).questions
    on(home, "answer_question")

    assert held == {"Q1"}
    assert withheld(home).questions == set()


def test_a_question_that_is_forgotten_is_in_no_byte_and_does_not_come_in_again(home: Path) -> None:
    words = "When does the zqforgotten gate by the allotments open?"
    asked = {"question": words, "consent_scope": "general", "guardian_consent_reference": "G-zq"}
    asked |= {"general_words_en": "Somebody asked of the zqforgotten gate."}
    first = ask(home, asked)
    on(home, "answer_question", **GENERAL)

    forget(home, "question", "Q1", by="administrator", why="Asked to, by letter.", at=JUNE)
    finish_withholding(home)
    same_file = _sent(home.parent / "asked.xlsx", home)
    with_another = ask(home, asked, {"question_id": "Q2"})

    assert b"zqforgotten" not in _kept(home)
    assert b"G-zq" not in _kept(home)
    assert ANSWER["answer_en"].encode() in _kept(home)
    assert (same_file.duplicate_of, with_another.duplicate_of) == (first.receipt_id, None)
    assert "questions_known" in {each.code for each in with_another.warnings}
    assert [row["question_id"] for row in _landed(home)] == ["Q1", "Q2"]
    assert withheld(home).questions == {"Q1"}
    assert verify_landing(home) == []


def test_the_group_sees_what_waits_first_and_a_lead_what_waits_with_consent_on_its_actions(
    home: Path,
) -> None:
    ask(
        home,
        {"question_id": "answered", "consent_scope": "web", "asked_on": date(2025, 5, 1)},
        {"question_id": "young", "consent_scope": "web", "asked_on": date(2025, 6, 9)},
        {"question_id": "old", "consent_scope": None, "asked_on": date(2025, 6, 1)},
        {"question_id": "held", "consent_scope": "web"},
        {"question_id": "declined", "consent_scope": "web"},
        {"question_id": "taken-back", "consent_scope": "web"},
        {"question_id": "others", "consent_scope": "web", "action_id": "A01"},
    )
    on(home, "answer_question", "answered")
    on(home, "hold_question", "held")
    on(home, "answer_question", "declined")
    on(home, "decline_question", "declined")
    on(home, "withdraw_question", "taken-back")
    seen = Meeting(Workspace(home, trying_as("chair"))).asked()

    assert [each.question_id for each in seen if each.state == "waiting"] == ["old", "others", "young"]
    assert {each.question_id: each.state for each in seen if each.state != "waiting"} == {
        "answered": "answered",
        "held": "held",
        "declined": "declined",
        "taken-back": "withdrawn",
    }
    assert [each.question_id for each in seen if each.answer] == ["answered"]
    assert [each.question_id for each in Workspace(home, trying_as("council")).asked("council")] == ["young"]

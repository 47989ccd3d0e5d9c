"""A decision that would change nothing is refused in a sentence, by whichever way it comes."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines import landing
from pipelines.cli import app
from pipelines.intake.decide import decide
from pipelines.intake.submit import submit
from pipelines.receipts.receipt import Receipt
from pipelines.register import current
from pipelines.voices.ids import sheet_key, voice_id
from tests.support.door import OPEN, Row, a_list, a_return, codes, new_home, on_track, send

REVIEW = datetime(2024, 7, 10, 20, tzinfo=UTC)
HASH = "a" * 64
SIGN = {"decision": "sign_off", "round_id": "2024-06", "reviewed_sha256": HASH}
CORRECT = {"decision": "correct", "round_id": "2024-06", "reason": "A figure was wrong."}
RIGHT = {"stage": "in_progress", "rating": "at_risk", "words": "It is late.", "words_language": "en"}
HOLD = {"decision": "hold", "action_id": "A01", "reason": "A name."}
DATE = {"decision": "agree_date", "action_id": "A07", "agreed_finish": date(2026, 6, 30), "reason": "Late."}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path)


def decided(home: Path, said: Row, at: datetime = REVIEW) -> Receipt:
    about: Row = {"role": "chair", "decided_on": at.date()}
    return decide(home=home, submitted_by="chair", received_at=at, **(about | said))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, []),
        ({"action_id": "A01"}, ["correct_changes_nothing"]),
        ({"action_id": "A01", "words": "It is late."}, ["correct_changes_nothing"]),
        ({"words": "It is late."}, ["decision_needs"]),
        ({"agreed_finish": date(2026, 6, 30)}, ["decision_needs"]),
        (
            {"action_id": "A01", "agreed_finish": date(2026, 6, 30), "words": "Later."},
            ["correct_needs_stage"],
        ),
        ({"action_id": "A01", "agreed_finish": date(2026, 6, 30)}, []),
        ({"action_id": "A01", **RIGHT}, []),
    ],
)
def test_a_correction_says_what_is_right_of_its_action_or_names_none(
    home: Path, given: Row, expected: list[str]
) -> None:
    assert decided(home, SIGN).accepted

    assert codes(decided(home, CORRECT | given)) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (None, HOLD | {"decision": "unhold"}, ["not_held"]),
        (HOLD, HOLD | {"reason": "Another name."}, ["held_already"]),
        (HOLD, HOLD | {"decision": "unhold"}, []),
        (DATE, DATE | {"reason": "Again."}, ["finish_agreed_already"]),
        (DATE, DATE | {"agreed_finish": date(2026, 7, 31)}, []),
        (None, DATE | {"agreed_finish": date(2020, 7, 31)}, ["finish_before_start"]),
        (SIGN, CORRECT | {"action_id": "A01", "agreed_finish": date(2020, 7, 31)}, ["finish_before_start"]),
        (SIGN, SIGN | {"reason": "Once more."}, ["sign_off_stands"]),
        (None, HOLD | {"stage": "paused"}, ["decision_takes_no"]),
        (None, {"decision": "second_view", "round_id": "2024-06", "action_id": "A01", **RIGHT,
                "agreed_finish": date(2026, 6, 30)}, ["decision_takes_no"]),
    ],
)  # fmt: skip
def test_what_stands_already_and_what_it_does_nothing_with_is_refused(
    home: Path, first: Row | None, second: Row, expected: list[str]
) -> None:
    if first:
        assert decided(home, first).accepted

    assert codes(decided(home, second)) == expected


CALLED = "Ring 07700 900123."


@pytest.mark.parametrize(
    ("given", "columns"),
    [
        (RIGHT | {"decision": "second_view", "round_id": "2024-06", "action_id": "A01", "words": CALLED,
                  "what_would_settle": CALLED}, {"words", "what_would_settle"}),
        (DATE | {"reason": CALLED}, {"reason"}),
        (CORRECT | RIGHT | {"action_id": "A01", "words": CALLED}, {"words"}),
        (HOLD | {"reason": CALLED}, set()),
    ],
)  # fmt: skip
def test_what_may_be_personal_data_in_a_decision_s_words_is_pointed_out_where_they_are_published(
    home: Path, given: Row, columns: set[str]
) -> None:
    assert decided(home, SIGN).accepted
    receipt = decided(home, given)

    assert receipt.accepted, receipt.problems
    assert {each.column for each in receipt.warnings if each.code == "published_words_personal"} == columns


def test_the_finish_that_the_register_gives_is_not_agreed_again(home: Path) -> None:
    planned = current(home).by_action["A07"].planned_finish

    assert codes(decided(home, DATE | {"agreed_finish": planned})) == ["finish_agreed_already"]


def test_a_partner_agrees_once_to_one_text_of_a_card(home: Path) -> None:
    card = {"decision": "agree_boundary", "action_id": "A01"}
    lead = current(home).by_action["A01"].lead_partner_id
    first = decided(home, card | {"partner_id": lead})
    second = decided(home, card | {"partner_id": lead, "reason": "Again."})

    assert (codes(first), codes(second)) == ([], ["boundary_agreed_already"])


@pytest.mark.parametrize("step", [1, -1])
def test_a_card_is_agreed_whatever_was_agreed_of_others_before_it(home: Path, step: int) -> None:
    plan = current(home).by_action
    cards = [plan[f"A{number:02}"] for number in range(1, 9)][::step]
    agree = {"decision": "agree_boundary"}

    said = [agree | {"action_id": each.action_id, "partner_id": each.lead_partner_id} for each in cards]

    assert said_in_turn(home, said) == []


def test_only_a_return_that_came_after_the_close_is_let_in_and_once(home: Path, tmp_path: Path) -> None:
    in_time, late = (
        send(a_return(tmp_path / f"{at:%m}.xlsx", [on_track(what_happened=f"Said on {at:%d %B}.")]), home,
             received_at=at)
        for at in (OPEN, REVIEW)
    )  # fmt: skip
    assert (codes(in_time), codes(late)) == ([], [])
    let_in = {"decision": "accept_late", "round_id": "2024-06", "reason": "It was asked for."}

    for subject, expected in ((in_time, ["return_in_time"]), (late, []), (late, ["let_in_already"])):
        again = decided(home, let_in | {"subject_receipt_id": subject.receipt_id, "words": str(expected)})
        assert codes(again) == expected


def said_in_turn(home: Path, said: Sequence[Row]) -> list[str]:
    """Decide one thing after another, all but the last taken in; return what is said of the last."""
    *before, last = said
    for number, each in enumerate(before):
        receipt = decided(home, each, REVIEW + timedelta(minutes=number))
        assert receipt.accepted, receipt.problems
    return codes(decided(home, last, REVIEW + timedelta(hours=1)))


EARLY, LATE = {"agreed_finish": date(2026, 6, 30)}, {"agreed_finish": date(2026, 7, 31)}
IN_JUNE, IN_JULY = {"round_id": "2024-06"}, {"round_id": "2024-07"}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([DATE | EARLY, DATE | LATE, DATE | LATE | {"reason": "Again."}], ["finish_agreed_already"]),
        ([DATE | EARLY, DATE | LATE, DATE | EARLY | {"reason": "Back."}], []),
        ([DATE | EARLY | IN_JUNE, DATE | EARLY | IN_JULY], ["finish_agreed_already"]),
        ([DATE | EARLY | IN_JULY, DATE | EARLY | IN_JUNE], []),
        ([DATE | EARLY | IN_JULY, DATE | LATE | IN_JUNE, DATE | EARLY | IN_JULY | {"reason": "Still."}], []),
        ([DATE | {"agreed_finish": None}], ["decision_needs"]),
    ],
)
def test_a_finish_is_agreed_again_only_where_it_is_another_than_that_of_the_latest_round(
    home: Path, said: Sequence[Row], expected: list[str]
) -> None:
    assert said_in_turn(home, said) == expected


def test_what_was_agreed_of_other_actions_or_corrected_without_a_date_agrees_no_finish(home: Path) -> None:
    planned = {"agreed_finish": current(home).by_action["A07"].planned_finish}
    others = [DATE | {"action_id": action} for action in ("A06", "A08")]

    said = [SIGN, CORRECT | RIGHT | {"action_id": "A07"}, *others, DATE | planned]

    assert said_in_turn(home, said) == ["finish_agreed_already"]


def test_an_action_that_there_is_not_is_said_and_its_finish_not_weighed(home: Path) -> None:
    assert "finish_agreed_already" not in codes(decided(home, DATE | {"action_id": "A99"}))


def test_a_return_is_in_time_in_the_last_minute_of_a_round_and_let_in_only_once_that_has_closed(
    home: Path, tmp_path: Path
) -> None:
    register = current(home)
    closing = datetime.combine(register.by_round["2024-06"].closes_on, time(23, 59), tzinfo=register.zone)
    early, last = (
        send(a_return(tmp_path / f"{at:%d}.xlsx", [on_track(what_happened=f"Said on {at:%d %B}.")]), home,
             received_at=at)
        for at in (OPEN, closing)
    )  # fmt: skip
    let_in = {"decision": "accept_late", "round_id": "2024-06", "reason": "It was asked for."}

    for subject, at, expected in (
        (early, closing, ["return_in_time"]),
        (last, closing + timedelta(hours=1), ["return_in_time"]),
        (early, closing - timedelta(minutes=1), ["round_still_open"]),
    ):
        assert codes(decided(home, let_in | {"subject_receipt_id": subject.receipt_id}, at)) == expected


@pytest.fixture
def listened(home: Path, tmp_path: Path) -> Path:
    """A deployment that has two comments and two questions."""
    asked = {"action_id": "A11", "asked_on": "2024-06-01", "consent_scope": "anywhere"}
    sheets: dict[str, list[Row]] = {
        "engagements": [{"engagement_id": "E01", "document": "Stall", "held_on": "2024-05-10",
                         "method": "stall", "area": "Ely", "participants": 40, "age_band": "adults",
                         "language": "en"}],
        "comments": [{"engagement_id": "E01", "comment": words, "language": "en"} for words in SAID],
        "questions": [asked | {"question_id": each, "question": f"When will {each} be open?"}
                      for each in ("Q1", "Q2")],
    }  # fmt: skip
    for feed, rows in sheets.items():
        file = a_list(tmp_path / f"{feed}.csv", rows)
        receipt = submit(file, home=home, feed=feed, submitted_by="analyst", received_at=OPEN)
        assert receipt.accepted, receipt.problems
    return home


SAID = ("More benches for everyone here.", "More lamps for everyone here.")
FIRST, SECOND = ({"voice_id": voice_id("sheet", sheet_key("E01", words, 1))} for words in SAID)
APPROVE = {"decision": "approve_voice", "words_language": "en", "consent_reference": "C-1",
           "consent_scope": "anywhere", "consented_on": date(2024, 6, 1)}  # fmt: skip
WITHDRAW = {"decision": "withdraw_voice", "reason": "Asked to."}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([APPROVE | FIRST], []),
        ([APPROVE | FIRST, APPROVE | FIRST | {"reason": "Again."}], ["voice_approved_already"]),
        ([APPROVE | FIRST, APPROVE | FIRST | {"consent_reference": "C-2"}], []),
        ([APPROVE | FIRST, APPROVE | FIRST | {"consent_scope": "web"}], []),
        ([APPROVE | SECOND, APPROVE | FIRST], []),
        ([APPROVE | FIRST, APPROVE | SECOND], []),
        ([APPROVE | FIRST, WITHDRAW | FIRST], []),
        ([APPROVE | FIRST, WITHDRAW | FIRST, APPROVE | FIRST | {"reason": "Again."}], []),
        (
            [APPROVE | FIRST, WITHDRAW | FIRST, WITHDRAW | FIRST | {"reason": "Again."}],
            ["voice_withdrawn_already"],
        ),
    ],
)
def test_a_quote_is_approved_or_withdrawn_once_unless_something_of_it_is_new(
    listened: Path, said: Sequence[Row], expected: list[str]
) -> None:
    assert said_in_turn(listened, said) == expected


ASKED, OTHER = {"question_id": "Q1"}, {"question_id": "Q2"}
SHOW, KEEP = {"decision": "approve_question"}, {"decision": "hold_question", "reason": "A name."}
GENERAL = {"general_words_en": "When is it open?", "general_words_cy": "Pryd mae'n agor?"}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([SHOW | ASKED, SHOW | ASKED | {"reason": "Again."}], ["question_decided_already"]),
        ([SHOW | OTHER, SHOW | ASKED], []),
        ([SHOW | ASKED, SHOW | OTHER], []),
        ([SHOW | ASKED, SHOW | ASKED | GENERAL], []),
        ([SHOW | ASKED, KEEP | ASKED], []),
        ([SHOW | ASKED, KEEP | ASKED, SHOW | ASKED | {"reason": "Again."}], []),
        ([SHOW | ASKED, KEEP | ASKED, KEEP | ASKED | {"reason": "Still."}], ["question_decided_already"]),
    ],
)
def test_the_same_is_decided_of_a_question_once_unless_it_is_said_in_new_words(
    listened: Path, said: Sequence[Row], expected: list[str]
) -> None:
    assert said_in_turn(listened, said) == expected


@pytest.mark.parametrize(("language", "said"), [("en", "names an action"), ("cy", "enwi cam gweithredu")])
def test_plan_decide_says_why_a_correction_would_change_nothing_and_records_nothing(
    home: Path, language: str, said: str
) -> None:
    given = ("correct", "--role", "chair", "--by", "secretary", "round_id=2024-06", "action_id=A01")
    words = ("words=It is late.", "reason=A figure was wrong.", "--language", language, "--home", str(home))
    result = CliRunner().invoke(app, ["decide", *given, *words])

    assert result.exit_code == 1
    assert said in result.output.replace("\n", " ")
    assert landing.landed(home, "decisions") == []

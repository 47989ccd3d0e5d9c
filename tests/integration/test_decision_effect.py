"""A decision that would change nothing is refused in a sentence, by whichever way it comes."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines import landing
from pipelines.cli import app
from pipelines.intake.decide import decide
from pipelines.receipts.receipt import Receipt
from pipelines.register import current
from tests.support.door import OPEN, Row, a_return, codes, new_home, on_track, send

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


def test_the_finish_that_the_register_gives_is_not_agreed_again(home: Path) -> None:
    planned = current(home).by_action["A07"].planned_finish

    assert codes(decided(home, DATE | {"agreed_finish": planned})) == ["finish_agreed_already"]


def test_a_partner_agrees_once_to_one_text_of_a_card(home: Path) -> None:
    card = {"decision": "agree_boundary", "action_id": "A01"}
    lead = current(home).by_action["A01"].lead_partner_id
    first = decided(home, card | {"partner_id": lead})
    second = decided(home, card | {"partner_id": lead, "reason": "Again."})

    assert (codes(first), codes(second)) == ([], ["boundary_agreed_already"])


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

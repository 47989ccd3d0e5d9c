"""Rounds are closed, signed off and released in their order; the door says so before anything is recorded."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from pipelines.intake.decide import decide
from pipelines.register import current
from pipelines.release_log import published
from tests.support.door import DEMO, new_home, send

IN_JUNE = datetime(2024, 6, 20, 12, tzinfo=UTC)
REVIEW = datetime(2024, 7, 10, 20, tzinfo=UTC)
AUGUST = datetime(2024, 8, 7, 20, tzinfo=UTC)
OCTOBER = datetime(2024, 10, 9, 20, tzinfo=UTC)
HASH = "a" * 64


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path)


def codes(home: Path, moment: datetime, decision: str, round_id: str = "2024-06", **said: Any) -> list[str]:
    """Record a decision; return the codes of what is wrong with it, and of what is said of it."""
    if decision == "sign_off":
        said = {"reviewed_sha256": HASH} | said
    receipt = decide(
        home=home,
        submitted_by="secretary",
        received_at=moment,
        decision=decision,
        round_id=round_id,
        role="chair",
        reason="So it was agreed.",
        decided_on=moment.date(),
        **said,
    )
    return [found.code for found in (*receipt.problems, *receipt.warnings)]


def release(home: Path, release_id: str, moment: datetime) -> None:
    (home / "releases").mkdir(exist_ok=True)
    published(home / "releases", release_id, "0" * 64, moment)


def test_an_open_round_can_be_closed_once_and_not_yet_signed_off(home: Path) -> None:
    assert codes(home, IN_JUNE, "sign_off") == ["round_still_open"]
    assert codes(home, IN_JUNE, "close") == []
    assert codes(home, IN_JUNE, "close", words="Again.") == ["round_cannot_close"]
    assert codes(home, IN_JUNE, "sign_off") == []


def test_rounds_are_signed_off_in_their_order_and_taken_back_in_the_opposite_one(home: Path) -> None:
    assert codes(home, AUGUST, "sign_off", "2024-07") == ["round_before_unsigned"]
    assert codes(home, AUGUST, "sign_off", "2024-06") == []
    assert codes(home, AUGUST, "sign_off", "2024-07") == []
    assert codes(home, AUGUST, "withdraw_sign_off", "2024-06") == ["round_after_signed"]
    assert codes(home, AUGUST, "withdraw_sign_off", "2024-07") == []


def test_the_round_that_counts_is_the_one_just_before_or_just_after(home: Path) -> None:
    assert codes(home, OCTOBER, "sign_off", "2024-06") == []
    assert codes(home, OCTOBER, "sign_off", "2024-08") == ["round_before_unsigned"]
    assert codes(home, OCTOBER, "sign_off", "2024-07") == []
    assert codes(home, OCTOBER, "sign_off", "2024-09") == ["round_before_unsigned"]
    assert codes(home, OCTOBER, "sign_off", "2024-08") == []
    assert codes(home, OCTOBER, "withdraw_sign_off", "2024-07") == ["round_after_signed"]
    assert codes(home, OCTOBER, "withdraw_sign_off", "2024-08") == []
    assert codes(home, OCTOBER, "withdraw_sign_off", "2024-07") == []


def test_what_is_not_signed_off_cannot_be_withdrawn_or_corrected(home: Path) -> None:
    assert codes(home, REVIEW, "withdraw_sign_off") == ["round_not_signed"]
    assert codes(home, REVIEW, "correct") == ["round_not_signed"]


def test_a_released_round_changes_only_by_a_correction(home: Path) -> None:
    assert codes(home, REVIEW, "sign_off") == []
    release(home, "2024-06-r1", AUGUST)

    assert codes(home, AUGUST, "sign_off") == ["round_released"]
    assert codes(home, AUGUST, "withdraw_sign_off") == ["round_released"]
    assert codes(home, AUGUST, "correct") == []
    assert codes(home, AUGUST, "sign_off") == []


def test_the_same_rows_are_signed_off_once_and_others_again(home: Path) -> None:
    assert codes(home, REVIEW, "sign_off") == []
    assert codes(home, REVIEW, "sign_off", words="Again.") == ["sign_off_stands"]
    for other in ("0" * 64, "f" * 64):
        assert codes(home, REVIEW, "sign_off", reviewed_sha256=other) == []


def test_nothing_late_is_let_into_a_round_that_is_signed_off(home: Path) -> None:
    assert codes(home, REVIEW, "sign_off") == []

    found = codes(home, REVIEW, "accept_late", subject_receipt_id="a-receipt")

    assert found == ["round_signed", "receipt_unknown"]


def test_a_decision_on_a_round_that_is_signed_off_says_that_it_counts_later(home: Path) -> None:
    assert codes(home, REVIEW, "sign_off") == []

    settled = {"action_id": "A01", "stage": "in_progress", "rating": "at_risk", "words": "So we see it."}

    assert codes(home, REVIEW, "settle", **settled) == ["counts_in_later_round"]


def test_a_decision_that_names_no_round_while_one_is_reviewed_says_where_it_counts(home: Path) -> None:
    def said(month: int) -> list[str]:
        receipt = decide(
            home=home,
            submitted_by="secretary",
            received_at=REVIEW,
            decision="agree_date",
            role="chair",
            action_id="A01",
            agreed_finish=date(2029, month, 1),
            decided_on=REVIEW.date(),
            reason="The lease.",
        )
        assert receipt.accepted, receipt.problems
        return [each.message for each in receipt.warnings if each.code == "counts_in_round_after"]

    (warning,) = said(3)
    assert "counts in round 2024-07" in warning
    assert "have it count in round 2024-06" in warning
    assert codes(home, REVIEW, "sign_off") == []
    assert said(4) == []


def test_what_a_round_under_review_does_not_know_says_from_which_round_it_is_told(home: Path) -> None:
    values = DEMO / "indicators" / "2024-06.csv"

    def said(at: datetime, again: str) -> list[str]:
        file = home.parent / values.name
        file.write_bytes(values.read_bytes() + again.encode())
        receipt = send(file, home, feed="indicator_values", partner_id=None, round_id=None, received_at=at)
        assert receipt.accepted, receipt.problems
        return [each.message for each in receipt.warnings if each.code == "told_from_round"]

    assert said(IN_JUNE, "") == []
    (warning,) = said(REVIEW, "\n")
    assert "Round 2024-06 is closed" in warning
    assert "from round 2024-07 on" in warning
    assert codes(home, REVIEW, "sign_off") == []
    assert said(REVIEW, "\n\n") == []


def on_sheet(home: Path, *rows: str) -> list[tuple[str, int | None]]:
    """Send decisions of one evening as a sheet; return what is wrong, each with its row."""
    sheet = home.parent / "evening.csv"
    header = "decision,round_id,role,reviewed_sha256,reason,decided_on"
    sheet.write_text("\n".join([header, *(f"{row},2024-08-07" for row in rows)]) + "\n")
    receipt = send(sheet, home, feed="decisions", partner_id=None, round_id=None, received_at=AUGUST)
    return [(found.code, found.row) for found in receipt.problems]


def test_a_sheet_is_weighed_row_by_row_so_that_one_evening_fits_on_it(home: Path) -> None:
    assert on_sheet(
        home,
        f"sign_off,2024-06,chair,{HASH},",
        f"sign_off,2024-07,chair,{HASH},",
        "close,2024-07,chair,,",
    ) == [("round_cannot_close", 4)]


def test_what_is_refused_on_a_sheet_counts_for_nothing_below_it(home: Path) -> None:
    assert on_sheet(
        home,
        f"sign_off,2024-07,chair,{HASH},",
        f"sign_off,2024-06,chair,{HASH},",
        "withdraw_sign_off,2024-06,chair,,A mistake.",
    ) == [("round_before_unsigned", 2)]


def test_a_row_on_a_round_that_is_not_there_hides_nothing_below_it(home: Path) -> None:
    assert on_sheet(home, "close,2031-01,chair,,", "close,2024-07,chair,,") == [
        ("round_unknown", 2),
        ("round_cannot_close", 3),
    ]


def test_the_last_round_of_the_calendar_is_weighed_like_any_other(home: Path) -> None:
    assert codes(home, AUGUST, "close", current(home).rounds[-1].round_id) == ["round_cannot_close"]

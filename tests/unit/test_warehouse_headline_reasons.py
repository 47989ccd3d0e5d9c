"""Why a headline is what it is, told to somebody who sits in the steering group."""

from datetime import date
from typing import Any

from pipelines.warehouse.headline_reasons import Reason


def view(party: str, rating: str, **flags: bool) -> dict[str, Any]:
    standing = dict.fromkeys(("is_agreed", "is_contesting", "is_settled", "is_outdated"), False)
    stated = {"party": party, "stage": "in_progress", "rating": rating, "stated_on": date(2025, 4, 1)}
    return stated | {"receipt_id": f"receipt-of-{party}"} | standing | flags


def lines_of(*views: dict[str, Any], **facts: Any) -> list[str]:
    silent = dict.fromkeys(
        ("title_en", "joined_to", "agreed_party_id", "confirmed_on", "look_again_on", "agreed_finish_on",
         "original_finish_on", "finish_receipt_id", "forecast_finish_on", "forecast_receipt_id")
    )  # fmt: skip
    known = {"action_id": "A03", "round_id": "2025-04", "moment_on": date(2025, 5, 7), "views": list(views)}
    return list(Reason(silent | known | facts).lines())


def test_both_views_of_a_difference_stand_with_their_receipts() -> None:
    lines = lines_of(
        view("The council", "on_track", is_agreed=True),
        view("The police", "delayed", is_contesting=True),
        title_en="Repair three play areas",
        headline="seen_differently",
        headline_rule="2_views_differ",
        agreed_party_id="council",
    )

    assert lines[:4] == [
        "A03 Repair three play areas, round 2025-04: seen differently",
        "Why: two parties state a different stage or rating, and it is not settled (rule 2), "
        "as it stood on 7 May 2025.",
        "  The council said on 1 April 2025: in progress, on track (receipt receipt-of-The council). "
        "This is the agreed view.",
        "  The police said on 1 April 2025: in progress, delayed (receipt receipt-of-The police). "
        "It differs from the agreed view, and is not settled.",
    ]


def test_what_a_supporting_partner_says_where_nothing_is_agreed_is_not_compared() -> None:
    lines = lines_of(
        view("The police", "delayed"), headline="awaiting_first_update", headline_rule="1_no_agreed_view"
    )

    assert lines[2] == (
        "  The police said on 1 April 2025: in progress, delayed (receipt receipt-of-The police). "
        "No view is agreed yet."
    )


def test_silence_and_moved_dates_are_said_in_sentences() -> None:
    lines = lines_of(
        headline="delayed",
        headline_rule="6_agreed_finish_passed",
        confirmed_on=date(2025, 5, 6),
        confirmed_receipt_id="r1",
        days_since_confirmed=1,
        freshness="confirmed",
        ageing_after_days=65,
        original_finish_on=date(2025, 1, 31),
        agreed_finish_on=date(2025, 4, 30),
        finish_receipt_id="r2",
    )

    assert lines[2:] == [
        "  The lead's last update counts from 6 May 2025, 1 day before (receipt r1): confirmed; "
        "an update is overdue after 65 days.",
        "  The agreed finish is 30 April 2025 (receipt r2); the first was 31 January 2025.",
    ]


def test_an_action_nobody_reported_says_so() -> None:
    lines = lines_of(headline="awaiting_first_update", headline_rule="1_no_agreed_view")

    assert lines[0] == "A03, round 2025-04: awaiting first update"
    assert lines[2:] == ["  No lead has ever reported on it."]

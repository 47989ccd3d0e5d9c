from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipelines.intake.checks.returns import UPDATES
from tests.support.door import Row, a_return, codes, new_home, on_track, send, warned, workbook

BAD = {"reason": "The money is late.", "next_step": "We meet in July."}
NOT_STARTED = {"stage": "not_started", "rating": None}
PAUSED = {"stage": "paused", "rating": None, "look_again_on": "2024-09-01", **BAD}
DONE = {
    "stage": "complete", "rating": None, "completed_on": "2024-06-18", "evidence": "https://example.org",
}  # fmt: skip
LATER = {
    "2024-07": datetime(2024, 7, 25, 12, tzinfo=UTC),
    "2024-08": datetime(2024, 8, 20, 12, tzinfo=UTC),
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path)


def _rows(home: Path, receipt_id: str, table: str = "updates") -> list[dict[str, Any]]:
    return pq.read_table(home / "landing" / "return" / receipt_id / "rows" / f"{table}.parquet").to_pylist()


def test_a_right_return_is_landed_as_typed_rows(home: Path, tmp_path: Path) -> None:
    path = a_return(
        tmp_path / "r.xlsx",
        [on_track("A01", forecast_finish="2026-03", next_news_by=date(2024, 9, 1))],
        [{"milestone_id": "A01-M1", "state": "done", "done_on": "12 June 2024"}],
    )
    receipt = send(path, home)

    assert receipt.accepted
    assert receipt.rows == {"updates": 1, "milestone_updates": 1}
    (update,) = _rows(home, receipt.receipt_id)
    assert update["receipt_id"] == receipt.receipt_id
    assert (update["row_number"], update["action_id"], update["stage"]) == (2, "A01", "in_progress")
    assert (update["forecast_finish"], update["no_change"]) == (date(2026, 3, 31), False)
    (milestone,) = _rows(home, receipt.receipt_id, "milestone_updates")
    assert (milestone["state"], milestone["done_on"]) == ("done", date(2024, 6, 12))


def test_no_change_is_an_answer_of_one_cell_and_records_nothing_else(home: Path, tmp_path: Path) -> None:
    receipt = send(a_return(tmp_path / "r.xlsx", [{"action_id": "A01", "no_change": "ydy"}]), home)

    (update,) = _rows(home, receipt.receipt_id)
    assert update["no_change"] is True
    assert update["stage"] is None
    assert warned(receipt) == {"nothing_to_confirm"}


def test_all_problems_come_at_once_in_the_order_in_which_they_stand(home: Path, tmp_path: Path) -> None:
    path = a_return(
        tmp_path / "r.xlsx",
        [
            on_track("A01", rating="On fire"),
            on_track("A99"),
            on_track("A09", next_news_by="soon"),
            on_track("A01"),
        ],
    )
    receipt = send(path, home)

    places = [(found.code, found.sheet, found.row, found.column, found.value) for found in receipt.problems]
    assert places == [
        ("code_unknown", "Updates", 2, "rating", "On fire"),
        ("action_unknown", "Updates", 3, "action_id", "A99"),
        ("action_not_yours", "Updates", 4, "action_id", "A09"),
        ("date_unreadable", "Updates", 4, "next_news_by", "soon"),
        ("action_twice", "Updates", 5, "action_id", "A01"),
    ]
    assert not (home / "landing" / "return").exists()
    assert [path.name for path in (home / "refused").iterdir()] == [f"{receipt.receipt_id}.json"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"stage": "in_progress", "rating": None}, ["rating_missing"]),
        ({"stage": "not_started", "rating": "on_track"}, ["rating_not_allowed"]),
        ({"stage": None, "rating": None}, ["stage_missing"]),
        ({"rating": "at_risk"}, ["reason_missing", "next_step_missing", "next_date_missing"]),
        ({"rating": "at_risk", **BAD, "next_news_by": "2024-07-31"}, []),
        ({"rating": "delayed", **BAD}, ["forecast_missing"]),
        ({"rating": "delayed", **BAD, "forecast_finish": "2027-01"}, []),
        ({"stage": "paused", "rating": None, **BAD}, ["look_again_missing"]),
        ({"stage": "paused", "rating": None, **BAD, "look_again_on": "2024-09-01"}, []),
        ({"stage": "stopped", "rating": None}, ["reason_missing", "next_step_missing"]),
        ({"stage": "complete", "rating": None}, ["completed_on_missing", "evidence_missing"]),
        (
            {
                "stage": "complete",
                "rating": None,
                "completed_on": "2024-06-18",
                "evidence": "https://example.org/x",
            },
            [],
        ),
        (
            {
                "stage": "complete",
                "rating": None,
                "completed_on": "2024-06-21",
                "evidence": "https://example.org/x",
            },
            ["date_in_future"],
        ),
        ({"completed_on": "2024-06-18"}, ["completed_on_not_allowed"]),
        ({"evidence": "ask at the desk"}, ["address_malformed"]),
        ({"evidence": "javascript:alert(1)"}, ["address_malformed"]),
        ({"what_happened": "x" * 601}, ["text_too_long"]),
        ({"no_change": "yes"}, ["no_change_excludes"]),
        ({"no_change": "perhaps"}, ["answer_unreadable"]),
    ],
)
def test_a_row_may_only_say_what_makes_sense(
    row: Row, expected: list[str], home: Path, tmp_path: Path
) -> None:
    receipt = send(a_return(tmp_path / "r.xlsx", [on_track("A01", **row)]), home)

    assert codes(receipt) == expected


@pytest.mark.parametrize(
    ("row", "answer"), [({"rating": "at_risk"}, "At risk"), ({"stage": "stopped", "rating": None}, "Stopped")]
)
def test_what_an_answer_calls_for_is_asked_for_by_its_name(
    row: Row, answer: str, home: Path, tmp_path: Path
) -> None:
    receipt = send(a_return(tmp_path / "r.xlsx", [on_track("A01", **row)]), home)

    assert receipt.problems[0].message == f"“{answer}” needs a reason. Say why, in a sentence."


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"next_news_by": "2024-06-19"}, ["next_news_by"]),
        ({"next_news_by": "2024-06-20"}, []),
        ({"forecast_finish": "2024-06-19"}, ["forecast_finish"]),
        ({"look_again_on": "2024-06-19"}, []),
        (
            {**PAUSED, "look_again_on": "2024-06-19", "next_news_by": "2024-06-01"},
            ["next_news_by", "look_again_on"],
        ),
        ({**PAUSED, "forecast_finish": "2024-06-19"}, []),
    ],
)
def test_a_day_that_is_still_waited_for_and_has_passed_is_said(
    row: Row, expected: list[str], home: Path, tmp_path: Path
) -> None:
    receipt = send(a_return(tmp_path / "r.xlsx", [on_track("A01", **row)]), home)

    assert receipt.accepted
    passed = [found for found in receipt.warnings if found.code == "date_already_passed"]
    assert [found.column for found in passed] == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"state": "done"}, ["done_on_missing"]),
        ({"state": "done", "done_on": "2024-06-21"}, ["date_in_future"]),
        ({"state": "in_progress", "done_on": "2024-06-18"}, ["done_on_not_allowed"]),
        ({"state": "cancelled"}, ["cancelled_needs_reason"]),
        ({"state": "cancelled", "reason": "The school closed."}, []),
        ({"reason": "We shall see."}, ["state_missing"]),
        ({"milestone_id": "A01-M99", "state": "in_progress"}, ["milestone_unknown"]),
        ({"milestone_id": "A09-M1", "state": "in_progress"}, ["milestone_not_yours"]),
        ({"milestone_id": "A1", "state": "in_progress"}, ["milestone_unknown"]),
        ({"milestone_id": "A 1 M", "state": "in_progress"}, ["plan_id_malformed"]),
    ],
)
def test_a_milestone_may_only_say_what_makes_sense(
    row: Row, expected: list[str], home: Path, tmp_path: Path
) -> None:
    path = a_return(tmp_path / "r.xlsx", [on_track()], [{"milestone_id": "A01-M1", **row}])

    assert codes(send(path, home)) == expected


@pytest.mark.parametrize(
    ("was", "now", "is_back"),
    [
        (DONE, {}, True),
        (DONE, NOT_STARTED, True),
        ({}, NOT_STARTED, True),
        (DONE, PAUSED, False),
        (NOT_STARTED, {}, False),
        ({}, DONE, False),
        ({}, {}, False),
        (PAUSED, NOT_STARTED, False),
    ],
)
def test_only_a_step_back_on_the_way_to_the_end_needs_a_reason(
    was: Row, now: Row, is_back: bool, home: Path, tmp_path: Path
) -> None:
    assert send(a_return(tmp_path / "1.xlsx", [on_track("A01", **was)]), home).accepted
    july = {"round_id": "2024-07", "received_at": LATER["2024-07"]}

    receipt = send(a_return(tmp_path / "2.xlsx", [on_track("A01", **now)]), home, **july)

    assert codes(receipt) == ["step_back_needs_reason"] * is_back


def test_a_step_back_with_a_reason_is_taken_in(home: Path, tmp_path: Path) -> None:
    assert send(a_return(tmp_path / "1.xlsx", [on_track("A01", **DONE)]), home).accepted
    july = {"round_id": "2024-07", "received_at": datetime(2024, 7, 20, tzinfo=UTC)}

    back = send(a_return(tmp_path / "2.xlsx", [on_track("A01")]), home, **july)
    assert codes(back) == ["step_back_needs_reason"]
    assert back.problems[0].message == "This was “Complete” and is now “In progress”. Say why, in a sentence."
    assert send(a_return(tmp_path / "3.xlsx", [on_track("A01", reason="It broke.")]), home, **july).accepted


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({"partner_id": "nobody"}, "partner_unknown"),
        ({"partner_id": None}, "partner_missing"),
        ({"round_id": "2031-01"}, "round_unknown"),
        ({"round_id": None}, "round_missing"),
        ({"round_id": "2024-07"}, "round_not_open"),
        ({"feed": "gossip"}, "feed_unknown"),
    ],
)
def test_who_and_when_are_checked_whatever_the_page_shows(
    about: dict[str, Any], expected: str, home: Path, tmp_path: Path
) -> None:
    assert codes(send(a_return(tmp_path / "r.xlsx", [on_track()]), home, **about)) == [expected]


def test_a_late_return_is_taken_in_and_told_so(home: Path, tmp_path: Path) -> None:
    receipt = send(
        a_return(tmp_path / "r.xlsx", [on_track()]), home, received_at=datetime(2024, 7, 4, tzinfo=UTC)
    )

    assert receipt.accepted
    assert "round_closed" in warned(receipt)


def test_a_round_closes_at_the_end_of_its_last_day_in_london(home: Path, tmp_path: Path) -> None:
    path = a_return(tmp_path / "r.xlsx", [on_track()])
    in_time = send(path, home, received_at=datetime(2024, 7, 3, 22, 59, tzinfo=UTC))

    assert "round_closed" not in warned(in_time)


def test_the_same_bytes_get_their_receipt_again_and_land_once(home: Path, tmp_path: Path) -> None:
    path = a_return(tmp_path / "r.xlsx", [on_track()])
    first, again = send(path, home), send(path, home)

    assert again.accepted
    assert again.duplicate_of == first.receipt_id
    assert again.rows == first.rows
    assert len(list((home / "landing" / "return").iterdir())) == 1


def test_a_file_that_was_corrected_in_between_counts_again(home: Path, tmp_path: Path) -> None:
    one, two = (
        a_return(tmp_path / "1.xlsx", [on_track("A01")]),
        a_return(tmp_path / "2.xlsx", [on_track("A02")]),
    )
    receipts = [send(path, home) for path in (one, two, one)]

    assert [receipt.duplicate_of for receipt in receipts] == [None, None, None]


def test_plain_words_are_advised_on_and_never_refused(home: Path, tmp_path: Path) -> None:
    words = "The CVC and the PSB agreed. " + "word " * 40
    receipt = send(a_return(tmp_path / "r.xlsx", [on_track(in_plain_words=words)]), home)

    assert receipt.accepted
    assert warned(receipt) == {"plain_words_long", "plain_words_acronym"}


@pytest.mark.parametrize("column", ["what_happened", "in_plain_words", "reason", "next_step"])
def test_what_may_be_personal_data_in_words_that_are_published_is_pointed_out_and_never_refused(
    home: Path, tmp_path: Path, column: str
) -> None:
    words = {column: "Ring Gwenllian Prys on 07700 900123."}
    receipt = send(a_return(tmp_path / "r.xlsx", [on_track("A01", **words), on_track("A02")]), home)
    (found,) = [each for each in receipt.warnings if each.code == "published_words_personal"]

    assert receipt.accepted
    assert (found.row, found.column) == (2, column)
    assert "(a name, a telephone number)" in found.message


def test_a_language_that_was_not_given_is_assumed_and_said_so(home: Path, tmp_path: Path) -> None:
    path = a_return(tmp_path / "r.xlsx", [on_track(words_language=None)])
    receipt = send(path, home, language="cy")

    assert _rows(home, receipt.receipt_id)[0]["words_language"] == "cy"
    assert warned(receipt) == {"language_assumed"}


def test_problems_are_told_in_the_submitters_language(home: Path, tmp_path: Path) -> None:
    receipt = send(a_return(tmp_path / "r.xlsx", [on_track(rating="On fire")]), home, language="cy")

    assert receipt.problems[0].message.startswith("Nid yw “On fire” yn un o'r atebion.")


def test_headers_stand_where_and_as_they_like(home: Path, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "r.xlsx",
        {
            "Notes": [["Ask Sam"]],
            "diweddariadau": [
                ["Ein ffurflen ni"],
                [],
                ["Notes to self", "SGÔR ", "Cyfnod\u00a0", " rhif y cam gweithredu", "words_language"],
                ["call back", "Mewn perygl", "Ar y gweill", "a01", "cy"],
                [],
                [None, "on track", "in progress", "A02 ", "en"],
            ],
        },
    )
    receipt = send(path, home)

    assert [(found.code, found.row) for found in receipt.problems] == [
        ("reason_missing", 4),
        ("next_step_missing", 4),
        ("next_date_missing", 4),
    ]
    ignored = [(found.code, found.value) for found in receipt.warnings if "ignored" in found.code]
    assert ignored == [("sheet_ignored", None), ("column_ignored", "Notes to self")]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_headers_that_stand_again_further_down_are_passed_over_and_said_so(
    language: str, home: Path, tmp_path: Path
) -> None:
    """As where lists were put below each other, one in either language; with a column of one's own."""
    names = ("action_id", "stage", "rating", "what_happened", "words_language")
    first = [*(UPDATES.columns[name].header("en") for name in names), "Our own"]
    again = [*(UPDATES.columns[name].header(language) for name in names), "Our own"]
    row = ["in_progress", "on_track", "The lease was signed.", "en", "x"]
    sheet = [["Our return"], first, ["A01", *row], again, ["A02", *row], first]
    receipt = send(workbook(tmp_path / "r.xlsx", {"Updates": sheet}), home)
    notes = [(each.row, each.message) for each in receipt.warnings if each.code == "second_header_ignored"]

    assert receipt.accepted, receipt.problems
    assert receipt.rows["updates"] == 2
    assert notes == [(number, f"Row {number} repeats the headers and was not read.") for number in (4, 6)]


def test_a_row_of_headers_in_which_anything_else_stands_is_read(home: Path, tmp_path: Path) -> None:
    again = {"action_id": "A02", **{name: name for name in ("stage", "rating", "what_happened")}}
    receipt = send(a_return(tmp_path / "r.xlsx", [on_track("A01"), again]), home)

    assert codes(receipt) == ["code_unknown", "code_unknown"]


def test_a_missing_sheet_is_named(home: Path, tmp_path: Path) -> None:
    receipt = send(workbook(tmp_path / "r.xlsx", {"Milestones": [["milestone_id", "state"]]}), home)

    assert [found.message for found in receipt.problems] == [
        "The sheet “Updates” is missing. Start from your template, or rename the sheet."
    ]


def test_a_missing_column_is_named(home: Path, tmp_path: Path) -> None:
    receipt = send(
        workbook(tmp_path / "r.xlsx", {"Updates": [["stage", "rating"], ["complete", None]]}), home
    )

    assert "column_missing" in codes(receipt)


def test_a_column_that_is_there_twice_is_named_by_its_row_of_headings(home: Path, tmp_path: Path) -> None:
    sheet = [["action_id", "stage", "Stage"], ["A01", "complete", "in_progress"]]
    (problem,) = [
        found
        for found in send(workbook(tmp_path / "r.xlsx", {"Updates": sheet}), home).problems
        if found.code == "column_twice"
    ]

    assert (problem.sheet, problem.row, problem.column) == ("Updates", 1, "stage")


def test_a_milestone_that_stands_twice_is_named_with_its_first_row(home: Path, tmp_path: Path) -> None:
    step = {"milestone_id": "A01-M1", "state": "in_progress"}
    other = step | {"milestone_id": "A01-M2"}
    receipt = send(a_return(tmp_path / "r.xlsx", [on_track()], [step, other, step]), home)

    assert [(found.code, found.row, found.column) for found in receipt.problems] == [
        ("milestone_twice", 4, "milestone_id")
    ]
    assert receipt.problems[0].message == "A01-M1 has more than one row (first in row 2). Keep one."


def test_actions_without_a_row_are_named_in_one_sentence(home: Path, tmp_path: Path) -> None:
    receipt = send(a_return(tmp_path / "r.xlsx", [on_track()]), home)

    (warning,) = [found for found in receipt.warnings if found.code == "actions_without_row"]
    assert (
        warning.message
        == "No row was there for A02, A04, A06, A08, A10, A25, A34, A38, so nothing is recorded for them."
    )


@pytest.mark.parametrize(("number", "code"), [(None, "value_missing"), ("A" * 21, "plan_id_malformed")])
def test_no_action_is_called_missing_where_all_are_there_or_a_number_cannot_be_read(
    number: str | None, code: str, home: Path, tmp_path: Path
) -> None:
    every = ("A01", "A02", "A04", "A06", "A08", "A10", "A25", "A34", "A38")
    whole = send(a_return(tmp_path / "1.xlsx", [on_track(each) for each in every]), home)
    unclear = send(a_return(tmp_path / "2.xlsx", [on_track("A01"), on_track() | {"action_id": number}]), home)

    assert (whole.accepted, whole.warnings) == (True, ())
    assert (codes(unclear)[0], unclear.warnings) == (code, ())


def test_a_row_without_a_number_hides_none_of_the_problems_below_it(home: Path, tmp_path: Path) -> None:
    nobody = {"milestone_id": None, "state": "in_progress"}
    path = a_return(
        tmp_path / "r.xlsx",
        [on_track("A01") | {"action_id": None}, on_track("A99")],
        [nobody, {"milestone_id": "A01-M99", "state": "in_progress"}],
    )

    assert codes(send(path, home)) == [
        "value_missing", "action_unknown", "value_missing", "milestone_unknown",
    ]  # fmt: skip


def test_a_row_says_something_if_one_cell_differs_from_what_stood_and_nothing_if_all_are_empty(
    home: Path, tmp_path: Path
) -> None:
    rows = [on_track("A01", forecast_finish="2026-03"), on_track("A02"), on_track("A04")]
    steps = [
        {"milestone_id": f"A0{number}-M1", "state": "in_progress", "due_on": "2024-10-31"}
        for number in (1, 2, 4)
    ]
    assert send(a_return(tmp_path / "1.xlsx", rows, steps), home).accepted
    now = [rows[0] | {"forecast_finish": "2026-05"}, rows[1], {"action_id": "A04"}]
    moved = [steps[0] | {"due_on": "2025-02"}, steps[1], {"milestone_id": "A04-M1"}]

    path = a_return(tmp_path / "2.xlsx", now, moved)
    receipt = send(path, home, round_id="2024-07", received_at=LATER["2024-07"])

    assert receipt.accepted, receipt.problems
    assert receipt.untouched == ("A02", "A04")
    assert receipt.untouched_milestones == ("A02-M1", "A04-M1")
    (update,) = _rows(home, receipt.receipt_id)
    assert (update["action_id"], update["forecast_finish"]) == ("A01", date(2026, 5, 31))
    (milestone,) = _rows(home, receipt.receipt_id, "milestone_updates")
    assert (milestone["milestone_id"], milestone["due_on"]) == ("A01-M1", date(2025, 2, 28))


@pytest.mark.parametrize("answer", ["no change", "No Change", "Dim newid", "x", "unchanged"])
def test_no_change_may_be_said_in_the_words_of_its_own_column(
    answer: str, home: Path, tmp_path: Path
) -> None:
    send(a_return(tmp_path / "first.xlsx", [on_track()]), home)

    receipt = send(a_return(tmp_path / "r.xlsx", [{"action_id": "A01", "no_change": answer}]), home)

    assert receipt.accepted, receipt.problems
    assert receipt.rows["updates"] == 1


@pytest.mark.parametrize("written", ["Blue", "BRAG: blue", "Glas", "Complete", "Wedi'i gwblhau"])
def test_a_rating_that_repeats_the_stage_is_read_as_empty_and_said_so(
    written: str, home: Path, tmp_path: Path
) -> None:
    done = {"stage": "complete", "completed_on": date(2024, 6, 12), "evidence": "www.example.org/opening"}
    receipt = send(a_return(tmp_path / "r.xlsx", [on_track("A01", rating=written, **done)]), home)

    assert receipt.accepted, receipt.problems
    assert {"answer_repeats", "answer_read_as"} <= warned(receipt)
    (row,) = _rows(home, receipt.receipt_id)
    assert (row["stage"], row["rating"], row["evidence"]) == (
        "complete",
        None,
        "https://www.example.org/opening",
    )


@pytest.mark.parametrize("written", ["Blue", "Not started"])
def test_a_rating_that_speaks_of_another_stage_is_refused_with_what_it_could_mean(
    written: str, home: Path, tmp_path: Path
) -> None:
    receipt = send(a_return(tmp_path / "r.xlsx", [on_track("A01", rating=written)]), home)

    assert codes(receipt) == ["answer_of_another_column"]
    assert f"If you mean “{'Complete' if written == 'Blue' else written}”, say so under “Stage”" in (
        receipt.problems[0].message
    )


def test_where_a_cell_is_needed_what_stands_for_nothing_is_asked_for(home: Path, tmp_path: Path) -> None:
    rows = [
        on_track("A01", rating="RAG: red", reason="n/a", next_step="TBC", forecast_finish="?"),
        on_track("-"),
    ]
    receipt = send(a_return(tmp_path / "r.xlsx", rows), home)

    assert codes(receipt) == ["reason_missing", "next_step_missing", "forecast_missing", "value_missing"]
    assert [found.value for found in receipt.warnings if found.code == "read_as_empty"] == [
        "n/a",
        "TBC",
        "?",
        "-",
    ]


def test_a_row_in_which_everything_stands_for_nothing_is_no_update(home: Path, tmp_path: Path) -> None:
    nothing = dict.fromkeys(("stage", "rating", "what_happened", "forecast_finish", "evidence"), "-")
    receipt = send(a_return(tmp_path / "r.xlsx", [{"action_id": "A01", **nothing}]), home)

    assert receipt.accepted
    assert receipt.untouched == ("A01",)
    assert receipt.rows["updates"] == 0


SAID = {"what_happened": "The lease was signed.", "in_plain_words": "The building is ours."}


def _asked(receipt: Any) -> list[tuple[str, str]]:
    return [(found.column, found.message) for found in receipt.warnings if found.code == "words_said_before"]


def test_old_words_beside_a_new_date_are_asked_after_with_the_round_that_they_are_from(
    home: Path, tmp_path: Path
) -> None:
    row = on_track("A01", **SAID, forecast_finish="2026-03")
    assert _asked(send(a_return(tmp_path / "1.xlsx", [row]), home)) == []
    new = row | {"in_plain_words": "The builders have started.", "forecast_finish": "2026-05"}
    july = {"round_id": "2024-07", "received_at": LATER["2024-07"]}
    august = {"round_id": "2024-08", "received_at": LATER["2024-08"]}
    told = _asked(send(a_return(tmp_path / "2.xlsx", [new]), home, **july))
    again = _asked(
        send(
            a_return(
                tmp_path / "3.xlsx", [new | {"rating": None, "stage": "not_started", "reason": "A pause."}]
            ),
            home,
            **august,
            language="cy",
        )
    )

    assert told == [
        (
            "what_happened",
            "These are the words of June 2024, but something has changed since: Forecast finish. Are they "
            "still right? If not, send new ones.",
        )
    ]
    assert [column for column, _ in again] == ["what_happened", "in_plain_words"]
    assert again[0][1].startswith(
        "Geiriau Mehefin 2024 yw'r rhain, ond mae rhywbeth wedi newid ers hynny: Cyfnod, Sgôr"
    )
    assert again[1][1].startswith("Geiriau Gorffennaf 2024 yw'r rhain")


@pytest.mark.parametrize(
    "changes",
    [
        {"evidence": "https://example.org/a"},
        {"forecast_finish": "2026-05", **dict.fromkeys(SAID, "New words.")},
        {"forecast_finish": "2026-05", **dict.fromkeys(SAID, "We have begun.")},
    ],
)
def test_words_are_not_asked_after_where_nothing_moved_or_they_are_new(
    changes: dict[str, str], home: Path, tmp_path: Path
) -> None:
    row = on_track("A01", **SAID, forecast_finish="2026-03")
    assert send(a_return(tmp_path / "1.xlsx", [row]), home).accepted
    path = a_return(tmp_path / "2.xlsx", [row | changes])

    assert _asked(send(path, home, round_id="2024-07", received_at=LATER["2024-07"])) == []


def test_words_of_this_round_are_new_however_often_they_are_sent(home: Path, tmp_path: Path) -> None:
    assert send(a_return(tmp_path / "1.xlsx", [on_track("A01", **SAID)]), home).accepted
    path = a_return(tmp_path / "2.xlsx", [on_track("A01", **SAID, forecast_finish="2026-05")])

    assert _asked(send(path, home)) == []

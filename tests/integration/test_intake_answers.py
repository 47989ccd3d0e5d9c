"""What a person gets beside the receipt: a preview, a marked-up copy, a page of help."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.contracts import FEEDS
from pipelines.intake.answer import preview_lines, receipt_lines
from pipelines.intake.decide import decide
from pipelines.intake.explain import contract_help, reference
from pipelines.intake.preview import Preview, preview
from pipelines.intake.workbooks.annotate import annotate
from pipelines.register import current
from pipelines.settings import PROJECT
from tests.support.door import OPEN, a_return, codes, new_home, on_track, send, warned, workbook


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path)


def _preview(path: Path, home: Path, language: str = "en") -> Preview:
    return preview(
        path,
        home=home,
        feed="return",
        submitted_by="reporting officer",
        received_at=OPEN,
        partner_id="youth-service",
        round_id="2024-06",
        language=language,
    )


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_preview_says_what_would_change_and_writes_nothing(home: Path, tmp_path: Path) -> None:
    for number, forecast in enumerate(("2027-01", "2027-02", "2027-03")):
        row = on_track("A01", forecast_finish=forecast)
        send(a_return(tmp_path / f"{number}.xlsx", [row]), home)
    bad = {"rating": "at_risk", "reason": "No money.", "next_step": "We ask.", "forecast_finish": "2027-06"}
    rows = [on_track("A01", **bad), {"action_id": "A02", "no_change": "yes"}, on_track("A04")]
    before = _files(home)
    found = _preview(a_return(tmp_path / "r.xlsx", rows), home)

    assert found.accepted
    assert [change.line for change in found.changes] == [
        "A01: on track → at risk; forecast moves from 31 Mar 2027 to 30 Jun 2027, third move; new words",
        "A02: confirmed, no change",
        "A04: nothing said yet → on track; new words",
    ]
    assert _files(home) == before


def test_a_preview_speaks_the_readers_language(home: Path, tmp_path: Path) -> None:
    path = a_return(tmp_path / "r.xlsx", [on_track("A01", forecast_finish="2027-01")])

    (change,) = _preview(path, home, "cy").changes
    assert (
        change.line == "A01: dim wedi'i ddweud eto → ar y trywydd iawn; rhagolwg 31 Ion 2027; geiriau newydd"
    )


def test_a_preview_names_the_steps_and_what_else_would_change(home: Path, tmp_path: Path) -> None:
    row = on_track("A01", next_news_by=date(2024, 8, 1))
    assert send(a_return(tmp_path / "1.xlsx", [row]), home).accepted
    steps = [{"milestone_id": "A01-M1", "due_on": "2024-09", "state": "done", "done_on": date(2024, 6, 12)}]
    found = _preview(a_return(tmp_path / "2.xlsx", [row | {"next_news_by": date(2024, 9, 2)}], steps), home)

    assert [change.line for change in found.changes] == [
        "A01: next news by: 1 Aug 2024 → 2 Sept 2024",
        "A01-M1: nothing said yet → done; due on: 31 Oct 2024 → 30 Sept 2024; done on: 12 Jun 2024",
    ]


EMPTIED = ("what_happened", "in_plain_words", "reason", "next_step", "evidence")


@pytest.mark.parametrize(
    ("language", "line", "told"),
    [
        (
            "en",
            "A01: evidence: taken away; what happened: taken away; in plain words: taken away; "
            "reason: taken away; next step: taken away",
            "What you said here before is taken away",
        ),
        (
            "cy",
            "A01: tystiolaeth: tynnir ymaith; beth ddigwyddodd: tynnir ymaith; "
            "mewn geiriau plaen: tynnir ymaith; rheswm: tynnir ymaith; cam nesaf: tynnir ymaith",
            "Tynnir ymaith yr hyn a ddywedoch yma o'r blaen",
        ),
    ],
)
def test_words_that_are_taken_away_are_named_before_and_on_the_receipt(
    language: str, line: str, told: str, home: Path, tmp_path: Path
) -> None:
    said = on_track("A01", **dict.fromkeys(EMPTIED, "https://example.org/a"))
    assert send(a_return(tmp_path / "1.xlsx", [said]), home).accepted
    path = a_return(tmp_path / "2.xlsx", [said | dict.fromkeys(EMPTIED)])
    found = _preview(path, home, language)
    receipt = send(path, home, language=language)
    gone = [each for each in receipt.warnings if each.code == "words_taken_away"]

    assert [change.line for change in found.changes] == [line]
    assert {each.column for each in gone} == set(EMPTIED)
    assert all(each.message.startswith(told) for each in gone)


def test_words_that_are_in_another_language_are_said_to_be(home: Path, tmp_path: Path) -> None:
    assert send(a_return(tmp_path / "1.xlsx", [on_track("A01")]), home).accepted
    path = a_return(tmp_path / "2.xlsx", [on_track("A01", words_language="cy")])

    assert [change.line for change in _preview(path, home).changes] == [
        "A01: language of your words: English → Cymraeg"
    ]


def test_a_column_that_is_left_out_takes_its_words_away(home: Path, tmp_path: Path) -> None:
    said = on_track("A01", in_plain_words="The building is ours.")
    assert send(a_return(tmp_path / "1.xlsx", [said]), home).accepted
    path = a_return(tmp_path / "2.xlsx", [on_track("A01")])

    assert [change.line for change in _preview(path, home).changes] == ["A01: in plain words: taken away"]
    assert "words_taken_away" in warned(send(path, home))


def test_what_only_the_answer_before_called_for_goes_with_it_without_a_word(
    home: Path, tmp_path: Path
) -> None:
    bad = {"rating": "at_risk", "reason": "No money.", "next_step": "We ask.", "forecast_finish": "2027-06"}
    assert send(a_return(tmp_path / "1.xlsx", [on_track("A01", **bad)]), home).accepted
    path = a_return(tmp_path / "2.xlsx", [on_track("A01", forecast_finish="2027-06", reason=None)])

    assert [change.line for change in _preview(path, home).changes] == [
        "A01: at risk → on track; reason: taken away; next step: taken away"
    ]
    assert "words_taken_away" not in warned(send(path, home))


def test_a_preview_of_a_bad_file_says_what_is_wrong(home: Path, tmp_path: Path) -> None:
    found = _preview(a_return(tmp_path / "r.xlsx", [on_track("A01", rating="sunny")]), home)

    assert not found.accepted
    assert [problem.code for problem in found.problems] == ["code_unknown"]
    assert found.changes == ()
    assert not (home / "refused").exists()


def test_a_marked_up_copy_says_beside_each_row_what_is_wrong(home: Path, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "r.xlsx",
        {
            "Updates": [
                ["Our return"],
                ["action_id", "stage", "rating", "what_happened", "next_news_by"],
                ["A01", "in_progress", "sunny", "=1+1", date(2024, 9, 1)],
                ["A02", "in_progress", "on_track", "Well.", None],
            ]
        },
    )
    receipt = send(path, home)
    annotate(path, receipt, tmp_path / "marked.xlsx")
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")

    rows = list(book["Updates"].iter_rows(values_only=True))
    assert [row[-1] for row in rows] == [
        None,
        "Problems",
        "C, “Rating”: “sunny” is not one of the answers. Use one of: On track, At risk, Delayed.",
        None,
    ]
    assert rows[2][3] == "=1+1"
    assert book["Updates"]["D3"].data_type == "s"
    assert book["Updates"]["D3"].quotePrefix
    assert list(book["Problems"].iter_rows(min_row=2, values_only=True)) == [
        ("Updates", 3, "C, “Rating”", receipt.problems[0].message)
    ]


def test_a_marked_up_copy_can_be_mended_and_sent_back(home: Path, tmp_path: Path) -> None:
    path = a_return(tmp_path / "r.xlsx", [on_track("A01", rating="sunny")])
    annotate(path, send(path, home), tmp_path / "marked.xlsx")
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    book["Updates"]["C2"] = "On track"
    book.save(tmp_path / "mended.xlsx")
    receipt = send(tmp_path / "mended.xlsx", home)

    assert receipt.accepted
    assert warned(receipt) == set()


def test_a_file_that_cannot_be_read_still_gets_its_list_of_problems(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    path.write_bytes(b"%PDF-1.7")
    annotate(path, send(path, home, language="cy"), tmp_path / "marked.xlsx")

    assert openpyxl.load_workbook(tmp_path / "marked.xlsx").sheetnames == ["Problemau"]


def test_a_decision_is_recorded_on_the_spot(home: Path) -> None:
    said: dict[str, Any] = {
        "decision": "agree_date",
        "action_id": "A07",
        "role": "chair",
        "agreed_finish": date(2026, 6, 30),
        "reason": "The lease was signed late.",
        "decided_on": date(2024, 6, 19),
    }
    receipt = decide(home=home, submitted_by="secretary", received_at=OPEN, **said)
    assert receipt.accepted
    assert receipt.rows == {"decisions": 1}

    later = {"role": "secretary", "agreed_finish": date(2026, 7, 31)}
    not_hers = decide(home=home, submitted_by="secretary", received_at=OPEN, **(said | later))
    assert codes(not_hers) == ["role_not_allowed"]
    with pytest.raises(TypeError, match="colour"):
        decide(home=home, submitted_by="secretary", received_at=OPEN, colour="red")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"reason": None}, ["decision_needs"]),
        ({"action_id": "A99"}, ["action_unknown"]),
        ({"decision": "sign_off", "agreed_finish": None}, ["decision_needs", "decision_needs"]),
        ({"decision": "close", "round_id": "1999-01", "agreed_finish": None}, ["round_unknown"]),
        (
            {"decision": "settle", "round_id": "2024-06", "stage": "in_progress", "words": "So."},
            ["rating_missing", "decision_takes_no"],
        ),
        (
            {"decision": "accept_late", "round_id": "2024-06", "subject_receipt_id": "20240601T1-aa"},
            ["round_still_open", "decision_takes_no", "receipt_unknown"],
        ),
        ({"decided_on": date(2024, 6, 21)}, ["date_in_future"]),
        ({"role": "mayor"}, ["code_unknown"]),
    ],
)
def test_a_decision_says_what_it_speaks_of(changes: dict[str, Any], expected: list[str], home: Path) -> None:
    said: dict[str, Any] = {
        "decision": "agree_date",
        "action_id": "A07",
        "role": "chair",
        "agreed_finish": date(2026, 6, 30),
        "reason": "The lease was signed late.",
        "decided_on": date(2024, 6, 19),
    }

    assert codes(decide(home=home, submitted_by="chair", received_at=OPEN, **(said | changes))) == expected


def test_a_closed_round_can_be_told_apart_by_a_decision(home: Path, tmp_path: Path) -> None:
    said = {"decision": "close", "round_id": "2024-06", "role": "chair", "decided_on": date(2024, 6, 19)}
    early = datetime(2024, 6, 19, 10, tzinfo=UTC)
    assert decide(home=home, submitted_by="chair", received_at=early, **said).accepted

    assert "round_closed" in warned(send(a_return(tmp_path / "r.xlsx", [on_track()]), home))


def test_the_reference_says_what_the_contracts_say() -> None:
    """Mend a difference with `python -m pipelines.intake.explain`."""
    assert (PROJECT / "data" / "README.md").read_text(encoding="utf-8") == reference()


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("feed", FEEDS)
def test_the_page_of_help_names_every_sheet_and_column(feed: str, language: str) -> None:
    page = contract_help(feed, language)

    assert page.startswith("# ")
    for table in FEEDS[feed].sheet_tables():
        for spec in table.columns.values():
            assert spec.header(language) in page


def _told(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                "To mend (1):",
                "  - Sheet “Updates”, row 2, column C, “Rating”: “sunny” is not one of the answers. "
                "Use one of: On track, At risk, Delayed.",
                "Good to know (1):",
                "  - Sheet “Updates”, row 1: The column “favourite” is not one that is asked for here, "
                "so it was not read.",
            ],
        ),
        (
            "cy",
            [
                "I'w gywiro (1):",
                "  - Dalen “Updates”, rhes 2, colofn C, “Sgôr”: Nid yw “sunny” yn un o'r atebion. "
                "Defnyddiwch un o'r rhain: Ar y trywydd iawn, Mewn perygl, Wedi'i oedi.",
                "Da gwybod (1):",
                "  - Dalen “Updates”, rhes 1: Nid yw'r golofn “favourite” yn un y gofynnir amdani yma, "
                "felly ni chafodd ei darllen.",
            ],
        ),
    ],
)
def test_an_answer_at_the_shell_is_all_in_the_senders_language(
    language: str, expected: list[str], home: Path, tmp_path: Path
) -> None:
    rows = [on_track(action.action_id) for action in current(home).actions_of("youth-service")]
    rows[0] |= {"rating": "sunny", "favourite": "tea"}
    path = a_return(tmp_path / "r.xlsx", rows)
    receipt = send(path, home, language=language)
    found = _preview(path, home, language)

    assert list(receipt_lines(receipt))[1:] == expected
    assert list(preview_lines(found, "return"))[1:] == expected
    assert receipt.receipt_id in next(receipt_lines(receipt))


@pytest.mark.parametrize(("language", "sheets"), [("en", "Updates 1"), ("cy", "Diweddariadau 1")])
def test_an_accepted_file_is_answered_with_what_was_recorded_and_the_same_again_with_its_receipt(
    language: str, sheets: str, home: Path, tmp_path: Path
) -> None:
    path = a_return(tmp_path / "r.xlsx", [on_track()])
    first = send(path, home, language=language)
    again = send(path, home, language=language)

    assert f": {sheets}." in next(receipt_lines(first))
    assert len(list(receipt_lines(again))) == 1
    assert first.receipt_id in next(receipt_lines(again))


@pytest.mark.parametrize("changes", [{}, {"rating": "sunny"}])
def test_the_answer_for_a_program_has_the_six_parts_it_promises(
    changes: dict[str, str], home: Path, tmp_path: Path
) -> None:
    receipt = send(a_return(tmp_path / "r.xlsx", [on_track("A01", **changes)]), home)
    told = json.loads(receipt.answer_json())

    assert list(told) == ["accepted", "receipt_id", "duplicate_of", "rows", "warnings", "problems"]
    for found in (*told["problems"], *told["warnings"]):
        assert list(found) == ["code", "sheet", "row", "column", "value", "message", "column_letters"]
    assert told["accepted"] == (not told["problems"])


def test_a_decision_is_taken_at_the_shell_with_its_role_checked(home: Path) -> None:
    said = ("agree_date", "--by", "secretary", "--home", home, "action_id=A07", "agreed_finish=2026-06")
    refused, why = _told("decide", *said, "--role", "secretary", "reason=Late.", "--json")
    _, why_in_words = _told("decide", *said, "--role", "secretary", "reason=Late.")
    accepted, _ = _told("decide", *said, "--role", "chair", "reason=The lease was signed late.")
    usage, _ = _told("decide", *said, "--role", "chair", "colour=red")

    assert (refused, [found["code"] for found in json.loads(why)["problems"]]) == (1, ["role_not_allowed"])
    assert "\n  - “Role”: " in why_in_words  # and neither a sheet nor a row of a file that nobody has seen
    assert accepted == 0
    assert usage == 2


def test_a_day_is_said_back_as_people_write_it(home: Path, tmp_path: Path) -> None:
    done = {"stage": "complete", "rating": None, "evidence": "https://example.org/a"}
    row = on_track("A01", **done, completed_on=date(2030, 12, 31))
    (found,) = send(a_return(tmp_path / "r.xlsx", [row]), home).problems

    assert (found.code, found.value) == ("date_in_future", "2030-12-31")
    assert "“31 December 2030”" in found.message

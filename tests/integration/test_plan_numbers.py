"""A plan whose actions are numbered in its own way, and what spreadsheets make of such numbers on the way."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dashboard.locale.translator import words_for
from dashboard.workspace.parts.answer import changing, mending
from pipelines.intake.preview import preview
from pipelines.intake.submit import submit
from pipelines.landing import landed
from pipelines.receipts.receipt import Receipt
from pipelines.register import current
from pipelines.workspace import Checked, header_of, uploaded
from pipelines.workspace.partner import my_actions
from tests.support.door import a_return, codes, on_track, warned, workbook
from tests.support.english_plan import ACTIONS, MILESTONES, ROUNDS, write_register
from tests.support.public_app import texts

NUMBERS = ("1.2.3", "BE-24-1", "SEP-01", "007", "1-2", "12", "H_4", "A-quite-long-number")


def numbered(numbers: tuple[str, ...]) -> list[dict[str, str]]:
    return [dict(action) | {"action_id": number} for action, number in zip(ACTIONS, numbers, strict=True)]


def load(folder: Path, home: Path, numbers: tuple[str, ...], **changed: Any) -> Receipt:
    steps = [
        dict(step) | {"action_id": numbers[0], "milestone_id": f"{numbers[0]}-M{place}"}
        for place, step in enumerate(MILESTONES, start=1)
    ]
    path = write_register(folder / "register", actions=numbered(numbers), milestones=steps, **changed)
    return submit(
        path,
        home=home,
        feed="register",
        submitted_by="plan officer",
        received_at=datetime(2026, 2, 1, tzinfo=UTC),
    )


def report(path: Path, home: Path, partner_id: str, *rows: dict[str, Any]) -> Receipt:
    return submit(
        a_return(path, list(rows)),
        home=home,
        feed="return",
        submitted_by="reporting officer",
        received_at=datetime(2026, 3, 5, 12, tzinfo=UTC),
        partner_id=partner_id,
        round_id=ROUNDS[0]["round_id"],
    )


def test_actions_are_numbered_as_their_plan_numbers_them(tmp_path: Path) -> None:
    receipt = load(tmp_path, tmp_path / "home", NUMBERS)

    assert receipt.accepted, receipt.problems
    assert tuple(current(tmp_path / "home").by_action) == NUMBERS
    (said,) = [found.message for found in receipt.warnings if found.code == "ids_may_change"]
    assert "SEP-01, 007, 1-2." in said


def test_a_number_that_a_spreadsheet_changed_is_understood_and_said_so(tmp_path: Path) -> None:
    home = tmp_path / "home"
    load(tmp_path, home, NUMBERS)

    housing = report(
        tmp_path / "housing.xlsx", home, "housing", on_track("1.2.3"), on_track(date(2026, 9, 1))
    )
    college = report(tmp_path / "college.xlsx", home, "college", on_track(7), on_track(date(2026, 12, 31)))

    assert housing.accepted, housing.problems
    assert "answer_read_as" in warned(housing)
    (sent,) = landed(home, "return")
    assert [row["action_id"] for row in sent.rows("updates")] == ["1.2.3", "SEP-01"]
    assert codes(college) == ["id_became_date"]


def test_the_answer_at_the_screen_calls_an_action_and_its_step_by_their_own_numbers(tmp_path: Path) -> None:
    home, words = tmp_path / "home", words_for("en", ("en",))
    load(tmp_path, home, ("BE-24-M1", *NUMBERS[1:]))
    actions = {
        each.action.action_id: each
        for each in my_actions(home, current(home), "housing", ROUNDS[0]["round_id"])
    }

    def answer(number: int, update: dict[str, Any], step: dict[str, Any]) -> str:
        file = a_return(tmp_path / f"{number}.xlsx", [update], [{"milestone_id": "BE-24-M1-M2"} | step])
        looked_at = preview(
            file, home=home, feed="return", submitted_by="reporting officer", partner_id="housing",
            received_at=datetime(2026, 3, 5, 12, tzinfo=UTC), round_id=ROUNDS[0]["round_id"],
        )  # fmt: skip
        checked = Checked(uploaded(file.name, file.read_bytes()), looked_at, None)
        shown = [*mending(checked, actions, header_of("en"), words), *changing(checked, actions, words)]
        return "\n".join(texts(each) for each in shown if each)

    wrong = answer(1, on_track("BE-24-M1", stage="nearly"), {"state": "nearly"})
    not_theirs = answer(3, on_track("007"), {"state": "done", "done_on": date(2026, 3, 1)})
    right = answer(2, on_track("BE-24-M1"), {"state": "done", "done_on": date(2026, 3, 1)})

    assert "Action BE-24-M1, “Stage”: " in wrong
    assert "Action BE-24-M1, step 2, “State”: " in wrong
    assert "007, “Action number”: " in not_theirs
    assert "BE-24-M1 Repair the damp homes first, step 2" in right


def test_a_number_that_could_be_two_is_refused_with_both(tmp_path: Path) -> None:
    home = tmp_path / "home"
    load(tmp_path, home, ("1.1", "2", "1.10", "4", "5", "6", "7", "8"))

    receipt = report(tmp_path / "housing.xlsx", home, "housing", on_track(1.1))

    (found,) = receipt.problems
    assert (found.code, found.row) == ("id_ambiguous", 2)
    assert "1.1, 1.10" in found.message


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("A01", "a01", "A03", "A04", "A05", "A06", "A07", "A08"), {"ids_differ_by_case"}),
        (("a01", "A01", "A03", "A04", "A05", "A06", "A07", "A08"), {"ids_differ_by_case"}),
        (("A01", "", "a01", "A04", "A05", "A06", "A07", "A08"), {"ids_differ_by_case", "value_missing"}),
        (("A 1", "A02", "A03", "A04", "A05", "A06", "A07", "A08"), {"plan_id_malformed"}),
        (("A/1", "A02", "A03", "A04", "A05", "A06", "A07", "A08"), {"plan_id_malformed"}),
        (("..", "A02", "A03", "A04", "A05", "A06", "A07", "A08"), {"plan_id_malformed"}),
        (("A" * 21, "A02", "A03", "A04", "A05", "A06", "A07", "A08"), {"plan_id_malformed"}),
    ],
)
def test_numbers_that_cannot_be_told_apart_or_written_anywhere_are_refused(
    numbers: tuple[str, ...], expected: set[str], tmp_path: Path
) -> None:
    receipt = load(tmp_path, tmp_path / "home", numbers)

    assert set(codes(receipt)) == expected
    assert all(found.sheet and found.row and found.column for found in receipt.problems)


def test_a_milestone_bears_the_number_of_its_action(tmp_path: Path) -> None:
    steps = [dict(MILESTONES[0]) | {"milestone_id": "A02-M1"}]
    path = write_register(tmp_path / "register", milestones=steps)
    receipt = submit(
        path,
        home=tmp_path / "home",
        feed="register",
        submitted_by="plan officer",
        received_at=datetime(2026, 2, 1, tzinfo=UTC),
    )

    assert codes(receipt) == ["milestone_of_another"]


def test_a_register_whose_numbers_have_become_dates_already_is_refused_by_cell(tmp_path: Path) -> None:
    header = list(ACTIONS[0])
    rows = [list(dict(action).values()) for action in ACTIONS]
    rows[2][0] = date(2026, 9, 1)  # type: ignore[call-overload]
    path = write_register(tmp_path / "register")
    sheets: dict[str, Any] = {"actions": [header, *rows]}
    for table in ("plan", "themes", "partners", "milestones", "rounds"):
        lines = (path / f"{table}.csv").read_text(encoding="utf-8").splitlines()
        sheets[table] = [line.split(",") for line in lines]
    receipt = submit(
        workbook(tmp_path / "plan.xlsx", sheets),
        home=tmp_path / "home",
        feed="register",
        submitted_by="plan officer",
        received_at=datetime(2026, 2, 1, tzinfo=UTC),
    )

    assert ("id_became_date", 4, "action_id") in {
        (found.code, found.row, found.column) for found in receipt.problems
    }

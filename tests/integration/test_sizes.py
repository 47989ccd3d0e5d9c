"""Plans from one action to a thousand, with titles of up to 400 characters, come in through the door."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.intake.submit import submit
from pipelines.intake.workbooks.template import write_template
from pipelines.receipts.receipt import Receipt
from pipelines.register import current
from tests.support.door import codes, send
from tests.support.large_plan import ROUNDS, LargePlan

LARGEST = LargePlan(actions=1000, themes=30, partners=30, title_length=400)
SMALLEST = LargePlan(actions=1, themes=1, partners=1, title_length=1)


def load(plan: LargePlan, folder: Path) -> Receipt:
    loaded_at = datetime(2026, 2, 1, 9, tzinfo=UTC)
    register = plan.register(folder / "register")
    return submit(register, home=folder / "home", feed="register", submitted_by="o", received_at=loaded_at)


@pytest.mark.parametrize("plan", [LARGEST, SMALLEST], ids=["largest", "smallest"])
def test_a_plan_of_any_size_is_loaded_and_a_partner_reports_on_all_of_it(
    plan: LargePlan, tmp_path: Path
) -> None:
    """The first partner has a part in every action, as its lead or in support."""
    loaded = load(plan, tmp_path)
    write_template(tmp_path / "home", "partner-01", ROUNDS[0], "en", tmp_path / "return.xlsx")
    about = {"partner_id": "partner-01", "round_id": ROUNDS[0]}
    received_at = datetime(2026, 3, 8, 12, tzinfo=UTC)
    receipt = send(tmp_path / "return.xlsx", tmp_path / "home", received_at=received_at, **about)

    assert loaded.accepted, loaded.problems
    assert len(current(tmp_path / "home").actions) == plan.actions
    assert receipt.accepted, receipt.problems
    assert len(receipt.untouched) == plan.actions


def test_a_title_that_is_longer_is_refused_by_its_cell(tmp_path: Path) -> None:
    receipt = load(replace(SMALLEST, title_length=401), tmp_path)

    assert codes(receipt) == ["text_too_long"] * 2
    assert {(found.sheet, found.row, found.column) for found in receipt.problems} == {
        ("actions.csv", 2, "title_en"),
        ("actions.csv", 2, "title_cy"),
    }

import csv
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pipelines import clock
from pipelines.intake.submit import submit
from pipelines.receipts.receipt import Receipt
from pipelines.register import NotEmpty, current, current_plan_clock, start
from tests.support.door import DEMO, OPEN, codes, new_home, warned, workbook

Rows = list[dict[str, str]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DEMO / "register", tmp_path / "register"))


def _read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _edit(folder: Path, table: str, change: Callable[[Rows], Rows | None]) -> None:
    path = folder / f"{table}.csv"
    rows = _read(path)
    rows = change(rows) or rows
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def _set(number: int, **values: str) -> Callable[[Rows], None]:
    return lambda rows: rows[number].update(values)


def _load(path: Path, home: Path, days: int = 1) -> Receipt:
    return submit(
        path, home=home, feed="register", submitted_by="plan officer", received_at=OPEN + timedelta(days)
    )


def test_the_register_is_what_was_last_loaded(home: Path) -> None:
    register = current(home)

    assert len(register.actions) == register.plan.action_count == 40
    assert current_plan_clock(home) == register.plan.as_of
    assert register.by_action["A01"].planned_start == date(2024, 6, 1)
    assert register.by_action["A01"].planned_finish == date(2026, 3, 31)
    assert "A01" in [action.action_id for action in register.actions_of("council")]
    assert register.rounds_before("2024-08") == ["2024-06", "2024-07"]
    assert register.open_round(date(2024, 6, 20)) == register.by_round["2024-06"]
    assert [step.milestone_id for step in register.milestones_of([register.by_action["A01"]])][:2] == [
        "A01-M1",
        "A01-M2",
    ]


def test_a_workbook_with_the_same_sheets_loads_too(tmp_path: Path) -> None:
    sheets = {}
    for path in sorted((DEMO / "register").glob("*.csv")):
        rows = _read(path)
        sheets[path.stem] = [list(rows[0]), *(list(row.values()) for row in rows)]
    receipt = _load(workbook(tmp_path / "plan.xlsx", sheets), tmp_path / "home")

    assert receipt.accepted
    assert receipt.format == "xlsx"
    assert len(current(tmp_path / "home").actions) == 40


@pytest.mark.parametrize(
    ("table", "change", "expected"),
    [
        ("actions", _set(0, theme_id="gardening"), ["reference_unknown"]),
        ("actions", _set(0, lead_partner_id="nobody"), ["reference_unknown"]),
        ("actions", _set(0, supporting_partner_ids="council;nobody"), ["reference_unknown"]),
        ("actions", _set(0, supporting_partner_ids="youth-service"), ["lead_also_supports"]),
        ("actions", _set(1, action_id="A01"), ["id_twice"]),
        ("actions", lambda rows: rows[:-1], ["action_count_differs"]),
        ("actions", _set(0, planned_start="2027-01"), ["dates_out_of_order"]),
        ("actions", _set(0, lead_partner_id=""), ["lead_missing"]),
        ("actions", _set(0, joined_to="A01"), ["joined_to_itself"]),
        ("milestones", _set(0, action_id="A77"), ["reference_unknown"]),
        ("milestones", _set(0, due_on="soon"), ["month_unreadable"]),
        ("topics", _set(0, theme_id="gardening"), ["reference_unknown"]),
        ("partners", _set(0, name_cy=""), ["value_missing"]),
        ("partners", lambda rows: [*rows, {**rows[0], "partner_id": "steering-group"}], ["id_malformed"]),
        ("rounds", _set(0, closes_on="2024-06-01"), ["dates_out_of_order"]),
        ("rounds", lambda rows: [rows[1], rows[0], *rows[2:]], ["rounds_out_of_order"]),
        ("plan", lambda rows: [*rows, *rows], ["one_row_only"]),
    ],
)
def test_a_plan_that_does_not_hang_together_is_refused(
    table: str, change: Callable[[Rows], Rows | None], expected: list[str], folder: Path, tmp_path: Path
) -> None:
    _edit(folder, table, change)

    assert set(expected) <= set(codes(_load(folder, tmp_path / "home")))


def test_a_missing_sheet_is_named(folder: Path, tmp_path: Path) -> None:
    (folder / "rounds.csv").unlink()

    assert "sheet_missing" in codes(_load(folder, tmp_path / "home"))


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (_set(0, planned_finish="2027-01"), "agreed_date"),
        (_set(0, lead_partner_id="police"), "lead"),
        (_set(0, joined_to="A02"), "joined"),
        (_set(0, action_id="A41"), "added"),
    ],
)
def test_what_had_been_agreed_changes_only_with_a_reason(
    change: Callable[[Rows], None], kind: str, folder: Path, home: Path
) -> None:
    _edit(folder, "actions", change)
    for table in ("milestones", "action_topics", "action_assets"):
        _edit(folder, table, lambda rows: [row for row in rows if row["action_id"] != "A01"])
    refused = _load(folder, home)
    assert set(codes(refused)) == {"change_needs_reason"}

    kinds = [("A41", "added"), ("A01", "removed")] if kind == "added" else [("A01", kind)]
    lines = ["action_id,change,reason", *(f"{action},{each},The group agreed." for action, each in kinds)]
    (folder / "register_changes.csv").write_text("\n".join(lines), encoding="utf-8")
    accepted = _load(folder, home)
    assert accepted.accepted
    assert accepted.rows["register_changes"] == len(kinds)


def test_a_reason_for_what_does_not_change_is_pointed_out(folder: Path, home: Path) -> None:
    (folder / "register_changes.csv").write_text("action_id,change,reason\nA01,lead,They asked.\n")

    receipt = _load(folder, home)
    assert receipt.accepted
    assert warned(receipt) == {"change_not_made"}


def test_filling_an_open_slot_needs_no_reason(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    slot = {
        "title_en": "",
        "title_cy": "",
        "lead_partner_id": "",
        "supporting_partner_ids": "",
        "planned_finish": "",
    }
    full = folder / "actions.csv"
    text = full.read_text(encoding="utf-8")
    _edit(folder, "actions", _set(0, **slot))
    assert _load(folder, home).accepted
    assert current(home).by_action["A01"].title_en is None
    full.write_text(text, encoding="utf-8")

    assert _load(folder, home, days=2).accepted


def test_a_plan_whose_clock_stands_still_is_there_from_that_moment_on(tmp_path: Path) -> None:
    receipt = submit(
        DEMO / "register",
        home=tmp_path / "home",
        feed="register",
        submitted_by="plan officer",
        received_at=datetime(2026, 11, 1, tzinfo=UTC),
    )

    assert receipt.received_at == clock.now(current(tmp_path / "home").plan.as_of)


def test_a_new_deployment_starts_with_an_empty_register(tmp_path: Path) -> None:
    register = start(tmp_path / "new")

    assert (register / "actions.csv").read_text().startswith("action_id,position,theme_id,title_en")
    assert not (tmp_path / "new" / "landing" / "register").exists()
    with pytest.raises(NotEmpty):
        start(tmp_path / "new")

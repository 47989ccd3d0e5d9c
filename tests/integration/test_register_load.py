import csv
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pipelines import clock
from pipelines.intake.lookups import prefill
from pipelines.intake.submit import submit
from pipelines.receipts.receipt import Receipt
from pipelines.register import NotEmpty, current, current_plan_clock, start
from pipelines.rounds.names import name_of
from tests.support.door import DEMO, OPEN, a_return, codes, new_home, on_track, send, warned, workbook

Rows = list[dict[str, str]]
NAMES = {"name_en": "A name", "name_cy": "Enw"}


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
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
        writer.writeheader()
        writer.writerows(rows)


def _set(number: int, **values: str) -> Callable[[Rows], None]:
    return lambda rows: rows[number].update(values)


def _of(topic: str, **values: str) -> Callable[[Rows], None]:
    return lambda rows: next(row for row in rows if row["topic_code"] == topic).update(values)


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
        ("topics", _of("youth-space", destination="not_taken_up"), ["topic_has_action"]),
        ("topics", _of("youth-space", destination="someone_else"), ["topic_has_action"]),
        ("topics", _of("area-reputation", destination="taken_up"), ["topic_without_action"]),
        ("topics", _of("area-reputation", destination="partly"), ["topic_without_action"]),
        ("topics", _of("area-reputation", reason_en=""), ["topic_needs_reason"]),
        ("topics", _of("additional-needs", reason_en=""), ["topic_needs_reason"]),
        ("partners", _set(0, name_cy=""), ["value_missing"]),
        ("partners", lambda rows: [*rows, {**rows[0], "partner_id": "steering-group"}], ["id_malformed"]),
        ("rounds", _set(0, closes_on="2024-06-01"), ["dates_out_of_order"]),
        ("rounds", lambda rows: [rows[1], rows[0], *rows[2:]], ["rounds_out_of_order"]),
        ("plan", _set(0, action_count="39"), ["action_count_differs"]),
        ("rounds", _set(1, opens_on="2024-06-17"), ["rounds_out_of_order"]),
        ("rounds", _set(1, opens_on="2024-06-10"), ["rounds_out_of_order"]),
        ("rounds", _set(1, opens_on="2024-06-20", closes_on="2024-07-02"), ["rounds_out_of_order"]),
        ("rounds", _set(1, opens_on="2024-06-20", closes_on="2024-07-03"), ["rounds_out_of_order"]),
        ("plan", lambda rows: [*rows, *rows], ["one_row_only"]),
    ],
)
def test_a_plan_that_does_not_hang_together_is_refused(
    table: str, change: Callable[[Rows], Rows | None], expected: list[str], folder: Path, tmp_path: Path
) -> None:
    _edit(folder, table, change)

    assert set(expected) <= set(codes(_load(folder, tmp_path / "home")))


def test_a_topic_says_where_it_went_and_beside_which_row_it_does_not(folder: Path, tmp_path: Path) -> None:
    _edit(folder, "topics", _of("youth-space", destination="not_taken_up", reason_en=""))
    row = 2 + [row["topic_code"] for row in _read(folder / "topics.csv")].index("youth-space")

    assert [(found.code, found.row, found.column) for found in _load(folder, tmp_path / "home").problems] == [
        ("topic_has_action", row, "destination"),
        ("topic_needs_reason", row, "reason_en"),
    ]


@pytest.mark.parametrize(
    ("destination", "expected"), [("", ["value_missing", "value_missing"]), ("looked_into", [])]
)
def test_a_topic_that_is_looked_into_may_have_an_action_or_none_and_one_that_is_not_told_is_asked_for(
    destination: str, expected: list[str], folder: Path, tmp_path: Path
) -> None:
    reason = "Partners are asked." if destination else ""
    for topic in ("youth-space", "area-reputation"):
        _edit(folder, "topics", _of(topic, destination=destination, reason_en=reason, reason_cy=reason))

    assert codes(_load(folder, tmp_path / "home")) == expected


def test_a_plan_sheet_without_a_row_is_asked_for_one(folder: Path, tmp_path: Path) -> None:
    header, _ = (folder / "plan.csv").read_text(encoding="utf-8").splitlines()
    (folder / "plan.csv").write_text(header + "\n", encoding="utf-8")

    (found,) = [each for each in _load(folder, tmp_path / "home").problems if each.code == "one_row_only"]
    assert found.message.endswith("here are 0.")


def test_an_action_with_a_title_in_one_language_is_no_open_slot(folder: Path, tmp_path: Path) -> None:
    _edit(folder, "actions", _set(0, title_cy=""))

    receipt = _load(folder, tmp_path / "home")
    assert receipt.accepted, receipt.problems
    assert "slots_open" not in warned(receipt)


def test_an_action_may_be_joined_to_any_other(folder: Path, tmp_path: Path) -> None:
    _edit(folder, "actions", _set(5, joined_to="A01"))
    _edit(folder, "actions", _set(0, joined_to="A40"))

    assert codes(_load(folder, tmp_path / "home")) == []


def test_a_missing_sheet_is_named(folder: Path, tmp_path: Path) -> None:
    (folder / "rounds.csv").unlink()

    assert "sheet_missing" in codes(_load(folder, tmp_path / "home"))


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (_set(0, lead_partner_id="police"), "lead"),
        (_set(0, joined_to="A02"), "joined"),
        (_set(0, action_id="A41"), "added"),
    ],
)
def test_what_had_been_agreed_changes_only_with_a_reason(
    change: Callable[[Rows], None], kind: str, folder: Path, home: Path
) -> None:
    _edit(folder, "actions", change)
    for table in ("milestones", "action_topics", "action_assets") if kind == "added" else ():
        _edit(folder, table, lambda rows: [row for row in rows if row["action_id"] != "A01"])
    refused = _load(folder, home)
    kinds = [("A41", "added"), ("A01", "removed")] if kind == "added" else [("A01", kind)]
    assert codes(refused) == ["change_needs_reason"] * len(kinds)
    assert sorted(_of_which(refused)) == sorted(action for action, _ in kinds)

    lines = ["action_id,change,reason", *(f"{action},{each},The group agreed." for action, each in kinds)]
    (folder / "register_changes.csv").write_text("\n".join(lines), encoding="utf-8")
    accepted = _load(folder, home)
    assert accepted.accepted
    assert warned(accepted) == set()
    assert accepted.rows["register_changes"] == len(kinds)


@pytest.mark.parametrize("finish", ["2027-01", ""])
def test_the_finish_of_an_action_is_moved_by_a_decision_and_by_no_load(
    finish: str, folder: Path, home: Path
) -> None:
    (folder / "register_changes.csv").write_text("action_id,change,reason\n", encoding="utf-8")
    _edit(folder, "actions", _set(0, planned_finish=finish))

    receipt = _load(folder, home)

    (found,) = receipt.problems
    assert (found.code, found.column) == ("finish_moves_by_decision", "planned_finish")
    assert "Agree a date" in found.message


def _of_which(receipt: Receipt) -> list[str]:
    """Return of which actions and milestones a receipt wants to know why they change."""
    changed = [found.message for found in receipt.problems if found.code == "change_needs_reason"]
    return [message.split("(")[1].split(":")[0] for message in changed]


def _reasons(folder: Path, *lines: str) -> None:
    text = "\n".join(["action_id,milestone_id,change,reason", *lines])
    (folder / "register_changes.csv").write_text(text, encoding="utf-8")


def test_a_milestone_moves_or_goes_only_with_a_reason_of_its_own(folder: Path, home: Path) -> None:
    first, *_ = _read(folder / "milestones.csv")
    assert first["milestone_id"] == "A01-M1"
    _edit(folder, "milestones", lambda rows: [first | {"due_on": "2025-01-31"}, *rows[2:]])

    refused = _load(folder, home)
    assert {(found.code, found.column, found.row) for found in refused.problems} == {
        ("change_needs_reason", "due_on", 2),
        ("change_needs_reason", None, None),
    }

    _reasons(folder, "A01,,milestone_date,The action.", "A01,A01-M2,milestone_removed,It is part of another.")
    assert codes(_load(folder, home)) == ["change_needs_reason"]
    _reasons(folder, "A01,A01-M1,milestone_date,The lease.", "A01,A01-M2,milestone_removed,Part of another.")
    assert _load(folder, home).accepted
    assert current(home).by_milestone["A01-M1"].due_on == date(2025, 1, 31)


@pytest.mark.parametrize("day", ["2024-01-31", "2030-01-31"])
def test_a_milestone_that_moves_either_way_is_named(day: str, folder: Path, home: Path) -> None:
    _edit(folder, "milestones", lambda rows: [rows[0] | {"due_on": day}, *rows[1:]])

    assert _of_which(_load(folder, home)) == ["A01-M1"]


def test_every_change_is_named_whatever_stands_before_it(folder: Path, home: Path) -> None:
    _edit(folder, "actions", lambda rows: [rows[1], rows[2] | {"lead_partner_id": "police"}])
    for table in ("milestones", "action_topics", "action_assets"):
        _edit(folder, table, lambda rows: [row for row in rows if row["action_id"] in ("A02", "A03")])

    changed = [f"A{number:02}" for number in range(1, 41) if number != 2]
    assert sorted(_of_which(_load(folder, home))) == changed


def test_a_new_milestone_needs_no_reason(folder: Path, home: Path) -> None:
    _edit(folder, "milestones", lambda rows: [*rows, rows[0] | {"milestone_id": "A01-M90", "position": "90"}])

    assert _load(folder, home).accepted


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            _set(0, round_id="first", **NAMES),
            {("round_opened_gone", None), ("round_before_opened", "opens_on")},
        ),
        (lambda rows: rows[1:], {("round_opened_gone", None)}),
        (_set(0, opens_on="2024-06-05"), {("round_date_fixed", "opens_on")}),
        (_set(0, publish_on="2024-07-22"), {("round_date_fixed", "publish_on")}),
        (_set(1, closes_on="2024-07-27", review_on="2024-07-30", publish_on="2024-07-30"), set()),
        (lambda rows: [rows[0], *rows[2:]], set()),
        (_set(1, round_id="summer", **NAMES), set()),
    ],
)
def test_a_round_that_has_opened_stays_as_everybody_was_told(
    change: Callable[[Rows], Rows | None], expected: set[tuple[str, str | None]], folder: Path, home: Path
) -> None:
    _edit(folder, "rounds", change)

    receipt = _load(folder, home)

    assert {(found.code, found.column) for found in receipt.problems} == expected


def test_no_date_of_a_round_moves_after_it_has_closed(folder: Path, home: Path) -> None:
    _edit(folder, "rounds", _set(0, publish_on="2024-07-23"))

    assert codes(_load(folder, home, days=30)) == ["round_date_fixed"]


@pytest.mark.parametrize(("seconds", "expected"), [(-1, []), (0, ["round_date_fixed"])])
def test_a_round_stays_as_it_was_told_from_the_moment_at_which_it_opens(
    seconds: int, expected: list[str], folder: Path, home: Path
) -> None:
    midnight_in_london = datetime(2024, 7, 14, 23, tzinfo=UTC)
    _edit(folder, "rounds", _set(1, publish_on="2024-08-15"))

    at = midnight_in_london + timedelta(seconds=seconds)
    assert (
        codes(submit(folder, home=home, feed="register", submitted_by="officer", received_at=at)) == expected
    )


def test_every_opened_round_that_changed_is_named_whatever_became_of_the_others(
    folder: Path, home: Path
) -> None:
    _edit(folder, "rounds", lambda rows: [rows[1] | {"publish_on": "2024-08-15"}, *rows[2:]])

    assert sorted(codes(_load(folder, home, days=30))) == ["round_date_fixed", "round_opened_gone"]


def test_no_round_comes_before_one_that_has_opened(folder: Path, home: Path) -> None:
    days = {"opens_on": "01", "due_on": "10", "closes_on": "15", "review_on": "20", "publish_on": "25"}
    may = {"round_id": "2024-05"} | {column: f"2024-05-{day}" for column, day in days.items()}
    _edit(folder, "rounds", lambda rows: [may, *rows])

    (found,) = _load(folder, home).problems
    assert (found.code, found.row, found.column) == ("round_before_opened", 2, "opens_on")


def test_a_new_round_is_never_over_before_it_is_known(folder: Path, home: Path) -> None:
    def between(rows: Rows) -> Rows:
        dates = dict.fromkeys(("opens_on", "due_on", "closes_on", "review_on", "publish_on"), "2024-07-08")
        return [rows[0], {"round_id": "extra", **NAMES, **dates}, *rows[1:]]

    assert current(home).rounds[0].closes_on < date(2024, 7, 8) < current(home).rounds[1].opens_on
    _edit(folder, "rounds", between)

    assert _load(folder, home, days=18).accepted
    shutil.rmtree(home)
    new_home(home.parent)
    assert codes(_load(folder, home, days=19)) == ["round_date_past"]


def test_rounds_of_the_past_can_be_in_the_first_calendar_that_a_plan_gets(
    folder: Path, tmp_path: Path
) -> None:
    rows = (folder / "rounds.csv").read_text(encoding="utf-8")
    (folder / "rounds.csv").write_text(rows.splitlines()[0] + "\n", encoding="utf-8")
    assert _load(folder, tmp_path / "home", days=200).accepted
    (folder / "rounds.csv").write_text(rows, encoding="utf-8")

    assert _load(folder, tmp_path / "home", days=201).accepted


def test_a_round_whose_id_is_no_month_needs_a_name_in_each_language_of_the_plan(
    folder: Path, home: Path
) -> None:
    _edit(folder, "rounds", _set(-1, round_id="last", name_en="The last round"))

    (found,) = _load(folder, home).problems
    assert (found.code, found.column) == ("round_name_missing", "name_cy")

    _edit(folder, "rounds", _set(-1, name_cy="Y rownd olaf"))
    assert _load(folder, home).accepted
    last = current(home).rounds[-1]
    assert [name_of(last, language) for language in ("en", "cy")] == ["The last round", "Y rownd olaf"]
    assert name_of(current(home).rounds[0], "cy") == "Mehefin 2024"


def test_every_round_without_a_name_is_named_also_below_one_without_an_id(folder: Path, home: Path) -> None:
    _edit(folder, "rounds", _set(-3, round_id=""))
    _edit(folder, "rounds", _set(-2, round_id="last-but-one", name_cy="Yr un cyn yr olaf"))
    _edit(folder, "rounds", _set(-1, round_id="last", name_cy="Yr olaf"))
    count = len(_read(folder / "rounds.csv"))

    assert [
        (found.row, found.column)
        for found in _load(folder, home).problems
        if found.code == "round_name_missing"
    ] == [(count, "name_en"), (count + 1, "name_en")]


def test_two_rounds_of_one_name_are_refused_by_the_second(folder: Path, home: Path) -> None:
    _edit(folder, "rounds", _set(1, name_en="JUNE 2024", name_cy="Haf"))

    (found,) = _load(folder, home).problems
    assert (found.code, found.column, found.row) == ("round_name_twice", "name_en", 3)


@pytest.mark.parametrize("plan_id", ["another-plan", "zone-plan"])
def test_a_deployment_holds_one_plan(plan_id: str, folder: Path, home: Path) -> None:
    _edit(folder, "plan", _set(0, plan_id=plan_id))

    (found,) = _load(folder, home).problems
    assert (found.code, found.column, found.row) == ("plan_id_changed", "plan_id", 2)


def test_a_sheet_that_shows_the_date_before_the_plan_moved_it_does_not_move_it_back(
    folder: Path, home: Path, tmp_path: Path
) -> None:
    partner = current(home).by_action["A01"].lead_partner_id
    old = current(home).by_milestone["A01-M1"].due_on
    _edit(folder, "milestones", _set(0, due_on="2025-01-31"))
    _reasons(folder, "A01,A01-M1,milestone_date,The lease.")
    assert _load(folder, home).accepted
    sheet = a_return(tmp_path / "old.xlsx", [on_track()], [{"milestone_id": "A01-M1", "due_on": old}])

    receipt = send(sheet, home, partner_id=partner, received_at=OPEN + timedelta(days=2))
    assert receipt.accepted
    assert receipt.untouched_milestones == ("A01-M1",)

    said = prefill.last_report(home, current(home), str(partner), "2024-07")
    assert said.of_milestone(current(home).by_milestone["A01-M1"]) == {"due_on": date(2025, 1, 31)}


def test_of_two_words_on_a_due_date_a_template_shows_the_later(
    folder: Path, home: Path, tmp_path: Path
) -> None:
    partner = str(current(home).by_action["A01"].lead_partner_id)
    step = {"milestone_id": "A01-M1", "due_on": date(2024, 12, 31), "state": "in_progress"}
    sheet = a_return(tmp_path / "moved.xlsx", [on_track()], [step])
    assert send(sheet, home, partner_id=partner).accepted
    assert _shown(home, partner) == date(2024, 12, 31)
    _edit(folder, "milestones", _set(0, due_on="2025-01-31"))
    _reasons(folder, "A01,A01-M1,milestone_date,The lease.")
    assert _load(folder, home).accepted

    assert _shown(home, partner) == date(2025, 1, 31)


def _shown(home: Path, partner_id: str) -> object:
    said = prefill.last_report(home, current(home), partner_id, "2024-07")
    return said.of_milestone(current(home).by_milestone["A01-M1"])["due_on"]


def test_a_reason_for_what_does_not_change_is_pointed_out(folder: Path, home: Path) -> None:
    (folder / "register_changes.csv").write_text("action_id,change,reason\nA01,lead,They asked.\n")

    receipt = _load(folder, home)
    assert receipt.accepted
    assert warned(receipt) == {"change_not_made"}


def test_a_reason_for_a_milestone_that_does_not_move_names_the_milestone(folder: Path, home: Path) -> None:
    _reasons(folder, "A01,A01-M1,milestone_date,They asked.")

    (found,) = [each for each in _load(folder, home).warnings if each.code == "change_not_made"]

    assert "A01-M1" in found.message


@pytest.mark.parametrize("line", [",,lead,They asked.", "A01,,,They asked."])
def test_a_reason_that_does_not_say_of_what_is_refused_and_nothing_is_made_of_it(
    line: str, folder: Path, home: Path
) -> None:
    _reasons(folder, line)

    receipt = _load(folder, home)

    assert not receipt.accepted
    assert warned(receipt) == set()


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


def test_a_new_deployment_starts_with_a_register_that_is_not_loaded_yet(tmp_path: Path) -> None:
    register = start(tmp_path / "new", date(2026, 11, 28))

    assert (register / "actions.csv").read_text().startswith("action_id,position,theme_id,title_en")
    assert not (tmp_path / "new" / "landing" / "register").exists()
    with pytest.raises(NotEmpty):
        start(tmp_path / "new", date(2026, 11, 28))

"""A plan somewhere else: its days begin, and its rounds close, by the clock there."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from pipelines.intake.submit import submit
from pipelines.landing import landed
from pipelines.operations.rounds import do_task
from pipelines.receipts.receipt import Receipt
from pipelines.register import plan_day
from pipelines.releases.sign_off.reviewed import Reviewed
from pipelines.releases.sign_off.signing import sign_off
from pipelines.rounds.calendar import Task
from pipelines.rounds.states import standings
from pipelines.warehouse.builds import reading
from tests.support.door import a_return, on_track, warned
from tests.support.english_plan import PLAN, ROUNDS, command, write_register
from tests.support.small_build import make_build, release

LAST_MINUTES = datetime(2026, 3, 16, 3, 30, tzinfo=UTC)
"""Half past eleven at night on the day on which the first round closes, in New York."""


def load(folder: Path, home: Path, time_zone: str) -> Receipt:
    return submit(
        write_register(folder / "register", plan=[dict(PLAN[0]) | {"time_zone": time_zone}]),
        home=home,
        feed="register",
        submitted_by="plan officer",
        received_at=datetime(2026, 2, 1, tzinfo=UTC),
    )


def report(path: Path, home: Path, at: datetime) -> Receipt:
    return submit(
        a_return(path, [on_track("A01")]),
        home=home,
        feed="return",
        submitted_by="reporting officer",
        received_at=at,
        partner_id="housing",
        round_id=ROUNDS[0]["round_id"],
    )


@pytest.mark.parametrize(
    ("zone", "is_late"), [("America/New_York", False), ("Europe/London", True), ("", True)]
)
def test_a_round_closes_before_midnight_where_the_plan_is(zone: str, is_late: bool, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert load(tmp_path, home, zone).accepted

    receipt = report(tmp_path / "r.xlsx", home, LAST_MINUTES)

    assert receipt.accepted
    assert ("round_closed" in warned(receipt)) is is_late
    assert (standings(home, LAST_MINUTES)[0].state == "closed") is is_late


def test_the_day_that_a_round_closed_is_the_plans_own(tmp_path: Path) -> None:
    home = tmp_path / "home"
    load(tmp_path, home, "Pacific/Auckland")

    first = standings(home, datetime(2026, 4, 1, tzinfo=UTC))[0]

    assert first.closed_at == datetime(2026, 3, 15, 10, 59, tzinfo=UTC)
    assert first.last_day == date(2026, 3, 15)


@pytest.mark.parametrize("zone", ["London", "GMT+25", "Europe/Cardiff"])
def test_a_time_zone_that_there_is_not_is_refused_by_its_cell(zone: str, tmp_path: Path) -> None:
    (found,) = load(tmp_path, tmp_path / "home", zone).problems

    place = (found.sheet, found.row, found.column)
    assert (found.code, place) == ("time_zone_unknown", ("plan.csv", 2, "time_zone"))


def test_what_is_decided_after_midnight_in_summer_is_decided_on_that_day(tmp_path: Path) -> None:
    home = tmp_path / "home"
    load(tmp_path, home, "Europe/London")
    past_midnight = datetime(2026, 6, 19, 23, 30, tzinfo=UTC)
    assert plan_day(home, past_midnight) == date(2026, 6, 20)

    receipt = sign_off(
        home, Reviewed((ROUNDS[0]["round_id"],), {}), role="chair", submitted_by="chair", at=past_midnight
    )

    assert receipt.accepted, receipt.problems
    (row,) = landed(home, "decisions")[-1].rows("decisions")
    assert row["decided_on"] == date(2026, 6, 20)


def test_a_release_of_half_past_midnight_in_summer_says_its_own_day_in_every_file(tmp_path: Path) -> None:
    past_midnight = datetime(2025, 6, 30, 23, 30, tzinfo=UTC)
    build = make_build(tmp_path)
    made = release(tmp_path / "releases", replace(build, as_of=past_midnight), "2025-05", at=past_midnight)
    folder = tmp_path / "releases" / made.release_id
    with reading(folder / "plan.duckdb") as connection:
        told = connection.execute("select as_of from public.release").fetchall()
    about = openpyxl.load_workbook(folder / "plan.xlsx")["About"]
    in_workbook = " ".join(str(cell.value) for row in about.iter_rows() for cell in row)

    assert told == [(date(2025, 7, 1),)]
    assert "published 2025-07-01" in (folder / "README.txt").read_text(encoding="utf-8")
    assert "published on 1 July 2025; the figures are as of 1 July 2025" in in_workbook


def test_what_a_command_lists_has_the_day_where_the_plan_is(tmp_path: Path) -> None:
    home = tmp_path / "home"
    load(tmp_path, home, "Europe/London")
    report(tmp_path / "r.xlsx", home, datetime(2026, 4, 19, 23, 30, tzinfo=UTC))

    assert "2026-04-20 00:30" in command(home, "receipts")


def test_a_task_that_was_missed_names_the_day_on_which_it_was_due_where_the_plan_is(tmp_path: Path) -> None:
    home = tmp_path / "home"
    load(tmp_path, home, "Europe/London")
    at_midnight = datetime(2026, 6, 19, 23, tzinfo=UTC)

    said = do_task(
        home, Task("open_round", ROUNDS[1]["round_id"], at_midnight), at_midnight + timedelta(days=5)
    )

    assert "This was due on 20 June 2026" in said

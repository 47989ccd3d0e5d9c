"""A plan somewhere else: its days begin, and its rounds close, by the clock there."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipelines.intake.submit import submit
from pipelines.landing import landed
from pipelines.receipts.receipt import Receipt
from pipelines.register import plan_day
from pipelines.releases.sign_off.reviewed import Reviewed
from pipelines.releases.sign_off.signing import sign_off
from pipelines.rounds.states import standings
from tests.support.door import a_return, on_track, warned
from tests.support.english_plan import PLAN, ROUNDS, write_register

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

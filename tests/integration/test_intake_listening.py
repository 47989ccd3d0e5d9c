"""The lists of a listening exercise at the door: each thing once, held already, of known partners."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipelines.landing import latest
from pipelines.receipts.receipt import Receipt
from tests.support.door import DEMO, Row, a_list, new_home, send

TODAY = datetime(2024, 6, 11, 9, tzinfo=UTC)
LISTS: dict[str, Row] = {
    "engagements": {
        "engagement_id": "E01",
        "document": "Fun day",
        "held_on": date(2024, 6, 11),
        "method": "street stall",
        "led_by": "community-anchor",
    },
    "workshops": {"workshop_id": "W1", "held_on": date(2024, 6, 11), "themes": "community-safety"},
    "contributions": {
        "contribution_id": "C001",
        "engagement_id": "E01",
        "month": "2024-06",
        "organisation_kind": "community-anchor",
        "category": "facilitation",
    },
    "comments": {"engagement_id": "E01", "comment": "More bins please"},
}
"""For each feed a row that is right."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path)


@pytest.fixture
def listed(home: Path) -> Path:
    """A deployment that has its list of engagements."""
    assert _sent(DEMO / "listening" / "engagements.csv", home, "engagements").accepted
    return home


def _sent(file: Path, home: Path, feed: str) -> Receipt:
    return send(file, home, feed=feed, partner_id=None, round_id=None, received_at=TODAY)


def _rows(home: Path, folder: Path, feed: str, *changed: Row) -> Receipt:
    """Send rows that are right but for what is given."""
    return _sent(a_list(folder / f"{feed}.csv", [LISTS[feed] | row for row in changed]), home, feed)


def _places(receipt: Receipt) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.row) for problem in receipt.problems]


@pytest.mark.parametrize("feed", LISTS)
def test_what_is_right_lands_as_it_stands(home: Path, tmp_path: Path, feed: str) -> None:
    assert _rows(home, tmp_path, feed, {}).accepted

    found = latest(home, feed)
    assert found is not None
    (row,) = found.rows(feed)
    assert {name: row[name] for name in LISTS[feed] if name != "month"} == {
        name: value for name, value in LISTS[feed].items() if name != "month"
    }


@pytest.mark.parametrize(
    ("feed", "second"),
    [
        ("engagements", {"document": "Another"}),
        ("engagements", {"engagement_id": "E02"}),
        ("workshops", {"held_on": "2024-02-21"}),
        ("contributions", {"category": "catering"}),
    ],
    ids=["engagement", "document", "workshop", "contribution"],
)
def test_what_stands_there_twice_is_refused_at_the_second(
    listed: Path, tmp_path: Path, feed: str, second: Row
) -> None:
    assert _places(_rows(listed, tmp_path, feed, {}, second)) == [("id_twice", 3)]


@pytest.mark.parametrize("feed", ["engagements", "workshops"])
def test_what_has_not_been_held_yet_is_refused(home: Path, tmp_path: Path, feed: str) -> None:
    receipt = _rows(home, tmp_path, feed, {"held_on": "2024-06-12"})

    assert _places(receipt) == [("date_in_future", 2)]


@pytest.mark.parametrize(
    ("feed", "column"), [("engagements", "led_by"), ("contributions", "organisation_kind")]
)
def test_whoever_is_no_partner_of_the_plan_is_refused(
    listed: Path, tmp_path: Path, feed: str, column: str
) -> None:
    receipt = _rows(listed, tmp_path, feed, {column: "a-stranger"})

    assert _places(receipt) == [("led_by_unknown", 2)]


@pytest.mark.parametrize(
    ("feed", "left_out"),
    [("engagements", "led_by"), ("workshops", "themes"), ("contributions", "engagement_id")],
)
def test_what_need_not_be_said_may_be_left_out(
    listed: Path, tmp_path: Path, feed: str, left_out: str
) -> None:
    assert _rows(listed, tmp_path, feed, {left_out: ""}).accepted


def test_each_theme_of_a_workshop_is_one_of_the_plan(home: Path, tmp_path: Path) -> None:
    receipt = _rows(home, tmp_path, "workshops", {"themes": "community-safety; sport ;; weather"})

    assert _places(receipt) == [("theme_unknown", 2)] * 2
    assert ["sport" in problem.message for problem in receipt.problems] == [True, False]
    assert _rows(
        home, tmp_path, "workshops", {"themes": "community-safety;children-and-young-people"}
    ).accepted


@pytest.mark.parametrize(
    ("feed", "later"), [("contributions", {"category": "catering"}), ("comments", {"comment": "And lights"})]
)
def test_an_engagement_that_is_not_on_the_list_is_refused_once_there_is_one(
    home: Path, tmp_path: Path, feed: str, later: Row
) -> None:
    elsewhere = {"engagement_id": "E99"}
    assert _rows(home, tmp_path, feed, elsewhere).accepted
    assert _sent(DEMO / "listening" / "engagements.csv", home, "engagements").accepted

    assert _places(_rows(home, tmp_path, feed, elsewhere | later)) == [("engagement_unknown", 2)]

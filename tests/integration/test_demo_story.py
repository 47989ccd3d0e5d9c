"""What the demonstration means once it has gone the whole way, and that its files can be made again."""

import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from pipelines.demo.make import hand_over, make_workbook
from pipelines.demo.plan import DEMO, load_plan
from pipelines.demo.returns import returns
from pipelines.demo.schedule import ACCEPTED, Delivery, schedule
from pipelines.demo.story import load_story
from pipelines.demo.workbooks import cells

LATEST = "2025-06"
INTENDED = {
    "complete": {"A02", "A04", "A05", "A14", "A17", "A29", "A33", "A35", "A37"},
    "on_track": {
        "A06", "A07", "A08", "A10", "A12", "A13", "A16", "A18",
        "A21", "A24", "A30", "A31", "A32", "A34", "A38", "A40",
    },
    "delayed": {"A01", "A11", "A23"},
    "at_risk": {"A03", "A22", "A36"},
    "update_overdue": {"A15", "A25", "A27"},
    "not_started": {"A19", "A26"},
    "awaiting_first_update": {"A39"},
    "seen_differently": {"A09"},
    "paused": {"A20"},
    "stopped": {"A28"},
}  # fmt: skip
"""What the story means the latest release to show: every headline, in about the mock-up's proportions."""

COURSES = {
    "a second view, settled two rounds later": (
        "A23",
        {
            "2024-12": "on_track",
            "2025-01": "seen_differently",
            "2025-02": "seen_differently",
            "2025-03": "delayed",
        },
    ),
    "a second view that the lead adopts": (
        "A36",
        {"2024-12": "seen_differently", "2025-01": "at_risk", "2025-03": "on_track"},
    ),
    "a second view that is never settled": (
        "A09",
        {"2025-03": "at_risk", "2025-04": "seen_differently", "2025-06": "seen_differently"},
    ),
    "a supporting partner against its lead": ("A03", {"2025-04": "seen_differently", "2025-05": "at_risk"}),
    "a supporting partner that comes round": ("A13", {"2025-05": "seen_differently", "2025-06": "on_track"}),
    "a lead that is silent for four rounds": (
        "A13",
        {
            "2024-11": "on_track",
            "2024-12": "update_overdue",
            "2025-02": "update_overdue",
            "2025-03": "at_risk",
        },
    ),
    "a step back": ("A17", {"2025-02": "complete", "2025-04": "at_risk", "2025-06": "complete"}),
    "paused and taken up again": ("A21", {"2024-11": "paused", "2025-02": "paused", "2025-03": "on_track"}),
    "paused past its date": (
        "A10",
        {"2024-12": "paused", "2025-01": "update_overdue", "2025-02": "on_track"},
    ),
    "stopped": ("A28", {"2025-02": "at_risk", "2025-03": "stopped", "2025-06": "stopped"}),
    "a finish that passed": ("A33", {"2025-04": "at_risk", "2025-05": "delayed", "2025-06": "complete"}),
    "a finish moved by decision": (
        "A35",
        {"2025-03": "at_risk", "2025-04": "at_risk", "2025-05": "complete"},
    ),
    "a correction after the close": ("A08", {"2024-10": "on_track", "2024-11": "at_risk"}),
    "a late return let in": ("A24", {"2024-12": "on_track", "2025-01": "on_track"}),
}


@pytest.fixture(scope="module")
def headlines(demonstration: Path) -> dict[tuple[str, str], str]:
    release = demonstration / "releases" / f"{LATEST}-r1" / "plan.duckdb"
    with duckdb.connect(str(release), read_only=True) as connection:
        rows = connection.execute("select action_id, round_id, headline from public.action_rounds").fetchall()
    return {(action_id, round_id): headline for action_id, round_id, headline in rows}


def test_the_latest_release_shows_what_the_story_means(headlines: dict[tuple[str, str], str]) -> None:
    shown = {
        headline: {
            action_id
            for (action_id, round_id), found in headlines.items()
            if (round_id, found) == (LATEST, headline)
        }
        for headline in INTENDED
    }

    assert shown == INTENDED


@pytest.mark.parametrize("course", COURSES)
def test_an_action_takes_its_course(course: str, headlines: dict[tuple[str, str], str]) -> None:
    action_id, intended = COURSES[course]

    assert {round_id: headlines[action_id, round_id] for round_id in intended} == intended


def test_the_demonstration_weighs_little_and_has_pages_for_the_release_that_people_read(
    demonstration: Path,
) -> None:
    files = {each.stat().st_ino: each.stat().st_size for each in demonstration.rglob("*") if each.is_file()}
    editions = [each.parent.name for each in (demonstration / "releases").glob("*/site")]

    assert sum(files.values()) < 60_000_000
    assert editions == [json.loads((demonstration / "releases" / "current.json").read_text())["release_id"]]


def test_six_invented_indicators_have_values_beside_their_baseline(demonstration: Path) -> None:
    file = demonstration / "releases" / "2025-06-r2" / "plan.duckdb"
    with duckdb.connect(str(file), read_only=True) as connection:
        found = connection.execute(
            "select indicator_id, count(*) from public.indicators "
            "join public.indicator_values using (indicator_id) where source_en ilike '%invented%' group by 1"
        ).fetchall()

    assert len(found) == 6
    assert min(count for _, count in found) >= 2


@pytest.mark.parametrize("file", ["returns/2024-06/council.xlsx", "returns/2024-09/primary-schools.xlsx"])
def test_a_workbook_made_again_has_the_same_cells_in_either_language(file: str, tmp_path: Path) -> None:
    _load_register(tmp_path)
    (told,) = [return_ for return_ in returns(load_plan(), load_story()) if return_.file == file]
    again = tmp_path / "again.xlsx"
    make_workbook(tmp_path, told, again)

    assert cells(again) == cells(DEMO / file)


def test_a_workbook_says_just_what_the_story_says(tmp_path: Path) -> None:
    _load_register(tmp_path)
    (told,) = [delivery for delivery in schedule() if delivery.file == "returns/2024-06/youth-service.xlsx"]
    receipt = hand_over(tmp_path, told, DEMO / told.file)

    assert receipt.accepted
    assert receipt.rows == {"updates": 1, "milestone_updates": 0}
    assert receipt.warnings == ()


def _load_register(home: Path) -> None:
    received_at = datetime(2024, 6, 3, 9, tzinfo=UTC)
    load = Delivery("register", "register", None, None, "plan officer", "en", received_at, ACCEPTED)
    assert hand_over(home, load, DEMO / "register").accepted

"""A supporting partner whose lead has not reported is heard wherever the steering group looks."""

from pathlib import Path

import pytest

from dashboard.queries.meeting import views_of
from dashboard.queries.workspace import opened_build
from pipelines.defs import runs
from pipelines.rounds.states import standings
from pipelines.warehouse.builds import Build
from pipelines.warehouse.headline_reasons import reason_of
from pipelines.workspace.pack import pack
from tests.support.door import OPEN, a_return, new_home, on_track, send

ROUND = "2024-06"
SAID = "We have cleared the path."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan in which the police, who support two actions of the council's, alone have reported."""
    folder = tmp_path_factory.mktemp("supporting")
    home = new_home(folder)
    rows = [on_track(action, what_happened=SAID) for action in ("A09", "A11")]
    receipt = send(a_return(folder / "r.xlsx", rows), home, partner_id="police")
    assert receipt.accepted, receipt.problems
    return home


@pytest.fixture(scope="module")
def build(home: Path) -> Build:
    return runs.refresh(home, OPEN)


def test_the_meeting_s_pages_have_its_view(build: Build) -> None:
    (view,) = views_of(opened_build(build.file).cursor(), "A09", ROUND)

    assert (view.party_id, view.rating, view.words, view.is_agreed) == ("police", "on_track", SAID, False)


def test_why_an_action_has_its_headline_names_it_and_compares_it_with_nothing(build: Build) -> None:
    lines = [line for line in reason_of(build, "A09", ROUND).lines() if "police" in line.lower()]

    assert [line.endswith("No view is agreed yet.") for line in lines] == [True]


def test_the_pack_has_its_words_by_its_name(home: Path, build: Build) -> None:
    found = pack(home, build, standings(home, OPEN), ROUND, "en")
    views = [fact for part in found.sections for entry in part.entries for fact in entry.facts]

    assert ("Another view", f"The police: {SAID}") in views

"""What watches the public pages is told whether they are whole, and how old they are."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard.public.served import how_it_is
from dashboard.queries.health import health
from dashboard.queries.release import read_pointer
from tests.support.release_files import write_release


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    write_release(folder)
    return folder


@pytest.fixture
def releases(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "releases"))


def test_a_whole_release_says_which_it_is_and_how_old(releases: Path) -> None:
    published = read_pointer(releases).published_at

    found = health(releases, published.timestamp() + 60)

    assert (found.state, found.release_id, found.age_seconds) == ("whole", "2026-10-r1", 60)
    assert found.published_at
    assert datetime.fromisoformat(found.published_at) == published


def test_a_file_that_was_altered_is_found_though_it_can_be_opened(releases: Path) -> None:
    file = releases / read_pointer(releases).file
    file.write_bytes(file.read_bytes() + b"more")

    assert health(releases, 0).state == "damaged"


def test_no_file_and_no_release_are_two_things(releases: Path, tmp_path: Path) -> None:
    (releases / read_pointer(releases).file).unlink()

    assert health(releases, 0).state == "damaged"
    assert health(tmp_path / "nowhere", 0).state == "nothing_released"


@pytest.mark.parametrize(("is_there", "status"), [(True, 200), (False, 503)])
def test_the_address_answers_with_a_status_that_a_monitor_understands(
    releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool, status: int
) -> None:
    monkeypatch.setenv("PLAN_RELEASES", str(releases if is_there else tmp_path / "nowhere"))

    answer = TestClient(Starlette(routes=[Route("/health", how_it_is)])).get(
        "/health", follow_redirects=False
    )

    assert answer.status_code == status
    assert answer.json()["state"] == ("whole" if is_there else "nothing_released")

"""Whatever happens while a release is made, the public has the old one or the new one, whole."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.releases.release import all_releases, current_release
from pipelines.releases.verify import verify_releases
from pipelines.settings import PROJECT
from tests.support.small_build import make_build, release

PUBLISH = """
import os, resource, sys
from pathlib import Path
from pipelines import release_log
from pipelines.releases import candidate, publish as publishing, sealing
from tests.support import small_build
home, limit, stop_at = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
build = small_build.make_build(home, "said later")
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
if stop_at:
    module, _, step = stop_at.partition(".")
    modules = {"log": release_log, "candidate": candidate, "publish": publishing}
    setattr(modules[module], step, lambda *_: os._exit(9))
try:
    small_build.release(home / "releases", build, "2025-06")
except (sealing.NotWritten, sealing.UnknownRelease) as error:
    print(error)
    sys.exit(3)
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A deployment with one release, and a build that would make another."""
    release(tmp_path / "releases", make_build(tmp_path), "2025-05")
    make_build(tmp_path, "said later")
    return tmp_path


def publish_elsewhere(home: Path, limit: int = 0, stop_at: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PUBLISH, str(home), str(limit), stop_at],
        capture_output=True,
        text=True,
        cwd=PROJECT,
    )


def test_a_disk_that_fills_up_leaves_the_current_release_and_says_so(home: Path) -> None:
    before = current_release(home / "releases")

    answer = publish_elsewhere(home, limit=8_000)

    assert answer.returncode == 3, answer.stderr
    assert "2025-06-r1 could not be written, and nothing public has changed" in answer.stdout
    assert current_release(home / "releases") == before
    assert [path.name for path in (home / "releases").glob("*2025-06*")] == []
    assert verify_releases(home / "releases") == []
    assert publish_elsewhere(home).returncode == 0


@pytest.mark.parametrize(
    ("stop_at", "is_released_after"),
    [
        ("candidate.write_open_files", False),
        ("log.published", False),
        ("publish.put_in_place", True),
        ("publish.point", True),
    ],
)
def test_a_publish_killed_at_any_step_leaves_whole_releases_and_the_next_one_works(
    home: Path, stop_at: str, is_released_after: bool
) -> None:
    before = current_release(home / "releases")

    assert publish_elsewhere(home, stop_at=stop_at).returncode == 9

    assert current_release(home / "releases") == before
    release(home / "releases", make_build(home, "said at last"), "2025-06")
    released = [release.release_id for release in all_releases(home / "releases")]
    assert released == ["2025-05-r1", "2025-06-r1", *(["2025-06-r2"] if is_released_after else [])]
    assert (current_release(home / "releases") or {})["release_id"] == released[-1]
    assert verify_releases(home / "releases") == []


def test_a_folder_that_the_log_does_not_know_is_never_overwritten(home: Path) -> None:
    stranger = home / "releases" / "2025-06-r1"
    stranger.mkdir()
    (stranger / "note.txt").write_text("kept by hand")

    answer = publish_elsewhere(home)

    assert answer.returncode == 3
    assert "plan verify" in answer.stdout
    assert (stranger / "note.txt").read_text() == "kept by hand"

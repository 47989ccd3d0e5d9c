"""Whatever happens while a release is made, the public has the old one or the new one, whole."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.landing.verify import Mismatch, verify_landing
from pipelines.releases.release import all_releases, current_release
from pipelines.releases.verify import heads_in, verify_releases
from pipelines.settings import PROJECT
from pipelines.warehouse.builds import Unreadable
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


def test_releases_that_nobody_touched_all_match(home: Path) -> None:
    assert verify_releases(home / "releases") == []
    assert verify_releases(home / "nowhere") == []


def test_whatever_was_altered_removed_or_slipped_in_is_named(home: Path) -> None:
    releases = home / "releases"
    first = releases / "2025-05-r1"
    (first / "csv" / "plan.csv").write_bytes(b"plan_id\r\nanother\r\n")
    (first / "csv" / "rounds.csv").unlink()
    (first / "extra.txt").write_text("more")
    shutil.copytree(first, releases / "2025-04-r1")

    assert verify_releases(releases) == [
        Mismatch("release_file_missing", "2025-05-r1/csv/rounds.csv"),
        Mismatch("release_file_unknown", "2025-05-r1/extra.txt"),
        Mismatch("release_file_altered", "2025-05-r1/csv/plan.csv"),
        Mismatch("release_not_in_log", "2025-04-r1"),
    ]


def test_checksums_that_were_made_anew_to_fit_are_named(home: Path) -> None:
    checksums = home / "releases" / "2025-05-r1" / "checksums.txt"
    checksums.write_text(checksums.read_text().replace("a", "b", 1))

    assert verify_releases(home / "releases") == [Mismatch("release_altered", "2025-05-r1/checksums.txt")]


def test_a_release_that_is_gone_a_pointer_astray_and_a_log_rewritten_are_named(home: Path) -> None:
    releases = home / "releases"
    shutil.rmtree(releases / "2025-05-r1")
    log = releases / "releases.jsonl"
    entry = json.loads(log.read_text())
    log.write_text(json.dumps(entry | {"at": "2020-01-01T00:00:00+00:00"}) + "\n")

    assert verify_releases(releases) == [
        Mismatch("log_chain_broken", "releases/releases.jsonl, line 1"),
        Mismatch("release_missing", "2025-05-r1"),
        Mismatch("pointer_wrong", "releases/current.json"),
    ]


@pytest.mark.parametrize("content", [b"{", b"[]", b"{}", b"\xff"])
def test_a_release_whose_description_is_damaged_is_named_and_no_check_falls_over_it(
    home: Path, content: bytes
) -> None:
    releases = home / "releases"
    (releases / "2025-05-r1" / "release.json").write_bytes(content)

    assert verify_releases(releases) == [Mismatch("release_file_altered", "2025-05-r1/release.json")]
    assert heads_in(releases) == []
    with pytest.raises(Unreadable, match=r"2025-05-r1/release.json is gone or damaged .* from the backup"):
        all_releases(releases)


@pytest.mark.parametrize("line", [b"\xff\n", b'{"a": 1}\n', b"{\n"])
def test_a_line_that_is_no_entry_is_named_and_no_check_falls_over_it(home: Path, line: bytes) -> None:
    releases = home / "releases"
    for log in (home / "receipts.jsonl", releases / "releases.jsonl"):
        with log.open("ab") as file:
            file.write(line)
    code = "log_chain_broken" if b"a" in line else "log_entry_unreadable"

    assert verify_landing(home) == [Mismatch(code, "receipts.jsonl, line 1")]
    assert verify_releases(releases) == [Mismatch(code, "releases/releases.jsonl, line 2")]
    assert [each.release_id for each in all_releases(releases)] == ["2025-05-r1"]


def test_a_folder_that_the_log_does_not_know_is_never_overwritten(home: Path) -> None:
    stranger = home / "releases" / "2025-06-r1"
    stranger.mkdir()
    (stranger / "note.txt").write_text("kept by hand")

    answer = publish_elsewhere(home)

    assert answer.returncode == 3
    assert "plan verify" in answer.stdout
    assert (stranger / "note.txt").read_text() == "kept by hand"

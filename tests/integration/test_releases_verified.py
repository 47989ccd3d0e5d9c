"""Releases against their log: whatever was altered, removed, slipped in or put back is named."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipelines import release_log
from pipelines.files import file_hash
from pipelines.heads import heads_of
from pipelines.landing.verify import Mismatch, verify_landing
from pipelines.releases.release import all_releases, current_release
from pipelines.releases.verify import heads_in, verify_releases
from pipelines.warehouse.builds import Unreadable
from tests.support.small_build import AS_OF, make_build, release


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A deployment with one release."""
    release(tmp_path / "releases", make_build(tmp_path), "2025-05")
    return tmp_path


@pytest.fixture
def releases(home: Path) -> Path:
    """Where a second release is too."""
    release(home / "releases", make_build(home, "said later"), "2025-06")
    return home / "releases"


def _point(releases: Path, **said: Any) -> None:
    pointer = current_release(releases) or {}
    (releases / "current.json").write_text(json.dumps(pointer | said))


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


@pytest.mark.parametrize(("place", "other"), [("2025-05-r1", "2025-06-r1"), ("2025-06-r1", "2025-05-r1")])
def test_the_checksums_of_another_release_are_not_those_of_one_before_words_were_withdrawn(
    releases: Path, place: str, other: str
) -> None:
    shutil.copyfile(releases / other / "checksums.txt", releases / place / "checksums.txt")

    assert verify_releases(releases) == [Mismatch("release_altered", f"{place}/checksums.txt")]


@pytest.mark.parametrize("sha256", ["0" * 64, "f" * 64])
def test_a_release_from_before_words_were_withdrawn_is_told_from_one_that_was_altered(
    releases: Path, sha256: str
) -> None:
    for release_id in ("2025-05-r1", "2025-06-r1"):
        was = file_hash(releases / release_id / "checksums.txt")
        release_log.withdrawn(releases, release_id, was, sha256, AS_OF)

    assert verify_releases(releases) == [
        Mismatch("release_from_before_withdrawal", "2025-05-r1/checksums.txt"),
        Mismatch("release_from_before_withdrawal", "2025-06-r1/checksums.txt"),
    ]


@pytest.mark.parametrize("sha256", ["0" * 64, "f" * 64])
def test_a_pointer_to_other_content_than_is_there_is_named(releases: Path, sha256: str) -> None:
    _point(releases, sha256=sha256)

    assert verify_releases(releases) == [Mismatch("pointer_wrong", "releases/current.json")]


@pytest.mark.parametrize("release_id", ["2025-05-r1", "2025-07-r1"])
def test_a_pointer_to_another_release_than_the_latest_is_named(releases: Path, release_id: str) -> None:
    _point(releases, release_id=release_id)

    assert verify_releases(releases) == [Mismatch("pointer_wrong", "releases/current.json")]


@pytest.mark.parametrize(
    "content", ["{", "{}", "[]", '{"release_id": "2025-06-r1", "sha256": "", "file": "gone"}']
)
def test_a_damaged_pointer_is_named_and_no_check_falls_over_it(releases: Path, content: str) -> None:
    (releases / "current.json").write_text(content)

    assert verify_releases(releases) == [Mismatch("pointer_wrong", "releases/current.json")]


def test_a_pointer_that_is_gone_is_named(releases: Path) -> None:
    (releases / "current.json").unlink()

    assert verify_releases(releases) == [Mismatch("pointer_wrong", "releases/current.json")]


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


def test_how_far_the_logs_had_come_is_found_in_each_release_that_noted_it(home: Path, releases: Path) -> None:
    (first,) = heads_of(home)
    release(releases, make_build(home, "said at last"), "2025-06")

    found = heads_in(releases)
    assert [each.at for each in found] == ["in 2025-06-r1", "in 2025-06-r2"]
    assert found[1].head == first


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

"""Which files of a release have an address: those for use by others, never what the page itself reads."""

import json
from pathlib import Path

import pytest

from dashboard.queries.files import file_of, release_ids, whole_files

ID = "2026-10-r1"
TAKEN_AWAY = ["README.txt", "plan.xlsx", "datapackage.json", "csv/actions.csv", "parquet/voices.parquet"]
KEPT = ["plan.duckdb", "../access.csv", "csv/../plan.duckdb", "csv/actions.csv.bak", "receipt.json", ""]


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    for name in (*TAKEN_AWAY, "plan.duckdb", "csv/actions.csv.bak", "receipt.json", "../access.csv"):
        file = tmp_path / "releases" / ID / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", encoding="utf-8")
    published(tmp_path / "releases", ID)
    return tmp_path / "releases"


def published(releases: Path, *ids: str) -> None:
    lines = [
        json.dumps({"event": "published", "release_id": release_id, "sha256": "0"}) for release_id in ids
    ]
    (releases / "releases.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


@pytest.mark.parametrize("name", TAKEN_AWAY)
def test_the_files_for_use_by_others_have_an_address(releases: Path, name: str) -> None:
    assert file_of(releases, ID, name) == releases / ID / name


@pytest.mark.parametrize("name", KEPT)
def test_nothing_else_has_one(releases: Path, name: str) -> None:
    assert file_of(releases, ID, name) is None
    assert file_of(releases, "..", name) is None


def test_the_workbook_is_offered_first_and_what_the_page_reads_is_not(releases: Path) -> None:
    assert list(whole_files(releases / ID)) == ["plan.xlsx", "datapackage.json", "README.txt"]


def test_a_folder_that_the_log_of_releases_does_not_know_has_no_address(releases: Path) -> None:
    (releases / "2026-11-r1").mkdir()
    (releases / "2026-11-r1" / "README.txt").write_text("x", encoding="utf-8")

    assert file_of(releases, "2026-11-r1", "README.txt") is None
    assert release_ids(releases, {"2026-10": 1, "2026-11": 2}) == [ID]


def test_the_newest_release_is_that_of_the_latest_round_whatever_it_is_called(releases: Path) -> None:
    ids = ["round-9-r1", "round-9-r2", "round-10-r1", "round-9-r10", "gone-r1"]
    published(releases, *ids)
    for release_id in ids[:-1]:
        (releases / release_id).mkdir()

    assert release_ids(releases, {"round-9": 1, "round-10": 2}) == [
        "round-10-r1",
        "round-9-r10",
        "round-9-r2",
        "round-9-r1",
    ]


def test_a_line_of_the_log_that_is_being_written_counts_for_nothing_yet(releases: Path) -> None:
    with (releases / "releases.jsonl").open("a", encoding="utf-8") as log:
        log.write('{"event": "published", "release_id": "2026-11-r1", "sha2')
    (releases / "2026-11-r1").mkdir()

    assert release_ids(releases, {}) == [ID]

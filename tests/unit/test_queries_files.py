"""Which files of a release have an address: those for use by others, never what the page itself reads."""

from pathlib import Path

import pytest

from dashboard.queries.files import file_of, whole_files

ID = "2026-10-r1"
TAKEN_AWAY = ["README.txt", "datapackage.json", "csv/actions.csv", "parquet/voices.parquet"]
KEPT = ["plan.duckdb", "../access.csv", "csv/../plan.duckdb", "csv/actions.csv.bak", "receipt.json", ""]


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    for name in (*TAKEN_AWAY, "plan.duckdb", "csv/actions.csv.bak", "receipt.json", "../access.csv"):
        file = tmp_path / "releases" / ID / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", encoding="utf-8")
    return tmp_path / "releases"


@pytest.mark.parametrize("name", TAKEN_AWAY)
def test_the_files_for_use_by_others_have_an_address(releases: Path, name: str) -> None:
    assert file_of(releases, ID, name) == releases / ID / name


@pytest.mark.parametrize("name", KEPT)
def test_nothing_else_has_one(releases: Path, name: str) -> None:
    assert file_of(releases, ID, name) is None
    assert file_of(releases, "..", name) is None


def test_what_the_page_reads_is_not_offered(releases: Path) -> None:
    assert set(whole_files(releases / ID)) == {"README.txt", "datapackage.json"}

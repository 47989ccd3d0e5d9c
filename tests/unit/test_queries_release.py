"""The release is opened by its pointer, and can then do nothing but be read."""

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from dashboard.queries.release import ReleaseDamaged, ReleaseMissing, open_release, read_pointer, release
from tests.support.release_files import write_release


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    write_release(folder)
    return folder


@pytest.fixture
def releases(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "releases"))


def test_a_folder_without_a_pointer_has_no_release(tmp_path: Path) -> None:
    with pytest.raises(ReleaseMissing):
        read_pointer(tmp_path)


@pytest.mark.parametrize("content", ["", "{}", "not json", '{"release_id": "2026-10-r1"}'])
def test_a_pointer_that_says_nothing_is_damaged(tmp_path: Path, content: str) -> None:
    (tmp_path / "current.json").write_text(content, encoding="utf-8")

    with pytest.raises(ReleaseDamaged):
        read_pointer(tmp_path)


def test_the_release_says_what_it_is(releases: Path) -> None:
    connection = open_release(releases, read_pointer(releases))

    assert release(connection.cursor()).release_id == "2026-10-r1"


@pytest.mark.parametrize("file", ["../outside/plan.duckdb", "2026-11-r1/plan.duckdb", "/etc/hostname"])
def test_a_pointer_to_no_file_of_the_releases_is_damaged(releases: Path, file: str) -> None:
    outside = releases.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "plan.duckdb").write_bytes((releases / "2026-10-r1" / "plan.duckdb").read_bytes())
    _point(releases, file)

    with pytest.raises(ReleaseDamaged):
        open_release(releases, read_pointer(releases))


def test_a_file_that_is_no_database_is_damaged(releases: Path) -> None:
    (releases / "2026-10-r1" / "plan.duckdb").write_bytes(b"not a database" * 1000)

    with pytest.raises(ReleaseDamaged):
        open_release(releases, read_pointer(releases))


def test_a_release_without_one_of_its_tables_is_damaged(releases: Path) -> None:
    with duckdb.connect(str(releases / "2026-10-r1" / "plan.duckdb")) as connection:
        connection.execute("drop table public.theme_rounds")

    with pytest.raises(ReleaseDamaged, match="theme_rounds"):
        open_release(releases, read_pointer(releases))


@pytest.mark.parametrize(
    "statement",
    [
        "update plan.public.actions set title_en = 'changed'",
        "create table plan.public.more(a integer)",
        "select * from read_csv('{folder}/current.json')",
        "select * from read_text('/etc/hostname')",
        "select * from glob('/etc/*')",
        "attach '{folder}/other.duckdb'",
        "copy plan.public.actions to '{folder}/out.csv'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set memory_limit = '8GB'",
    ],
)
def test_a_locked_release_reaches_no_further(releases: Path, statement: str) -> None:
    cursor = open_release(releases, read_pointer(releases)).cursor()

    with pytest.raises(duckdb.Error):
        cursor.execute(statement.format(folder=releases))


def test_a_file_replaced_under_its_name_is_read_anew(releases: Path) -> None:
    first = open_release(releases, read_pointer(releases))
    write_release(releases.parent / "new", words="Rebuilt without it.")
    new = releases.parent / "new" / "2026-10-r1" / "plan.duckdb"
    new.replace(releases / "2026-10-r1" / "plan.duckdb")
    second = open_release(releases, read_pointer(releases))

    said = "select distinct what_happened from plan.public.action_rounds where action_id = 'A01'"
    assert first.cursor().execute(said).fetchall() != second.cursor().execute(said).fetchall()


def test_a_release_that_was_made_again_under_its_name_is_pointed_to_otherwise(releases: Path) -> None:
    """What keeps releases open goes by the pointer: withdrawn words would stay on the page."""
    before = read_pointer(releases)
    write_release(releases, words="Made again.")

    assert read_pointer(releases) != before
    assert read_pointer(releases).release_id == before.release_id


def _point(releases: Path, file: str) -> None:
    pointer = json.loads((releases / "current.json").read_text(encoding="utf-8"))
    (releases / "current.json").write_text(json.dumps(pointer | {"file": file}), encoding="utf-8")

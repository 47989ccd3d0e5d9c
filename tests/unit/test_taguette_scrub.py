"""The copy of a project that lands: everything that counts, and nothing that its edit log tells."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.taguette import read_project
from pipelines.taguette.contents import read_contents
from pipelines.taguette.layouts import LAYOUTS
from pipelines.taguette.limits import Deadline, Limits
from pipelines.taguette.scrub import write_scrubbed

DATA = Path(__file__).parents[1] / "data" / "taguette"
EDITED = DATA / "after_edits" / "project.sqlite3"
FOLDERS = ["release_1_5_2", "after_edits", "release_1_4_1", "stored_wrongly"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_copy_gives_the_same_rows_and_warnings(tmp_path: Path, folder: str) -> None:
    export = read_project(DATA / folder / "project.sqlite3")
    export.scrubbed_to(tmp_path / "kept.sqlite3")

    kept = read_project(tmp_path / "kept.sqlite3")
    assert kept.tables == export.tables
    assert kept.warnings == export.warnings


@pytest.mark.parametrize(
    "told",
    [
        "Jobs club drop-in",
        "theme.community-safety.off-road-bikes",
        "theme.health-wellbeing.loneliness",
        "jobs_club.rtf",
        "youth_club_2025-06-12.html",
    ],
)
def test_the_copy_holds_no_name_of_anything_deleted_merged_or_renamed(tmp_path: Path, told: str) -> None:
    read_project(EDITED).scrubbed_to(tmp_path / "kept.sqlite3")

    assert told.encode() in EDITED.read_bytes() or told == "jobs_club.rtf"
    assert told.encode() not in (tmp_path / "kept.sqlite3").read_bytes()


def test_the_log_keeps_only_ids_dates_and_identity(tmp_path: Path) -> None:
    read_project(EDITED).scrubbed_to(tmp_path / "kept.sqlite3")

    with closing(sqlite3.connect(tmp_path / "kept.sqlite3")) as kept:
        log = [
            (user, json.loads(payload))
            for user, payload in kept.execute("select user_login, payload from commands")
        ]
    assert {user for user, _ in log} == {"admin"}
    assert {frozenset(payload) for _, payload in log} == {
        frozenset(),
        frozenset({"type", "highlight_id"}),
        frozenset({"type", "tag_id"}),
        frozenset({"type", "begins_with_title"}),
    }


def test_a_title_stays_no_comment_after_its_document_was_renamed(tmp_path: Path) -> None:
    path = tmp_path / "renamed.sqlite3"
    path.write_bytes((DATA / "release_1_5_2" / "project.sqlite3").read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("update documents set name = 'Year 5 and 6' where name like 'School workshop%'")
        connection.commit()
    original = read_project(DATA / "release_1_5_2" / "project.sqlite3")
    renamed = read_project(path)
    renamed.scrubbed_to(tmp_path / "kept.sqlite3")
    kept = read_project(tmp_path / "kept.sqlite3")

    for export in (renamed, kept):
        assert export.tables["taguette_comments"] == original.tables["taguette_comments"]


def test_the_user_of_a_server_is_not_named(tmp_path: Path) -> None:
    path = tmp_path / "named.sqlite3"
    path.write_bytes(EDITED.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("update commands set user_login = 'an.other'")
        connection.commit()
    read_project(path).scrubbed_to(tmp_path / "kept.sqlite3")

    assert b"an.other" not in (tmp_path / "kept.sqlite3").read_bytes()


def test_a_copy_never_replaces_a_file(tmp_path: Path) -> None:
    (tmp_path / "kept.sqlite3").write_text("mine", encoding="utf-8")

    with pytest.raises(FileExistsError):
        read_project(EDITED).scrubbed_to(tmp_path / "kept.sqlite3")


@pytest.mark.parametrize("version", LAYOUTS)
def test_each_known_version_of_the_tables_is_read(tmp_path: Path, version: str) -> None:
    limits = Limits()
    contents = read_contents(EDITED, limits, Deadline.after(limits.seconds))
    write_scrubbed(replace(contents, version=version), frozenset(), tmp_path / "old.sqlite3")

    tables = read_project(tmp_path / "old.sqlite3").tables
    assert tables["taguette_projects"].to_pylist()[0]["alembic_version"] == version
    assert tables["taguette_highlights"] == read_project(EDITED).tables["taguette_highlights"]

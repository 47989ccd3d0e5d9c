"""Project exports that are sound as files and odd in what they hold: taken in, and said to be odd."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pipelines.taguette import WARNINGS, TaguetteExport, read_project

PROJECT = Path(__file__).parents[1] / "data" / "taguette" / "release_1_5_2" / "project.sqlite3"

Changed = Callable[..., TaguetteExport]


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    def change(*statements: str) -> TaguetteExport:
        path = tmp_path / "project.sqlite3"
        path.write_bytes(PROJECT.read_bytes())
        with closing(sqlite3.connect(path)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()
        export = read_project(path)
        assert all(set(params) == set(WARNINGS[code]) for code, params in export.warnings)
        return export

    return change


def _keys(export: TaguetteExport, table: str, key: str) -> list[str]:
    return [row[key] for row in export.tables[f"taguette_{table}"].to_pylist()]


def test_a_passage_outside_its_document_keeps_the_words_that_were_stored(changed: Changed) -> None:
    export = changed("update highlights set start_offset = 90000, end_offset = 90010 where id = 1")
    passage = export.tables["taguette_highlights"].to_pylist()[0]

    assert export.warnings == (("passages_outside_document", {"count": 1}),)
    assert passage["text"].startswith("We've got youth club")
    assert passage["highlight_key"] not in _keys(export, "highlight_comments", "highlight_key")


def test_offsets_the_wrong_way_round_are_outside_too(changed: Changed) -> None:
    export = changed("update highlights set start_offset = 100, end_offset = 50 where id = 1")

    assert export.warnings == (("passages_outside_document", {"count": 1}),)


def test_rows_whose_parent_is_missing_are_left_out_and_counted(changed: Changed) -> None:
    export = changed(
        "update highlights set document_id = 99 where id = 1",
        "insert into highlight_tags values (5000, 1)",
        "insert into highlight_tags values (2, 5000)",
    )

    assert export.tables["taguette_highlights"].num_rows == 334
    assert ("rows_without_parent", {"count": 5}) in export.warnings


def test_without_the_edit_log_a_passage_is_known_by_its_place(changed: Changed) -> None:
    first = _keys(changed("delete from commands"), "highlights", "highlight_key")
    export = changed("delete from commands", "delete from highlight_tags where highlight_id = 1")

    assert export.warnings == (("identity_from_position", {"count": 335}),)
    assert _keys(export, "highlights", "highlight_key") == first
    assert len(set(first)) == 335


def test_a_server_that_keeps_whole_seconds_still_gives_each_thing_its_own_key(changed: Changed) -> None:
    export = changed(
        "update commands set date = '2025-06-12 10:00:00.000000'",
        "update documents set created = '2025-06-12 10:00:00'",
    )

    assert len(set(_keys(export, "documents", "document_key"))) == 12
    assert len(set(_keys(export, "tags", "tag_key"))) == 40
    assert len(set(_keys(export, "highlights", "highlight_key"))) == 335
    assert len(set(_keys(export, "comments", "comment_key"))) == 262


def test_a_project_without_a_passage_is_taken_and_said_to_be_empty(changed: Changed) -> None:
    export = changed("delete from highlight_tags", "delete from highlights")

    assert export.warnings == (("project_is_empty", {}),)
    assert export.tables["taguette_comments"].num_rows == 262


def test_a_renamed_project_keeps_its_key(changed: Changed) -> None:
    before = read_project(PROJECT).tables["taguette_projects"].to_pylist()[0]
    after = changed("update projects set name = 'Another name'").tables["taguette_projects"].to_pylist()[0]

    assert after["name"] == "Another name"
    assert after["project_key"] == before["project_key"]

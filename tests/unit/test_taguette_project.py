"""Project exports of three releases: their passages, comments and keys."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pipelines.taguette import SCHEMAS, TaguetteExport, read_project

DATA = Path(__file__).parents[1] / "data" / "taguette"
TRUTH = json.loads((DATA / "truth.json").read_text(encoding="utf-8"))
SOUND = ["release_1_5_2", "release_1_4_1"]
ACROSS_TWO_COMMENTS = ("interesting-pair",)
"""The codes of those passages whose words the truth does not write out."""
GLUED_BY_THE_IMPORT = "Parents' group – Tuesday coffee morning"
"""A .docx: what Taguette made of it holds several comments in one paragraph, so that they count as one."""


def _read(folder: str) -> TaguetteExport:
    return read_project(DATA / folder / "project.sqlite3")


def _rows(export: TaguetteExport, table: str) -> list[dict[str, Any]]:
    return export.tables[f"taguette_{table}"].to_pylist()


def _names(export: TaguetteExport) -> dict[str, str]:
    return {row["document_key"]: row["name"] for row in _rows(export, "documents")}


def _plain(text: str) -> str:
    """Return text as 1.4.1 and 1.5.2 both have it: the former curls the apostrophes of .txt files."""
    return "".join(text.split()).replace("’", "'")


def _words(text: str, codes: tuple[str, ...]) -> str:
    return "" if codes == ACROSS_TWO_COMMENTS else _plain(text)


def _codes_by_highlight(export: TaguetteExport) -> dict[str, tuple[str, ...]]:
    paths = {tag["tag_key"]: tag["path"] for tag in _rows(export, "tags")}
    codes: dict[str, list[str]] = {row["highlight_key"]: [] for row in _rows(export, "highlights")}
    for row in _rows(export, "highlight_tags"):
        codes[row["highlight_key"]].append(paths[row["tag_key"]])
    return {highlight: tuple(sorted(found)) for highlight, found in codes.items()}


@pytest.mark.parametrize("folder", [*SOUND, "after_edits", "stored_wrongly"])
def test_every_table_has_the_promised_columns_and_types(folder: str) -> None:
    tables = _read(folder).tables

    assert {name: table.schema for name, table in tables.items()} == SCHEMAS


@pytest.mark.parametrize("folder", [*SOUND, "stored_wrongly"])
def test_every_passage_has_the_words_and_codes_that_were_put_in(folder: str) -> None:
    export = _read(folder)
    names = _names(export)
    codes = _codes_by_highlight(export)

    found = Counter(
        (
            names[row["document_key"]],
            codes[row["highlight_key"]],
            _words(row["text"], codes[row["highlight_key"]]),
        )
        for row in _rows(export, "highlights")
    )
    expected = Counter(
        (document["name"], tuple(sorted(each["tags"])), _plain(each["text"] or ""))
        for document in TRUTH["documents"]
        if document["name"] in names.values()
        for each in document["highlights"]
    )
    assert found == expected


@pytest.mark.parametrize("folder", SOUND)
def test_every_comment_is_recovered_coded_or_not(folder: str) -> None:
    export = _read(folder)
    names = _names(export)
    found = Counter(names[row["document_key"]] for row in _rows(export, "comments"))

    expected = {document["name"]: document["comments"] for document in TRUTH["documents"]}
    assert found.pop(GLUED_BY_THE_IMPORT) < expected.pop(GLUED_BY_THE_IMPORT)
    assert found == expected


def test_a_passage_across_two_comments_belongs_to_both_and_adds_none() -> None:
    export = _read("release_1_5_2")
    touched = Counter(row["highlight_key"] for row in _rows(export, "highlight_comments"))
    across = {key for key, count in touched.items() if count > 1}
    comments = {row["comment_key"] for row in _rows(export, "comments")}

    assert across
    assert {row["comment_key"] for row in _rows(export, "highlight_comments")} <= comments
    assert len(comments) == len(_rows(export, "comments")) < len(_rows(export, "highlights"))


def test_a_comment_coded_twice_is_one_comment() -> None:
    export = _read("release_1_5_2")
    links = Counter(row["comment_key"] for row in _rows(export, "highlight_comments"))
    keys = [row["comment_key"] for row in _rows(export, "comments")]

    assert max(links.values()) > 1
    assert len(keys) == len(set(keys))


def test_a_table_row_is_one_comment_without_its_number() -> None:
    export = _read("release_1_5_2")
    names = _names(export)
    survey = [
        row["text"]
        for row in _rows(export, "comments")
        if names[row["document_key"]] == "Online survey – open text responses"
    ]

    assert survey[0].startswith("Good access to green space")
    assert "No. Answer" not in survey


def test_a_title_and_headings_are_not_comments() -> None:
    export = _read("release_1_5_2")
    said = {row["text"] for row in _rows(export, "comments")}

    assert said.isdisjoint({document["name"] for document in TRUTH["documents"]})


def test_passages_that_the_tool_stored_wrongly_are_repaired_and_counted() -> None:
    export = _read("stored_wrongly")
    repaired = [row for row in _rows(export, "highlights") if row["is_repaired"]]

    assert ("passages_repaired", {"wrong": 107, "total": 137}) in export.warnings
    assert len(repaired) == 107


def test_the_one_passage_whose_end_was_moved_is_repaired() -> None:
    assert _read("after_edits").warnings == (("passages_repaired", {"wrong": 1, "total": 312}),)


@pytest.mark.parametrize(("table", "key"), [("documents", "document_key"), ("highlights", "highlight_key")])
def test_what_outlives_the_edits_keeps_its_key(table: str, key: str) -> None:
    before = {row[key] for row in _rows(_read("release_1_5_2"), table)}
    after = {row[key] for row in _rows(_read("after_edits"), table)}

    assert len(before & after) == {"documents": 11, "highlights": 311}[table]


def test_a_renamed_document_keeps_its_comments_under_the_same_keys() -> None:
    renamed = "Youth club (Thurs 12 June)"
    before = {row["comment_key"]: row["text"] for row in _rows(_read("release_1_5_2"), "comments")}
    after = _read("after_edits")
    names = _names(after)
    of_renamed = [row for row in _rows(after, "comments") if names[row["document_key"]] == renamed]

    assert len(of_renamed) == 24
    assert all(before[row["comment_key"]] == row["text"] for row in of_renamed)


def test_a_renamed_code_keeps_its_key() -> None:
    before = {row["tag_key"]: row["path"] for row in _rows(_read("release_1_5_2"), "tags")}
    after = {row["path"]: row["tag_key"] for row in _rows(_read("after_edits"), "tags")}

    assert (
        before[after["theme.community-safety.motorbikes-and-quads"]]
        == "theme.community-safety.off-road-bikes"
    )


def test_exports_of_two_servers_are_two_projects() -> None:
    keys = {_rows(_read(folder), "projects")[0]["project_key"] for folder in SOUND}

    assert len(keys) == 2

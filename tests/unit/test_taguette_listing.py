"""The CSV and XLSX exports: coded passages, without documents, from releases 0.10 to 1.5.2."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipelines.taguette import (
    REFUSALS,
    SCHEMAS,
    WARNINGS,
    TaguetteExport,
    UnreadableExport,
    format_of,
    read_csv_export,
    read_export,
    read_project,
    read_sheets,
)

DATA = Path(__file__).parents[1] / "data" / "taguette"


def _export(folder: str) -> TaguetteExport:
    return read_csv_export(DATA / folder / "all_tags.csv", DATA / folder / "codebook.csv")


def _rows(export: TaguetteExport, table: str) -> list[dict[str, Any]]:
    return export.tables[f"taguette_{table}"].to_pylist()


def _written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def _refusal(highlights: Path, codebook: Path | None = None) -> UnreadableExport:
    with pytest.raises(UnreadableExport) as caught:
        read_csv_export(highlights, codebook)
    assert set(caught.value.params) == set(REFUSALS[caught.value.code])
    return caught.value


@pytest.mark.parametrize(
    ("folder", "documents", "highlights", "highlight_tags", "tags"),
    [
        ("release_1_5_2", 12, 332, 647, 40),
        ("after_edits", 12, 309, 590, 38),
        ("release_1_4_1", 12, 332, 647, 40),
        ("release_0_10", 11, 310, 600, 40),
        ("demo_mid_november", 20, 1218, 3696, 42),
    ],
)
def test_each_release_gives_the_passages_that_were_put_in(
    folder: str, documents: int, highlights: int, highlight_tags: int, tags: int
) -> None:
    export = _export(folder)

    assert {name: table.schema for name, table in export.tables.items()} == SCHEMAS
    assert len(_rows(export, "documents")) == documents
    assert len(_rows(export, "highlights")) == highlights
    assert len(_rows(export, "highlight_tags")) == highlight_tags
    assert len(_rows(export, "tags")) == tags


@pytest.mark.parametrize("folder", ["release_1_5_2", "release_1_4_1", "demo_mid_november"])
def test_a_csv_says_that_it_counts_passages_and_leaves_out_the_untagged(folder: str) -> None:
    export = _export(folder)

    assert export.warnings == (("counts_are_passages", {}), ("untagged_absent", {}))
    assert _rows(export, "comments") == []


def test_release_0_10_lists_the_untagged_too() -> None:
    export = _export("release_0_10")
    tagged = {row["highlight_key"] for row in _rows(export, "highlight_tags")}

    assert export.warnings == (("counts_are_passages", {}),)
    assert len([row for row in _rows(export, "highlights") if row["highlight_key"] not in tagged]) == 3


def test_a_csv_and_the_project_export_agree_on_the_words_of_every_coded_passage() -> None:
    project = read_project(DATA / "release_1_5_2" / "project.sqlite3")
    tagged = {row["highlight_key"] for row in _rows(project, "highlight_tags")}
    whole = [row["text"] for row in _rows(project, "highlights") if row["highlight_key"] in tagged]
    listed = [row["text"] for row in _rows(_export("release_1_5_2"), "highlights")]

    assert sorted("".join(text.split()) for text in listed) == sorted("".join(text.split()) for text in whole)


def test_a_passage_keeps_its_key_through_every_edit() -> None:
    before = {row["highlight_key"] for row in _rows(_export("release_1_5_2"), "highlights")}
    after = {row["highlight_key"] for row in _rows(_export("after_edits"), "highlights")}

    assert len(before & after) == 308


def test_a_renamed_document_keeps_its_key() -> None:
    before = {row["name"]: row["document_key"] for row in _rows(_export("release_1_5_2"), "documents")}
    after = {row["name"]: row["document_key"] for row in _rows(_export("after_edits"), "documents")}

    assert after["Youth club (Thurs 12 June)"] == before["Youth club session – Thursday 12 June 2025"]


def test_without_the_codebook_the_export_loads_and_says_so() -> None:
    export = read_csv_export(DATA / "release_1_5_2" / "all_tags.csv")

    assert ("codebook_absent", {}) in export.warnings
    assert {row["description"] for row in _rows(export, "tags")} == {None}


def test_a_codebook_of_another_day_is_noticed() -> None:
    """Three codes are gone since, one has a new name, and sixteen mark other numbers of passages."""
    export = read_csv_export(DATA / "release_1_5_2" / "all_tags.csv", DATA / "after_edits" / "codebook.csv")

    assert ("codebook_disagrees", {"count": 20}) in export.warnings


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("release_1_5_2", "tag_have"),
        ("release_1_5_2", "tag_theme"),
        ("release_0_10", "tag_community_safety"),
    ],
)
@pytest.mark.parametrize("with_codebook", [True, False])
def test_the_highlights_of_one_code_alone_are_refused(folder: str, name: str, with_codebook: bool) -> None:
    codebook = DATA / folder / "codebook.csv" if with_codebook else None

    assert _refusal(DATA / folder / f"{name}.csv", codebook).code == "per_tag_file"


def test_a_small_project_with_one_code_is_taken_when_its_codebook_vouches(tmp_path: Path) -> None:
    highlights = _written(tmp_path / "h.csv", "id,document,tag,content\r\n1,A,need,Bins\r\n2,A,need,Bus\r\n")
    codebook = _written(tmp_path / "c.csv", "tag,description,number of highlights\r\nneed,,2\r\n")

    assert len(_rows(read_csv_export(highlights, codebook), "highlights")) == 2


TEXT = (DATA / "release_1_5_2" / "all_tags.csv").read_bytes().decode()


def _with_separator(text: str, separator: str) -> str:
    rows = csv.reader(io.StringIO(text, newline=""))
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue()


RESAVED: dict[str, Callable[[Path], Path]] = {
    "with_bom": lambda path: _written(path, TEXT, "utf-8-sig"),
    "semicolons": lambda path: _written(path, _with_separator(TEXT, ";")),
    "tabs": lambda path: _written(path, _with_separator(TEXT, "\t")),
    "other_header_case": lambda path: _written(path, TEXT.replace("id,document", "ID, Document ", 1)),
    "blank_lines": lambda path: _written(path, TEXT + "\r\n,,,\r\n"),
}


@pytest.mark.parametrize("name", RESAVED)
def test_a_csv_that_a_spreadsheet_saved_again_reads_the_same(tmp_path: Path, name: str) -> None:
    codebook = DATA / "release_1_5_2" / "codebook.csv"
    export = read_csv_export(RESAVED[name](tmp_path / "h.csv"), codebook)

    assert export.tables == _export("release_1_5_2").tables


def test_an_old_encoding_is_read_and_reported(tmp_path: Path) -> None:
    highlights = _written(
        tmp_path / "h.csv", "id,document,tag,content\r\n1,A,b,caf\xe9\r\n2,A,c,x\r\n", "cp1252"
    )
    export = read_csv_export(highlights)

    assert _rows(export, "highlights")[0]["text"] == "café"
    assert ("read_as_cp1252", {}) in export.warnings


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "missing_columns"),
        ("tag,description\r\nneed,\r\n", "missing_columns"),
        ("id,document,tag,content\r\nx,A,b,c\r\n", "unexpected_value"),
        ("id,document,tag,content\r\n²,A,b,c\r\n", "unexpected_value"),
        ("id,document,tag,content\r\n1,A,b,c\r\n1,B,d,c\r\n", "conflicting_rows"),
        ("id,document,tag,content\r\n1,A,b,c\r\n1,A,b,c\r\n", "per_tag_file"),
        ('id,document,tag,content\r\n1,A,b,"c\r\n', "damaged"),
    ],
)
def test_a_csv_that_is_not_the_highlights_list_is_refused(tmp_path: Path, text: str, code: str) -> None:
    assert _refusal(_written(tmp_path / "h.csv", text)).code == code


def test_the_workbook_gives_the_same_rows_and_says_what_it_may_have_lost() -> None:
    folder = DATA / "release_1_5_2"
    export = read_export(folder / "all_tags.xlsx", folder / "codebook.xlsx")
    from_csv = _export("release_1_5_2")

    assert ("workbook_loses_text", {"formulas": 0, "blanks": 0, "cut": 0}) in export.warnings
    assert _rows(export, "highlight_tags") == _rows(from_csv, "highlight_tags")
    assert _rows(export, "highlights") == _rows(from_csv, "highlights")


@pytest.mark.parametrize(
    ("name", "codebook", "count"),
    [
        ("project.sqlite3", None, 335),
        ("all_tags.csv", "codebook.csv", 332),
        ("all_tags.csv", "codebook.xlsx", 332),
        ("all_tags.xlsx", "codebook.csv", 332),
    ],
)
def test_any_export_is_read_by_what_it_holds(name: str, codebook: str | None, count: int) -> None:
    folder = DATA / "release_1_5_2"
    export = read_export(folder / name, folder / codebook if codebook else None)

    assert len(_rows(export, "highlights")) == count


def _repacked(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    with (
        zipfile.ZipFile(DATA / "release_1_5_2" / "all_tags.xlsx") as whole,
        zipfile.ZipFile(path, "w") as made,
    ):
        for name in whole.namelist():
            made.writestr(name, change(name, whole.read(name)), zipfile.ZIP_DEFLATED)
    return path


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda name, part: part.replace(b'r="D2"', b'r="XFD2"'), "too_many_rows"),
        (lambda name, part: part.replace(b'<row r="3"', b'<row r="1048576"'), "too_many_rows"),
        (lambda name, part: part + b" " * 70_000_000 if "theme" in name else part, "too_large"),
        (lambda name, part: b"" if "workbook.xml" in name else part, "damaged"),
    ],
)
def test_a_workbook_that_means_harm_is_refused(
    tmp_path: Path, change: Callable[[str, bytes], bytes], code: str
) -> None:
    path = _repacked(tmp_path / "all_tags.xlsx", change)

    with pytest.raises(UnreadableExport) as caught:
        read_export(path)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [("../evil.txt", "part_climbs_out"), ("/evil.txt", "part_climbs_out"), ("XL/Workbook.xml", "part_twice")],
)
def test_a_workbook_with_a_part_that_leads_out_or_is_there_twice_is_refused_by_its_name(
    tmp_path: Path, name: str, code: str
) -> None:
    path = _repacked(tmp_path / "all_tags.xlsx", lambda _, part: part)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, b"x")

    with pytest.raises(UnreadableExport) as caught:
        read_export(path)
    assert (caught.value.code, caught.value.params) == (code, {"name": name})


def test_cells_that_a_workbook_spoilt_are_counted() -> None:
    sheet = [
        ["id", "document", "tag", "content"],
        ["1", "A", "b", 0.0],
        ["2", "A", "c", ""],
        ["3", "A", "d", "x" * 32_767],
        ["4", "A", "b", "tab_x0009_here"],
    ]
    export = read_sheets(sheet, None, "xlsx")

    assert ("workbook_loses_text", {"formulas": 1, "blanks": 1, "cut": 1}) in export.warnings
    assert _rows(export, "highlights")[3]["text"] == "tab here"


def test_the_copy_to_keep_reads_as_the_export_did(tmp_path: Path) -> None:
    export = _export("release_0_10")
    export.scrubbed_to(tmp_path / "kept.csv")

    kept = read_csv_export(tmp_path / "kept.csv", DATA / "release_0_10" / "codebook.csv")
    assert kept.tables == export.tables


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
        (b"<!DOCTYPE html>\n<html>", "html"),
        (b'<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0">', "qdc"),
        (b"\x00\x01\x02\x03", "unknown"),
    ],
)
def test_exports_made_for_printing_are_refused_by_what_they_are(
    tmp_path: Path, start: bytes, told: str
) -> None:
    path = tmp_path / "all_tags.csv"
    path.write_bytes(start)

    with pytest.raises(UnreadableExport) as caught:
        format_of(path)
    assert (caught.value.code, caught.value.params) == ("wrong_format", {"format": told})


@pytest.mark.parametrize(
    ("name", "told"), [("project.sqlite3", "sqlite3"), ("all_tags.csv", "csv"), ("all_tags.xlsx", "xlsx")]
)
def test_an_export_that_can_be_taken_in_is_known_by_its_content(name: str, told: str) -> None:
    assert format_of(DATA / "release_1_5_2" / name) == told


def test_every_warning_that_the_samples_give_is_announced() -> None:
    given = [
        *_export("release_1_5_2").warnings,
        *read_project(DATA / "stored_wrongly" / "project.sqlite3").warnings,
    ]

    assert all(set(params) == set(WARNINGS[code]) for code, params in given)

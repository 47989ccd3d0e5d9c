"""`plan.xlsx`, the release as one workbook, opened with other software than made it."""

import csv
import json
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from pipelines.releases.allow_list import PublicColumn, PublicTable, public_tables
from pipelines.releases.open_data import workbook
from pipelines.releases.own_tables import OWN_TABLES
from pipelines.releases.release import current_release, read_release
from pipelines.releases.verify import verify_releases
from pipelines.warehouse.models import prepare_manifest
from tests.support.small_build import ALLOWED, make_build, release

TYPED = PublicTable(
    "typed",
    "One row per kind of value.",
    {
        "text": PublicColumn("Words, as they were written."),
        "is_so": PublicColumn("A flag.", "boolean"),
        "number": PublicColumn("A number of people.", "integer", held_back_by="is_so"),
        "share": PublicColumn("A share.", "double"),
        "on_day": PublicColumn("A day.", "date"),
        "at": PublicColumn("A time, in UTC.", "timestamp"),
    },
    primary_key=("text",),
)
LINES = ["l" * 59, "m" * 60, "n" * 61, f"={'p' * 60}", "o" * 2_000]
"""Texts of one line, of more, and of more than a row can be high."""
DAY = datetime(2026, 2, 28, tzinfo=UTC).replace(tzinfo=None)
TIME = DAY.replace(hour=23, minute=59, second=1)
TEXTS = [
    "=1+2",
    "+44 29 2000 0000",
    "-5",
    "@someone",
    "\tindented",
    "http://example.org",
    "www.example.org",
    "mailto:a@example.org",
    "007",
    "1e5",
    "2026-10-01",
    "TRUE",
    "Tŷ gŵyl: ŵ ŷ Ŵ Ŷ â ê î ô û ï – ’",
    "a < b & c > d \"quoted\" 'single'",
    "_x0041_ is no escape",
    "two\nlines",
    "one\n\nthree",
    " spaces around ",
    "👋🏽 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "a bell \x07 rings",
]


@pytest.fixture(scope="module")
def folder(demonstration: Path) -> Path:
    current = current_release(demonstration / "releases")
    assert current is not None
    return demonstration / "releases" / current["release_id"]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with every type of value and every text that a spreadsheet might take for something else."""
    return made(tmp_path_factory.mktemp("small"))


def made(place: Path, *changes: str, after: str = "") -> Path:
    build = make_build(place)
    with duckdb.connect(str(build.file)) as connection:
        for change in changes:
            connection.execute(change)
        connection.execute(
            "create table public.typed(text varchar, is_so boolean, number integer, share double, "
            'on_day date, "at" timestamp)'
        )
        values = (False, 7, 0.25, DAY.date(), TIME)
        connection.executemany(
            "insert into public.typed values (?, ?, ?, ?, ?, ?)",
            [(text, *values) for text in [*TEXTS, *LINES]],
        )
        connection.execute("insert into public.typed values ('held', true, null, null, null, null)")
        connection.execute(after or "select 1")
    released = release(place / "releases", build, "2025-06", [*ALLOWED, TYPED])
    return place / "releases" / released.release_id


def read_package(folder: Path) -> dict[str, Any]:
    described: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return described


def parts(folder: Path) -> dict[str, str]:
    with zipfile.ZipFile(folder / "plan.xlsx") as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def as_typed(cell: str, field: dict[str, Any]) -> object:
    """Return a cell of a CSV as the workbook has it; an empty one is an empty text."""
    if cell in ("", "[c]"):
        return cell
    if field["type"] == "string":
        return cell[1:] if re.match(r"'[=+\-@\t\r\x00]", cell) else cell
    return {
        "integer": float,
        "number": float,
        "boolean": lambda text: text == "true",
        "date": date.fromisoformat,
        "datetime": lambda text: datetime.fromisoformat(text).replace(tzinfo=None),
    }[field["type"]](cell)


def test_each_sheet_holds_the_rows_of_its_csv_in_their_order_with_values_in_their_types(folder: Path) -> None:
    book = CalamineWorkbook.from_path(folder / "plan.xlsx")
    package = read_package(folder)
    seen: set[str] = set()
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            headers, *rows = csv.reader(file)
        expected = [
            headers,
            *([as_typed(cell, field) for cell, field in zip(row, fields, strict=True)] for row in rows),
        ]
        found = book.get_sheet_by_name(resource["name"]).to_python(skip_empty_area=False)

        assert found == expected, resource["name"]
        seen |= {type(cell).__name__ for row in found[1:] for cell in row}
    assert book.sheet_names == ["About", *(resource["name"] for resource in package["resources"])]
    assert seen == {"str", "float", "bool", "date", "datetime"}


def test_the_first_sheet_says_in_both_languages_what_the_workbook_is(folder: Path) -> None:
    rows = CalamineWorkbook.from_path(folder / "plan.xlsx").get_sheet_by_index(0).to_python()
    package = read_package(folder)

    said = "\n".join(str(cell) for row in rows for cell in row)
    assert rows[0][0] == package["title"]
    for words in (
        package["title_cy"],
        "Demonstration: invented data",
        "Arddangosiad: data dychmygol",
        "2025-06-r2, published on 24 July 2025; the figures are as of 23 July 2025",
        "2025-06-r2, cyhoeddwyd ar 24 Gorffennaf 2025",
        "June 2024 to June 2025",
        "Open Government Licence v3.0",
        "the note on its heading",
        "y nodyn ar ei phennawd",
    ):
        assert words in said


def test_the_first_sheet_leads_to_every_other_and_to_nowhere_else(folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / "plan.xlsx")["About"]
    rows = duckdb.sql(f"select count(*) from '{folder / 'parquet' / 'action_rounds.parquet'}'").fetchall()

    links = {cell.value: cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert list(links) == [resource["name"] for resource in read_package(folder)["resources"]]
    assert {name: link.location for name, link in links.items()} == {name: f"'{name}'!A1" for name in links}
    (line,) = [row for row in sheet.iter_rows(values_only=True) if row[0] == "action_rounds"]
    assert line[2] == rows[0][0]


def test_the_first_sheet_is_set_to_be_read_line_by_line(small: Path) -> None:
    sheet = openpyxl.load_workbook(small / "plan.xlsx")["About"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    licence = "Open Government Licence v3.0, https://www.nationalarchives.gov.uk/doc/open-government-licence/"

    expected: list[list[object]] = [
        ["A plan: how its actions stand, June 2025"],
        ["What this is", read_package(small)["description"]],
        ["Release", "2025-06-r1, published on 30 June 2025; the figures are as of 30 June 2025"],
        ["Rounds", "May 2025 to June 2025"],
        ["Licence", f"{licence}version/3/"],
        [
            "Columns and codes",
            "What a column means is in the note on its heading; what a code means, on the sheet definitions.",
        ],
        [
            "Cells",
            "An empty cell means: not known, or none. [c] stands for a number of people that is held back. "
            "Times are in UTC.",
        ],
        [],
        ["Cynllun: sut mae ei gamau gweithredu, Rownd 2025-06"],
        ["Beth yw hwn", read_package(small)["description_cy"]],
        [
            "Datganiad",
            "2025-06-r1, cyhoeddwyd ar 30 Mehefin 2025; mae'r ffigurau fel yr oeddent ar 30 Mehefin 2025",
        ],
        ["Rowndiau", "Rownd 2025-05 i Rownd 2025-06"],
        ["Trwydded", f"{licence}version/3/"],
        [
            "Colofnau a chodau",
            "Mae ystyr colofn yn y nodyn ar ei phennawd; mae ystyr cod ar y ddalen definitions.",
        ],
        [
            "Celloedd",
            "Ystyr cell wag: nid yw'n hysbys, neu nid oes un. Mae [c] yn lle nifer o bobl a ddelir yn ôl. "
            "Mae amserau yn UTC.",
        ],
        [],
        ["Sheet / Dalen", "What it holds / Yr hyn sydd ynddi", "Rows / Rhesi"],
        ["action_rounds", "action_rounds\nOne row per action and round.", 2],
        ["partners", "partners\nOne row per partner.", 1],
        ["plan", "plan\nOne row: the plan.", 1],
        ["rounds", "rounds\nOne row per round of the calendar.", 4],
        ["typed", "typed\nOne row per kind of value.", len(TEXTS) + len(LINES) + 1],
        ["release", "This release / Y datganiad hwn\nOne row: the release that these tables are.", 1],
        [
            "sign_offs",
            "Who signed off each round / Pwy gymeradwyodd bob rownd\n"
            "One row per round of the release: when it closed, and who signed it off.",
            0,
        ],
        [
            "revisions",
            "Corrections and revisions / Cywiriadau a diwygiadau\n"
            "One row per value that changed from one release to a later one, and why.",
            0,
        ],
    ]
    assert rows == [[*row, *[None] * (3 - len(row))] for row in expected]
    heights = {number: sheet.row_dimensions[number].height for number in range(1, len(rows) + 1)}
    assert [number for number, height in heights.items() if height == 24] == [1, 9]
    assert [number for number, height in heights.items() if height == 30] == [2, 5, 7, 13, 15, *range(18, 26)]
    assert [number for number, height in heights.items() if height == 45] == [10]
    assert [int(column.width) for column in sheet.column_dimensions.values()] == [30, 100, 14]
    labels = sheet["A"][:15]
    assert {(cell.font.b, cell.font.sz) for cell in labels if cell.row in (1, 9)} == {(True, 16)}
    assert {(cell.font.b, cell.font.sz) for cell in labels if cell.row in (2, 7, 10, 15)} == {(True, 11)}
    assert {cell.alignment.wrap_text for cell in sheet["B"] if cell.value and cell.row != 17} == {True}
    assert {cell.font.b for cell in sheet[17]} == {True}
    assert {cell.font.u for cell in sheet["A"][17:25]} == {"single"}


def test_a_workbook_of_a_plan_in_english_alone_is_in_english_alone(tmp_path: Path) -> None:
    folder = made(tmp_path, "update public.plan set languages = 'en'")
    sheet = CalamineWorkbook.from_path(folder / "plan.xlsx").get_sheet_by_name("About").to_python()

    assert [row[0] for row in sheet[:11]] == [
        "A plan: how its actions stand, June 2025", "What this is", "Release", "Rounds", "Licence",
        "Columns and codes", "Cells", "", "Sheet", "action_rounds", "partners",
    ]  # fmt: skip
    assert sheet[8] == ["Sheet", "What it holds", "Rows"]


def test_on_paper_every_page_says_what_it_is_from(tmp_path: Path) -> None:
    name = "Bread & roses, " * 10
    book = openpyxl.load_workbook(
        made(tmp_path, f"update public.plan set name_en = '{name}'") / "plan.xlsx", rich_text=False
    )
    shown = f"{name}: how"[:100].replace("&", "&&")

    for sheet in (book["About"], book["typed"]):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.oddFooter.right.text == "&P / &N"
        assert sheet.oddFooter.left.text == shown
    about = book["About"]
    assert about.sheet_properties.pageSetUpPr.fitToPage
    assert (about.page_setup.fitToWidth, about.page_setup.fitToHeight) == (None, 0)


@pytest.fixture(scope="module")
def typed(small: Path) -> Worksheet:
    return openpyxl.load_workbook(small / "plan.xlsx", rich_text=False)["typed"]


def test_the_headings_are_bold_stay_in_sight_filter_and_explain_themselves(typed: Worksheet) -> None:
    assert [cell.value for cell in typed[1]] == list(TYPED.columns)
    assert {cell.font.b for cell in typed[1]} == {True}
    assert typed.freeze_panes == "A2"
    assert typed.auto_filter.ref == f"A1:F{len(TEXTS) + len(LINES) + 2}"
    assert {cell.border.bottom.style for cell in typed[1]} == {"medium"}
    assert typed.print_title_rows == "$1:$1"
    notes = [cell.comment for cell in typed[1] if cell.comment]
    assert [note.text for note in notes] == [column.description for column in TYPED.columns.values()]


def test_a_column_is_as_wide_as_its_longest_value_or_heading_needs_and_no_wider_than_is_read(
    small: Path, typed: Worksheet
) -> None:
    def widths(sheet: Worksheet) -> dict[str, int]:
        return {name: int(column.width) for name, column in sheet.column_dimensions.items()}

    assert widths(typed) == {"A": 60, "B": 9, "C": 10, "D": 9, "E": 12, "F": 21}
    book = openpyxl.load_workbook(small / "plan.xlsx")
    assert widths(book["plan"])["E"] == len("Europe/London") + 2
    assert widths(book["revisions"])["H"] == 9  # which is empty, and called `was`
    assert widths(book["partners"]) == {"A": len("partner_id") + 4, "B": len("name_en") + 4}  # as C is


def test_a_long_text_is_wrapped_in_a_row_that_is_as_high_as_it_needs(typed: Worksheet) -> None:
    cells = {cell.value: cell for cell in typed["A"]}

    assert [cells[text].alignment.wrap_text for text in LINES] == [None, True, True, True, True]
    assert [typed.row_dimensions[cells[text].row].height for text in LINES] == [None, None, 30, 30, 405]
    for text, height in (("two\nlines", 30), ("one\n\nthree", 45)):
        broken = cells[text]
        assert (broken.alignment.wrap_text, typed.row_dimensions[broken.row].height) == (True, height)
    assert cells["007"].alignment.wrap_text is None


def test_values_are_of_their_own_types_and_no_text_is_anything_else(typed: Worksheet) -> None:
    rows = {row[0].value: row[1:] for row in typed.iter_rows(min_row=2)}
    assert [cell.value for cell in rows["007"]] == [False, 7, 0.25, DAY, TIME]
    assert [cell.number_format for cell in rows["007"]] == [
        '"TRUE";"TRUE";"FALSE"', "General", "General", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss",
    ]  # fmt: skip
    assert [cell.value for cell in rows["held"]] == [True, "[c]", None, None, None]
    assert {cell.data_type for cell in typed["A"]} <= {"s", "inlineStr"}
    quoted = {cell.value: cell.quotePrefix for cell in typed["A"][1:]}
    assert [text for text in TEXTS if quoted.get(text)] == [
        "=1+2",
        "+44 29 2000 0000",
        "-5",
        "@someone",
        "\tindented",
    ]
    assert quoted[LINES[3]]


def test_every_text_comes_back_as_it_was_written(small: Path) -> None:
    sheet = CalamineWorkbook.from_path(small / "plan.xlsx").get_sheet_by_name("typed")

    assert [row[0] for row in sheet.to_python()[1:]] == sorted([*TEXTS, *LINES, "held"])


def test_nothing_in_the_workbook_is_a_formula_a_macro_or_an_address_elsewhere(small: Path) -> None:
    found = parts(small)

    sheets = [text for name, text in found.items() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 2 + len(ALLOWED) + len(OWN_TABLES)
    assert [text for text in sheets if "<f>" in text or "<f " in text] == []
    assert [name for name, text in found.items() if 'TargetMode="External"' in text] == []
    assert not [name for name in found if "vbaProject" in name or "externalLink" in name]


def test_the_same_release_made_twice_gives_the_same_bytes_dated_by_its_publication(
    small: Path, tmp_path: Path
) -> None:
    again = made(tmp_path)

    assert (again / "plan.xlsx").read_bytes() == (small / "plan.xlsx").read_bytes()
    assert (
        '<dcterms:created xsi:type="dcterms:W3CDTF">2025-06-30T12:00:00Z<'
        in parts(small)["docProps/core.xml"]
    )


def test_a_changed_workbook_is_named_as_every_other_file_is(tmp_path: Path) -> None:
    folder = made(tmp_path)
    file = folder / "plan.xlsx"
    file.write_bytes(file.read_bytes().replace(b"PK", b"pk", 1))

    assert [(each.code, each.subject) for each in verify_releases(folder.parent)] == [
        ("release_file_altered", f"{folder.name}/plan.xlsx")
    ]


def test_a_workbook_that_cannot_be_written_fails_as_every_other_file_does(
    small: Path, tmp_path: Path
) -> None:
    package = read_package(small) | {"resources": []}

    with duckdb.connect() as connection, pytest.raises(OSError, match="No such file or directory"):
        workbook.write_workbook(connection, tmp_path / "gone" / "plan.xlsx", package, {}, read_release(small))


@pytest.mark.parametrize(("more", "is_there"), [(1, True), (0, False), (-1, False)])
def test_a_table_that_is_longer_than_a_sheet_stays_out_and_the_first_sheet_names_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: int, is_there: bool
) -> None:
    row_count = len(TEXTS) + len(LINES) + 1
    monkeypatch.setattr(workbook, "ROW_LIMIT", row_count + more)  # its heading takes a row
    book = CalamineWorkbook.from_path(made(tmp_path) / "plan.xlsx")

    said = [row[0] for row in book.get_sheet_by_index(0).to_python()]
    assert ("typed" in book.sheet_names) is is_there
    assert ("typed" in said) is is_there
    too_long = "Too long for a sheet: see csv/typed.csv / Rhy hir i ddalen: gweler csv/typed.csv"
    assert (too_long in said) is not is_there


def test_a_table_of_thousands_of_rows_comes_whole_and_in_order(tmp_path: Path) -> None:
    many = "insert into public.typed(text) select printf('%05d', number) from range(2500) as t(number)"
    folder = made(tmp_path, after=many)
    sheet = openpyxl.load_workbook(folder / "plan.xlsx", read_only=True)["typed"]

    found = [str(text) for (text,) in sheet.iter_rows(min_row=2, max_col=1, values_only=True)]
    assert [text for text in found if re.fullmatch("[0-9]{5}", text)] == [f"{n:05}" for n in range(2500)]
    assert len(found) == 2500 + len(TEXTS) + len(LINES) + 1


def test_a_row_without_any_text_is_as_high_as_any_other(tmp_path: Path) -> None:
    folder = made(tmp_path, after="insert into public.typed(number) values (8)")
    sheet = openpyxl.load_workbook(folder / "plan.xlsx")["typed"]

    (row,) = [number for number in range(2, sheet.max_row + 1) if sheet.cell(number, 3).value == 8]
    assert sheet.cell(row, 1).value is None
    assert sheet.row_dimensions[row].height is None


def test_the_limits_are_those_of_a_sheet_and_a_cell() -> None:
    """Excel's specifications and limits: 1,048,576 rows, and 32,767 characters in a cell."""
    assert (workbook.ROW_LIMIT, workbook.CELL_LIMIT) == (2**20, 2**15 - 1)


@pytest.mark.parametrize("more", [0, 1])
def test_a_text_that_is_longer_than_a_cell_ends_in_an_ellipsis(tmp_path: Path, more: int) -> None:
    long = "ŵ" * (workbook.CELL_LIMIT + more)
    folder = made(tmp_path, f"update public.action_rounds set words = '{long}' where round_id = '2025-06'")

    rows = CalamineWorkbook.from_path(folder / "plan.xlsx").get_sheet_by_name("action_rounds").to_python()
    assert rows[2][1] == (f"{long[: workbook.CELL_LIMIT - 1]}…" if more else long)


def test_every_public_table_has_a_name_that_a_sheet_can_have() -> None:
    names = [table.name for table in (*public_tables(prepare_manifest()), *OWN_TABLES)]

    assert [name for name in names if len(name) > 31 or name.lower() in ("about", "history")] == []

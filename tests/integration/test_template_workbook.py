import hashlib
import zipfile
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.contracts.returns import RETURN
from pipelines.intake.decide import decide
from pipelines.intake.workbooks.template import HEADER_ROW, write_template
from pipelines.register import UnknownToRegister
from tests.support.door import a_return, codes, new_home, on_track, send

JULY = {"round_id": "2024-07", "received_at": datetime(2024, 7, 20, tzinfo=UTC)}
SHEETS = {
    "en": ["Cover", "Updates", "Milestones"],
    "cy": ["Clawr", "Diweddariadau", "Cerrig milltir"],
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path)


def _midnight(year: int, month: int, day: int) -> datetime:
    """Return a day as a spreadsheet holds it: a time without a zone."""
    return datetime.combine(date(year, month, day), time())


def _template(home: Path, path: Path, language: str = "en", round_id: str = "2024-06") -> Path:
    write_template(home, "youth-service", round_id, language, path)
    return path


def _records(sheet: Worksheet) -> list[dict[Any, Any]]:
    header, *rows = sheet.iter_rows(min_row=HEADER_ROW, values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_unchanged_template_is_accepted_and_says_nothing(
    language: str, home: Path, tmp_path: Path
) -> None:
    receipt = send(_template(home, tmp_path / "t.xlsx", language), home, language=language)

    assert receipt.accepted
    assert receipt.rows == {"updates": 0, "milestone_updates": 0}
    rows = _records(openpyxl.load_workbook(tmp_path / "t.xlsx")[SHEETS[language][1]])
    assert list(receipt.untouched) == [next(iter(row.values())) for row in rows]
    assert receipt.untouched_milestones


@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_was_said_last_is_there_and_left_alone_says_nothing(
    language: str, home: Path, tmp_path: Path
) -> None:
    said = on_track(
        "A01", rating="at_risk", reason="=No money", next_step="-ask", next_news_by=date(2024, 8, 1)
    )
    steps = [{"milestone_id": "A01-M1", "state": "done", "done_on": "2024-06-12"}]
    assert send(a_return(tmp_path / "r.xlsx", [said], steps), home).accepted
    path = _template(home, tmp_path / "t.xlsx", language, "2024-07")
    book = openpyxl.load_workbook(path)
    update = list(next(book[SHEETS[language][1]].iter_rows(min_row=HEADER_ROW + 1, values_only=True)))
    receipt = send(path, home, language=language, **JULY)

    assert update[4:7] == (
        [None, "In progress", "At risk"] if language == "en" else [None, "Ar y gweill", "Mewn perygl"]
    )
    assert update[9:12] == ["=No money", "-ask", _midnight(2024, 8, 1)]
    assert receipt.accepted
    assert receipt.rows == {"updates": 0, "milestone_updates": 0}


def test_only_rounds_before_count_for_what_is_pre_filled(home: Path, tmp_path: Path) -> None:
    before = _template(home, tmp_path / "1.xlsx").read_bytes()
    send(a_return(tmp_path / "r.xlsx", [on_track("A01")]), home)

    assert _template(home, tmp_path / "2.xlsx").read_bytes() == before


def test_a_row_left_alone_after_an_update_in_the_round_is_pointed_out(home: Path, tmp_path: Path) -> None:
    send(a_return(tmp_path / "r.xlsx", [on_track("A01")]), home)
    receipt = send(_template(home, tmp_path / "t.xlsx"), home)

    assert [found.value for found in receipt.warnings if found.code == "untouched_after_update"] == ["A01"]


def test_one_changed_cell_makes_the_whole_row_an_update(home: Path, tmp_path: Path) -> None:
    send(a_return(tmp_path / "r.xlsx", [on_track("A01")]), home)
    path = _template(home, tmp_path / "t.xlsx", round_id="2024-07")
    book = openpyxl.load_workbook(path)
    book["Updates"][f"O{HEADER_ROW + 1}"] = _midnight(2024, 12, 1)
    book.save(path)
    receipt = send(path, home, **JULY)

    assert receipt.accepted
    assert receipt.rows["updates"] == 1
    assert "A01" not in receipt.untouched


def test_the_same_content_makes_the_same_bytes(home: Path, tmp_path: Path) -> None:
    hashes = {
        hashlib.sha256(_template(home, tmp_path / f"{number}.xlsx").read_bytes()).hexdigest()
        for number in "12"
    }

    assert len(hashes) == 1


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_workbook_can_be_read_by_anybody(language: str, home: Path, tmp_path: Path) -> None:
    """Criteria A30 to A33: tables, nothing merged, hidden or coloured, an organisation as author."""
    path = _template(home, tmp_path / "t.xlsx", language)
    book = openpyxl.load_workbook(path)

    assert book.sheetnames == SHEETS[language]
    for sheet in book.worksheets:
        assert sheet.sheet_state == "visible"
        assert not sheet.merged_cells.ranges
        assert len(sheet.tables) == 1
        assert not any(
            dimension.hidden
            for dimension in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values())
        )
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.fill.fill_type is None
                assert (cell.font.name, cell.font.sz >= 12) == ("Arial", True)
                assert cell.data_type != "f"
    properties = book.properties
    assert (
        properties.creator
        == {"en": "The Community Steering Group", "cy": "Y Grŵp Llywio Cymunedol"}[language]
    )
    assert properties.language == f"{language}-GB"
    assert properties.title
    assert properties.created == _midnight(2024, 6, 17)


def test_what_may_not_be_typed_is_locked_and_the_rest_is_not(home: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(_template(home, tmp_path / "t.xlsx"))
    updates, _ = RETURN.sheet_tables()

    for name, cell in zip(updates.columns, book["Updates"][HEADER_ROW + 1], strict=True):
        assert cell.protection.locked == updates.columns[name].column.is_locked, name
    assert book["Updates"].protection.sheet


def test_answers_are_offered_in_the_workbooks_language(home: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(_template(home, tmp_path / "t.xlsx", "cy"))
    offered = [
        rule.formula1 for rule in book["Diweddariadau"].data_validations.dataValidation if rule.type == "list"
    ]

    assert '"Ar y trywydd iawn,Mewn perygl,Wedi\'i oedi"' in offered


def test_a_demonstration_says_that_it_is_invented(home: Path, tmp_path: Path) -> None:
    english = openpyxl.load_workbook(_template(home, tmp_path / "en.xlsx"))["Cover"]
    welsh = openpyxl.load_workbook(_template(home, tmp_path / "cy.xlsx", "cy"))["Clawr"]

    assert any("invented data" in str(row[0]) for row in english.iter_rows(values_only=True))
    assert any("Arddangosiad" in str(row[0]) for row in welsh.iter_rows(values_only=True))


def test_no_part_of_the_workbook_runs_or_reaches_out(home: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(_template(home, tmp_path / "t.xlsx")) as archive:
        names = archive.namelist()
        texts = [archive.read(name) for name in names]

    assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]
    assert not [text for text in texts if b"<f>" in text or b'TargetMode="External"' in text]


def test_a_partner_or_round_that_is_not_in_the_plan_has_no_template(home: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownToRegister, match=r"No partner .* nobody\. Name one of: .*council"):
        write_template(home, "nobody", "2024-06", "en", tmp_path / "t.xlsx")
    with pytest.raises(UnknownToRegister, match=r"Nid oes rownd 2031-01 .*: .*2024-06"):
        write_template(home, "council", "2031-01", "cy", tmp_path / "t.xlsx")


def test_a_template_that_cannot_be_made_is_an_answer_at_the_shell(home: Path, tmp_path: Path) -> None:
    asked = ["template", "--round", "2024-06", "--home", str(home), "-o", str(tmp_path / "t.xlsx")]
    told = CliRunner().invoke(app, [*asked, "--partner", "nobody"])

    assert told.exit_code == 1
    assert "Name one of: " in told.output


@pytest.mark.parametrize("name", ["council.xlsx", "council.pdf", "council"])
@pytest.mark.parametrize(
    "command",
    [
        "template --partner youth-service --round 2024-06 -o",
        "tally --held-on 2025-06-14 -o",
        "submit {file} --feed return --by officer --annotate",
    ],
)
def test_no_workbook_is_written_over_a_file_or_under_a_name_that_is_none_of_a_workbook(
    home: Path, tmp_path: Path, command: str, name: str
) -> None:
    file = tmp_path / name
    if name == "council.xlsx":
        file.write_text("filled in")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    told = CliRunner().invoke(app, [*command.format(file=file).split(), str(file), "--home", str(home)])

    assert told.exit_code == 1
    why = "is there already" if name == "council.xlsx" else "expected a name that ends in .xlsx"
    assert why in told.output
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_look_at_a_file_says_that_no_marked_copy_is_written(home: Path, tmp_path: Path) -> None:
    file, marked = _template(home, tmp_path / "t.xlsx"), tmp_path / "marked.xlsx"
    about = "--feed return --by officer --partner youth-service --round 2024-06 --check --annotate"

    told = CliRunner().invoke(app, ["submit", str(file), *about.split(), str(marked), "--home", str(home)])

    assert f"With --check nothing is written: {marked} was not made." in told.stderr
    assert not marked.exists()


def test_the_actions_that_are_led_come_first_and_say_so(home: Path, tmp_path: Path) -> None:
    rows = _records(openpyxl.load_workbook(_template(home, tmp_path / "t.xlsx"))["Updates"])
    parts = [row["Your part"] for row in rows]

    assert parts == sorted(parts, key=lambda part: part != "You lead")
    assert set(parts) == {"You lead", "Support"}


def test_what_the_group_asks_stands_in_a_column_of_its_own(home: Path, tmp_path: Path) -> None:
    asked = {"decision": "ask", "action_id": "A01", "words": "When does it open?", "decided_on": "2024-06-19"}
    at = datetime(2024, 6, 19, 12, tzinfo=UTC)
    receipt = decide(home=home, submitted_by="secretary", received_at=at, role="secretary", **asked)  # type: ignore[arg-type]
    assert receipt.accepted, receipt.problems
    path = _template(home, tmp_path / "t.xlsx")
    rows = _records(openpyxl.load_workbook(path)["Updates"])

    assert [row["Action number"] for row in rows if row["What the group asks"]] == ["A01"]
    assert send(path, home).accepted


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_sheet_has_its_title_its_due_date_and_its_headers_on_every_page_of_a4(
    language: str, home: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(_template(home, tmp_path / "t.xlsx", language))
    due = {"en": "Friday 28 June 2024", "cy": "Dydd Gwener 28 Mehefin 2024"}[language]
    for sheet in book.worksheets[1:]:
        assert sheet.title in str(sheet["A1"].value)
        assert due in str(sheet["A2"].value)
        assert sheet.freeze_panes == f"C{HEADER_ROW + 1}"
        assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)


def test_every_row_is_as_high_as_its_words(home: Path, tmp_path: Path) -> None:
    long = " ".join(["word"] * 100)
    assert send(a_return(tmp_path / "r.xlsx", [on_track("A01", what_happened=long)]), home).accepted
    sheet = openpyxl.load_workbook(_template(home, tmp_path / "t.xlsx", round_id="2024-07"))["Updates"]
    heights = {
        sheet.cell(row, 1).value: sheet.row_dimensions[row].height for row in range(4, sheet.max_row + 1)
    }
    width = RETURN.tables["updates"].columns["what_happened"].column.width

    assert heights["A01"] >= len(long) / (width * 1.2) * 15
    assert heights["A01"] > max(height for action, height in heights.items() if action != "A01")


@pytest.mark.parametrize(
    ("written", "read", "told"),
    [
        ("en", "en", "another partner: The council, June 2024. Start from"),
        ("cy", "en", "another partner: The council, June 2024. Start from"),
        ("en", "cy", "ar gyfer partner arall: Y cyngor, Mehefin 2024."),
    ],
)
def test_a_workbook_that_was_made_for_another_partner_is_refused_with_its_name(
    written: str, read: str, told: str, home: Path, tmp_path: Path
) -> None:
    write_template(home, "council", "2024-06", written, tmp_path / "t.xlsx")
    receipt = send(tmp_path / "t.xlsx", home, language=read)
    (found,) = receipt.problems

    assert (found.code, found.sheet, found.row) == ("workbook_of_another_partner", SHEETS[written][0], 1)
    assert told in found.message


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "made for July 2024, and what it says is taken for June 2024."),
        ("cy", "ar gyfer Gorffennaf 2024, a chymerir bod yr hyn y mae'n ei ddweud ar gyfer Mehefin 2024."),
    ],
)
def test_a_workbook_that_was_made_for_another_round_is_taken_in_and_told_so(
    language: str, told: str, home: Path, tmp_path: Path
) -> None:
    path = _template(home, tmp_path / "t.xlsx", language, "2024-07")
    receipt = send(path, home, language=language)
    found = next(each for each in receipt.warnings if each.code == "workbook_of_another_round")

    assert receipt.accepted
    assert told in found.message


@pytest.mark.parametrize("left", [None, "Our return", "The moon: return for June 2024"])
def test_a_workbook_that_does_not_say_whose_it_is_is_taken_in(
    left: str | None, home: Path, tmp_path: Path
) -> None:
    """One without its cover says it on its other sheets; where all say nothing, nothing is asked."""
    write_template(home, "council", "2024-06", "en", tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    del book["Cover"]
    book.save(tmp_path / "t.xlsx")
    assert codes(send(tmp_path / "t.xlsx", home)) == ["workbook_of_another_partner"]

    for sheet in book:
        sheet["A1"] = left
    book.save(tmp_path / "t.xlsx")

    assert "workbook_of_another_partner" not in codes(send(tmp_path / "t.xlsx", home))

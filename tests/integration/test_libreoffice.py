"""What LibreOffice opens and saves loses nothing: template → .ods → .xlsx → the door, in both languages."""

import subprocess
from pathlib import Path

import openpyxl
import pytest

from pipelines import landing
from pipelines.contracts.returns import RETURN
from pipelines.intake.workbooks.template import HEADER_ROW, write_template
from pipelines.receipts.receipt import Receipt
from tests.support import patience
from tests.support.door import a_return, new_home, on_track, send
from tests.support.needs import needs
from tests.support.small_build import make_build, release

SHEET = {"en": "Updates", "cy": "Diweddariadau"}
PARTNERS = {"en": "youth-service", "cy": "council"}
SAID = {
    "stage": {"en": "In progress", "cy": "Ar y gweill"},
    "rating": {"en": "At risk", "cy": "Mewn perygl"},
    "what_happened": {"en": "=SUM(1) is what we typed", "cy": "Cafodd y tŷ ei agor â gŵyl – ïe!"},
    "reason": {"en": "The money is late.", "cy": "Mae'r arian yn hwyr."},
    "next_step": {"en": "We meet in May.", "cy": "Byddwn yn cwrdd ym mis Mai."},
    "forecast_finish": {"en": "2026-03", "cy": "31 Hydref 2026"},
}

pytestmark = needs("soffice", "libreoffice-calc-nogui")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A deployment, and a folder of workbooks as LibreOffice saved them, untouched and filled."""
    folder = tmp_path_factory.mktemp("libreoffice")
    home = new_home(folder)
    for language, partner_id in PARTNERS.items():
        for name in ("untouched", "filled"):
            path = folder / f"{name}-{language}.xlsx"
            write_template(home, partner_id, "2024-06", language, path)
        _fill(folder / f"filled-{language}.xlsx", language)
    _convert(folder, "ods", sorted(folder.glob("*.xlsx")))
    _convert(folder / "back", "xlsx", sorted(folder.glob("*.ods")))
    return home, folder


def _fill(path: Path, language: str) -> None:
    """Write what is said of the first action, each value under its header."""
    columns = RETURN.tables["updates"].columns
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET[language]]
    headers = {cell.value: cell.column for cell in sheet[HEADER_ROW]}
    for name, words in SAID.items():
        cell = sheet.cell(HEADER_ROW + 1, headers[columns[name].header(language)], words[language])
        cell.data_type = "s"
    book.save(path)


def _convert(out: Path, kind: str, files: list[Path]) -> None:
    profile = f"-env:UserInstallation=file://{out.parent / 'profile'}"
    command = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", str(out)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=patience.SECONDS)


def _sent(home: Path, path: Path, language: str) -> Receipt:
    return send(path, home, partner_id=PARTNERS[language], language=language)


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("file", ["{name}-{language}.ods", "back/{name}-{language}.xlsx"])
def test_a_workbook_opened_and_saved_unchanged_records_nothing(
    file: str, language: str, saved: tuple[Path, Path]
) -> None:
    home, folder = saved

    receipt = _sent(home, folder / file.format(name="untouched", language=language), language)

    assert receipt.accepted, receipt.problems
    assert receipt.rows == {"updates": 0, "milestone_updates": 0}
    assert {found.code for found in receipt.warnings} == {"no_rows"}


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("file", ["{name}-{language}.ods", "back/{name}-{language}.xlsx"])
def test_what_was_typed_arrives_as_it_was_typed(file: str, language: str, saved: tuple[Path, Path]) -> None:
    home, folder = saved

    receipt = _sent(home, folder / file.format(name="filled", language=language), language)

    assert receipt.accepted, receipt.problems
    (landed,) = [each for each in landing.landed(home, "return") if each.receipt_id == receipt.receipt_id]
    (row,) = landed.rows("updates", "stage", "rating", "what_happened", "reason", "forecast_finish")
    assert (row["stage"], row["rating"]) == ("in_progress", "at_risk")
    assert row["what_happened"] == SAID["what_happened"][language]
    assert row["reason"] == SAID["reason"][language]
    assert f"{row['forecast_finish']:%Y-%m-%d}" == {"en": "2026-03-31", "cy": "2026-10-31"}[language]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("file", ["{name}-{language}.ods", "back/{name}-{language}.xlsx"])
def test_a_workbook_still_says_whose_it_is(file: str, language: str, saved: tuple[Path, Path]) -> None:
    home, folder = saved

    receipt = send(folder / file.format(name="filled", language=language), home, partner_id="police")

    assert [found.code for found in receipt.problems] == ["workbook_of_another_partner"]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_cell_that_is_merged_over_two_actions_is_refused_with_its_place(kind: str, tmp_path: Path) -> None:
    home = new_home(tmp_path)
    path = a_return(tmp_path / "merged.xlsx", [on_track("A01"), on_track("A02")])
    book = openpyxl.load_workbook(path)
    book["Updates"].merge_cells("D2:D3")
    book.save(path)
    _convert(tmp_path, "ods", [path])

    (found,) = send(tmp_path / f"merged.{kind}", home).problems

    assert (found.code, found.sheet, found.row, found.column_letters) == ("cells_merged", "Updates", 2, "D")
    assert "down to row 3" in found.message


def test_the_template_shows_its_sheets_and_lists_there_too(saved: tuple[Path, Path]) -> None:
    _, folder = saved

    book = openpyxl.load_workbook(folder / "back" / "untouched-cy.xlsx")

    assert book.sheetnames == ["Clawr", "Diweddariadau", "Cerrig milltir"]
    assert all(sheet.sheet_state == "visible" for sheet in book)
    assert book["Diweddariadau"].data_validations.dataValidation


def test_the_open_data_opens_as_a_table_in_which_nothing_is_run(tmp_path: Path) -> None:
    """A text like a formula stays the text that the CSV holds (conventions X11)."""
    build = make_build(tmp_path, words="=SUM(1;2)")
    released = release(tmp_path / "releases", build, "2025-06")
    file = tmp_path / "releases" / released.release_id / "csv" / "action_rounds.csv"

    _convert(tmp_path / "opened", "xlsx", [file])

    (sheet,) = openpyxl.load_workbook(tmp_path / "opened" / "action_rounds.xlsx").worksheets
    assert [cell.value for cell in sheet["B"]] == ["words", "'=SUM(1;2)", "'=SUM(1;2)"]
    assert {cell.data_type for cell in sheet["B"]} == {"s"}
    assert sheet["A1"].value == "round_id"

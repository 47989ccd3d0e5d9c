"""A marked-up copy of a submission: the same cells, and beside each row what is wrong with it.

The copy is written anew from what the sandbox read: the file itself is never opened on this side of the
wall, so a copy has the cells of the original and none of its looks.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from pipelines.contracts import FEEDS
from pipelines.intake.examine import read_sheets
from pipelines.intake.reading.reader import Cell, Sheet
from pipelines.intake.sheets.tables import PROBLEMS, column_header, lay_out
from pipelines.intake.source import Source, read_source
from pipelines.intake.workbooks.document import Formats, finish, new_book
from pipelines.locale import LANGUAGES, N_, speaker
from pipelines.receipts.problems import ProblemRecord
from pipelines.receipts.receipt import Receipt

_HEADERS = (N_("Sheet"), N_("Row"), N_("Column"), N_("What is wrong, and how to mend it"))
_TITLE = N_("Problems in {name}")
_ALL_WELL = N_("Nothing is wrong with this file.")
_WIDTHS = (24, 8, 24, 100)
_SHEET_NAME_LENGTH = 31


def annotate(path: Path, receipt: Receipt, output: Path) -> None:
    """Write a copy of the submission at `path` to `output` (.xlsx), marked with its receipt's problems.

    A file that could not be read at all gives a copy with the list of problems alone.
    """
    source = read_source(path, FEEDS[receipt.feed]) if receipt.feed in FEEDS else Source(path.name, {})
    annotate_source(
        source, Answer(receipt.feed, receipt.language, receipt.received_at, receipt.problems), output
    )


@dataclass(frozen=True)
class Answer:
    """What a marked-up copy says: what is wrong, of which feed, in which language, and when it was found."""

    feed: str
    language: str
    found_at: datetime
    problems: Sequence[ProblemRecord]


def annotate_source(source: Source, answer: Answer, output: Path) -> None:
    """Write a copy of what was read already to `output`, as `annotate` does."""
    say = speaker(answer.language)
    book = new_book(output)
    formats = Formats.of(book)
    _write_list(book.add_worksheet(say(PROBLEMS)), formats, answer)
    taken = {say(PROBLEMS).casefold()}
    for sheet, header_row in _sheets(source, answer.feed):
        target = book.add_worksheet(_free_name(sheet.name, taken))
        _write_sheet(target, formats, sheet)
        _mark(target, formats, sheet, header_row, answer)
    book.set_properties({"title": say(_TITLE, name=source.name), "author": ""})
    finish(book, output, answer.language, answer.found_at.replace(tzinfo=None))


def _sheets(source: Source, feed: str) -> Sequence[tuple[Sheet, int]]:
    """Return each sheet that the sandbox reads, and the row of its headers; nothing if it cannot."""
    contract = FEEDS.get(feed)
    if contract is None or not contract.sheet_tables() or source.problem:
        return ()
    reading = read_sheets(source, contract)
    tables = lay_out(contract.in_languages(LANGUAGES[:1]), reading).tables.values()
    headers = {found.sheet.name: found.header_row for found in tables}
    return [(sheet, headers.get(sheet.name, 1)) for sheet in reading.sheets]


def _write_list(sheet: Worksheet, formats: Formats, answer: Answer) -> None:
    say = speaker(answer.language)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width, formats.text)
    if not answer.problems:
        sheet.write_string(0, 0, say(_ALL_WELL), formats.line)
        return
    headers = [{"header": say(header), "header_format": formats.header} for header in _HEADERS]
    bounds = (0, 0, len(answer.problems), len(_HEADERS) - 1)
    sheet.add_table(*bounds, {"name": "Problems", "columns": headers, "style": None})
    for number, found in enumerate(answer.problems, start=1):
        header = column_header(answer.feed, found.column, answer.language)
        place = found.column_named(header) if header else ""
        for column, text in enumerate((found.sheet, found.row, place, found.message)):
            if isinstance(text, int):
                sheet.write_number(number, column, text, formats.text)
            else:
                sheet.write_string(number, column, text or "", formats.text)


def _write_sheet(sheet: Worksheet, formats: Formats, found: Sheet) -> None:
    sheet.set_column(0, max(_width(found) - 1, 0), 20, formats.text)
    for number, row in enumerate(found.rows):
        for column, cell in enumerate(row):
            _write_cell(sheet, number, column, cell, formats)


def _mark(sheet: Worksheet, formats: Formats, found: Sheet, header_row: int, answer: Answer) -> None:
    """Say beside each row what is wrong with it."""
    lines: dict[int, list[str]] = defaultdict(list)
    for problem in answer.problems:
        if problem.sheet == found.name:
            header = column_header(answer.feed, problem.column, answer.language)
            line = f"{problem.column_named(header)}: {problem.message}" if header else problem.message
            lines[problem.row or header_row].append(line)
    if not lines:
        return
    last = _width(found)
    sheet.set_column(last, last, 80, formats.text)
    sheet.write_string(header_row - 1, last, speaker(answer.language)(PROBLEMS), formats.header)
    for row, said in lines.items():
        if row != header_row:
            sheet.write_string(row - 1, last, "\n".join(said), formats.text)


def _width(found: Sheet) -> int:
    return max((len(row) for row in found.rows), default=0)


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, formats: Formats) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, formats.text)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, datetime.combine(cell, time()), formats.open_day)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell, formats.text)
    elif cell:
        sheet.write_string(row, column, cell, formats.quoted(cell))


def _free_name(name: str, taken: set[str]) -> str:
    """Return a name for a sheet that no other has and that a spreadsheet program takes."""
    plain = "".join("_" if mark in "[]:*?/\\'" else mark for mark in name)[:_SHEET_NAME_LENGTH] or "_"
    number = 1
    while plain.casefold() in taken:
        number += 1
        plain = f"{plain[: _SHEET_NAME_LENGTH - 4]} ({number})"
    taken.add(plain.casefold())
    return plain

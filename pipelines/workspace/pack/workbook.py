"""The pack as a workbook: the agenda, what was decided, every action, and the counts with their picture."""

from datetime import datetime, time
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pipelines.intake.workbooks.document import Formats, finish, new_book, row_height
from pipelines.locale import N_, speaker
from pipelines.workspace.pack.content import Pack, Table

_AGENDA = N_("Agenda")
_PART, _ON, _KNOWN = N_("Part"), N_("On"), N_("What is known")
_WIDTHS: dict[int, tuple[float, ...]] = {
    2: (40, 12),
    3: (30, 46, 90),
    4: (46, 26, 80, 26),
    5: (10, 60, 24, 24, 34),
}
_TOP, _SHEET_NAME = 2, 31


def write_workbook(pack: Pack, output: Path) -> None:
    """Write the pack as an .xlsx file."""
    say, book = speaker(pack.language), new_book(output)
    formats = Formats.of(book)
    agenda = Table(
        say(_AGENDA),
        (say(_PART), say(_ON), say(_KNOWN)),
        tuple(
            (section.title, entry.name, "\n".join(f"{name}: {value}" for name, value in entry.facts))
            for section in pack.sections
            for entry in section.entries
        ),
    )
    for number, table in enumerate((agenda, pack.decided, pack.every)):
        sheet = book.add_worksheet(table.title[:_SHEET_NAME])
        sheet.write_string(0, 0, f"{pack.title}: {table.title}", formats.title)
        sheet.set_row(0, 26)
        sheet.write_string(1, 0, pack.statement or pack.lines[-1], formats.line)
        _write_table(sheet, formats, table, f"Table{number}")
    _write_counts(book, formats, pack)
    book.set_properties({"title": pack.title, "subject": pack.plan, "author": pack.group})
    finish(book, output, pack.language, datetime.combine(pack.meets_on, time()))


def _write_table(sheet: Worksheet, formats: Formats, table: Table, name: str) -> None:
    widths = _WIDTHS[len(table.columns)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width, formats.text)
    headers = [{"header": each, "header_format": formats.header} for each in table.columns]
    bounds = (_TOP, 0, _TOP + max(len(table.rows), 1), len(widths) - 1)
    sheet.add_table(*bounds, {"name": name, "columns": headers, "style": None})
    for number, row in enumerate(table.rows or [(table.nothing,)], start=_TOP + 1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, formats.quoted(text))
        sheet.set_row(number, row_height(zip(row, widths, strict=False)))
    sheet.freeze_panes(_TOP + 1, 0)
    sheet.hide_gridlines(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(_TOP)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")


def _write_counts(book: xlsxwriter.Workbook, formats: Formats, pack: Pack) -> None:
    """Write the counts of headlines, and draw them, with the same in words."""
    sheet = book.add_worksheet(pack.counts_title[:_SHEET_NAME])
    for column, width in enumerate(_WIDTHS[2]):
        sheet.set_column(column, column, width, formats.text)
    sheet.write_string(0, 0, pack.counts_title, formats.heading)
    for number, (name, count) in enumerate(pack.counts, start=1):
        sheet.write_string(number, 0, name, formats.text)
        sheet.write_number(number, 1, count, formats.text)
    last = max(len(pack.counts), 1)
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "categories": [sheet.get_name(), 1, 0, last, 0],
            "values": [sheet.get_name(), 1, 1, last, 1],
            "fill": {"color": "#12436D"},
            "data_labels": {"value": True},
        }
    )
    chart.set_title({"name": pack.counts_title})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    sheet.insert_chart(1, 3, chart, {"description": pack.counts_in_words})

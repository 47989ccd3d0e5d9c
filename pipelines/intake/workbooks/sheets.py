"""The workbook of a feed that adds up: a sheet for each of its tables, to be filled in and sent in."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

from pipelines.contracts import FEEDS
from pipelines.contracts.base import Table
from pipelines.contracts.languages import language_in
from pipelines.intake.workbooks.document import Formats, finish, new_book, row_height
from pipelines.intake.workbooks.template import in_language, validate
from pipelines.locale import speaker
from pipelines.register import Register, current

ROWS = 500
"""How many rows below the headers offer their answers."""

_LONGEST_LIST = 255
"""How many letters a list of answers may have in a cell's rule, by the file's format."""


def write_workbook(home: Path, feed: str, on: date, language: str, output: Path) -> None:
    """Write the empty workbook of a feed to `output`, dated `on`; ids are offered as the plan has them.

    It is in English where the plan does not speak `language`.

    Raises:
        RegisterMissing: no plan has been loaded.
    """
    register = current(home)
    language = language_in(register.languages, language)
    contract = FEEDS[feed].in_languages(register.languages)
    book = new_book(output)
    formats = Formats.of(book)
    for table in contract.sheet_tables():
        write_sheet(book, formats, table, (), language, _ids(register, language))
    group = in_language(register.plan, "steering_group", language)
    book.set_properties({"title": speaker(language)(contract.title), "author": group, "company": group})
    book.set_custom_property("Language", language)
    finish(book, output, language, datetime.combine(on, time()))


def write_sheet(
    book: xlsxwriter.Workbook,
    formats: Formats,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    language: str,
    ids: Mapping[str, Sequence[str]],
) -> None:
    """Add a sheet of a feed: its headers, the rows as far as they are known, and what each cell takes."""
    say = speaker(language)
    sheet = book.add_worksheet(say(table.sheet))
    specs = table.asked_columns
    for index, spec in enumerate(specs):
        sheet.set_column(index, index, spec.column.width, formats.for_column(spec))
        sheet.write_string(0, index, spec.header(language), formats.header)
        known = ids.get(spec.name, ())
        is_short = len(",".join(known)) <= _LONGEST_LIST
        validate(sheet, index, (1, ROWS), spec, say, language, known if is_short else ())
        for number, row in enumerate(rows, start=1):
            value = row.get(spec.name)
            if isinstance(value, date):
                sheet.write_datetime(number, index, datetime.combine(value, time()), formats.open_day)
            elif value is not None:
                sheet.write_string(number, index, value, formats.for_text(spec, value))
    sheet.set_row(0, row_height((spec.header(language), spec.column.width * 0.8) for spec in specs))
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _ids(register: Register, language: str) -> dict[str, list[str]]:
    """Return what may stand in the columns that speak of the plan, by the column."""
    units = [in_language(each, "unit", language) for each in register.indicators]
    return {
        "theme_id": [theme.theme_id for theme in register.themes],
        "action_id": list(register.by_action),
        "indicator_id": [each.indicator_id for each in register.indicators],
        "unit": list(dict.fromkeys(units)),
    }

"""The story's returns as workbooks: the project's own template, filled by header as a person would fill it.

What goes where follows from the return's contract, so that a renamed or moved column needs no change here.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.contracts.base import ColumnSpec, Table
from pipelines.contracts.returns import RETURN
from pipelines.demo.returns import Cells, Return, Value
from pipelines.demo.story import Fault
from pipelines.intake.sheets import vocabularies
from pipelines.locale import speaker

_UPDATES, _MILESTONES = (table for table in RETURN.sheet_tables())
_KEYS = {"updates": "action_id", "milestone_updates": "milestone_id"}
_AS_FOUND = {"due_on"}
"""Cells that nobody in the story ever changes."""


def fill(workbook: Path, told: Return) -> None:
    """Fill the template at `workbook` in place with what the partner says; other rows stay as they are."""
    book = openpyxl.load_workbook(workbook)
    for table, rows in ((_UPDATES, told.updates), (_MILESTONES, told.milestones)):
        sheet = book[speaker(told.language)(table.sheet)]
        _fill_sheet(sheet, table, rows, told.language)
    if told.fault:
        sheet = book[speaker(told.language)(_UPDATES.sheet)]
        _spoil(sheet, told.fault, told.language)
    book.save(workbook)


def cells(workbook: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return what stands in every cell of a workbook, by sheet: what two makings of it must agree on."""
    book = openpyxl.load_workbook(workbook)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def _fill_sheet(sheet: Worksheet, table: Table, rows: Mapping[str, Cells], language: str) -> None:
    columns = _columns(sheet, table, language)
    places = _places(sheet, columns[_KEYS[table.name]])
    for key, entries in rows.items():
        for name in _to_fill(table, entries):
            entry = _entry(entries.get(name), table.columns[name], language)
            _set(sheet, places[key], columns[name], entry)


def _to_fill(table: Table, entries: Cells) -> list[str]:
    """Return the columns to fill: one alone for "no change", else all that may be typed in."""
    if "no_change" in entries:
        return ["no_change"]
    return [
        name for name, spec in table.columns.items() if not spec.column.is_locked and name not in _AS_FOUND
    ]


def _entry(value: Value | None, spec: ColumnSpec, language: str) -> str | date | None:
    """Return what a person would type or choose for a value."""
    vocabulary = spec.column.vocabulary
    if value is None or vocabulary is None:
        assert not isinstance(value, bool)
        return value
    code = "yes" if value is True else str(value)
    return speaker(language)(vocabularies.label(vocabulary, code))


def _spoil(sheet: Worksheet, fault: Fault, language: str) -> None:
    columns = _columns(sheet, _UPDATES, language)
    row = _places(sheet, columns["action_id"])[fault.action_id]
    _set(sheet, row, columns[fault.column], fault.value or None)


def _columns(sheet: Worksheet, table: Table, language: str) -> dict[str, int]:
    """Return where each column of the table stands, by its header."""
    names = {spec.header(language): name for name, spec in table.columns.items()}
    for row in sheet.iter_rows(max_row=10, values_only=True):
        found = {names[str(value)]: place for place, value in enumerate(row, start=1) if value in names}
        if len(found) == len(names):
            return found
    raise ValueError(f"sheet {sheet.title} has not all of the headers {', '.join(names)}")


def _places(sheet: Worksheet, column: int) -> dict[str, int]:
    """Return the row of each action or milestone."""
    values = sheet.iter_rows(min_col=column, max_col=column, values_only=True)
    return {str(value): row for row, (value,) in enumerate(values, start=1)}


def _set(sheet: Worksheet, row: int, column: int, value: str | date | None) -> None:
    cell = sheet.cell(row, column)
    assert not isinstance(cell, MergedCell)
    cell.value = value

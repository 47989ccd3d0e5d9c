"""Which sheet holds which table, and which column is which: by name and header, in either language.

Nothing here depends on order: sheets, columns and the rows above the headers may stand as they like.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipelines.contracts import FEEDS
from pipelines.contracts.base import ColumnSpec, Contract, Table
from pipelines.intake.reading.reader import Cell, Reading, Sheet
from pipelines.intake.sheets.cells import is_blank
from pipelines.intake.sheets.vocabularies import folded
from pipelines.locale import LANGUAGES, N_, speaker
from pipelines.receipts.problems import Problem, Term, problem
from pipelines.receipts.receipt import ColumnUse

COVER = N_("Cover")
"""The sheet that explains the others; it is never read."""

FOR_THE_TABLE = N_("For the table")
"""The sheet that is printed, for the table at an event; it is never read."""

PROBLEMS = N_("Problems")
"""The sheet and the column that a marked-up copy has more than its original; they are never read."""

_HEADER_WITHIN = 20
_SUFFIXES = (".csv", ".txt", ".tsv")


@dataclass(frozen=True)
class FoundTable:
    """A table of the contract, found on a sheet: where its headers are and what stands in which column."""

    table: Table
    sheet: Sheet
    header_row: int
    columns: dict[int, ColumnSpec]

    def rows(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        """Return each row that says something, with its number in the sheet."""
        for number, row in enumerate(self.sheet.rows[self.header_row :], start=self.header_row + 1):
            if self.repeats_headers(row):
                continue
            cells = {spec.name: row[index] for index, spec in self.columns.items() if index < len(row)}
            in_error = any((number, index + 1) in self.sheet.errors for index in self.columns)
            if in_error or not all(is_blank(cell) for cell in cells.values()):
                yield number, cells

    def headers_again(self) -> Iterator[Problem]:
        """Yield a note of each row that repeats the headers, as where lists were put below each other."""
        for number, row in enumerate(self.sheet.rows[self.header_row :], start=self.header_row + 1):
            if self.repeats_headers(row):
                yield problem("second_header_ignored", sheet=self.sheet.name, row=number)

    def repeats_headers(self, row: list[Cell]) -> bool:
        """Say whether a row is the headers once more: all its cells, two at least, head their columns."""
        given = [(index, cell) for index, cell in enumerate(row) if not is_blank(cell)]
        return len(given) > 1 and all(self._heads(index, cell) for index, cell in given)

    def _heads(self, index: int, cell: Cell) -> bool:
        header = self.sheet.rows[self.header_row - 1]
        above = header[index] if index < len(header) else None
        if not isinstance(cell, str):
            return False
        said = folded(cell)
        is_known = index in self.columns and headers(self.table).get(said) == self.columns[index]
        return is_known or (isinstance(above, str) and said == folded(above))

    def letters(self) -> Iterator[tuple[tuple[str, str], str]]:
        """Return how a spreadsheet program calls each column, by the sheet and the column's name."""
        for index, spec in self.columns.items():
            yield (self.sheet.name, spec.name), column_letters(index)

    def errors(self, row_number: int) -> set[str]:
        """Return the columns of a row whose cell is in error."""
        return {
            spec.name for index, spec in self.columns.items() if (row_number, index + 1) in self.sheet.errors
        }


@dataclass(frozen=True)
class Layout:
    """What was found of a contract in a file, and what was missing or left out."""

    tables: dict[str, FoundTable]
    problems: list[Problem]
    warnings: list[Problem]
    form_columns: tuple[ColumnUse, ...] = ()


def lay_out(contract: Contract, reading: Reading) -> Layout:
    """Return the tables of `contract` that `reading` holds."""
    chosen = _choose_sheets(contract.sheet_tables(), list(reading.sheets))
    found: dict[str, FoundTable] = {}
    problems: list[Problem] = _missing_sheets(contract, reading, chosen)
    left = [sheet for sheet in reading.sheets if sheet not in chosen.values() and not _is_cover(sheet)]
    warnings = [problem("sheet_ignored", sheet=sheet.name) for sheet in left if sheet.rows and chosen]
    for name, sheet in chosen.items():
        table = contract.tables[name]
        found[name], wrong, assumed = _find_columns(table, sheet)
        problems += wrong + _same_again(table, sheet, left) + _merged(found[name])
        warnings += assumed
    return Layout(found, problems, warnings)


def _choose_sheets(tables: list[Table], sheets: list[Sheet]) -> dict[str, Sheet]:
    """Return the sheet of each table: the one that bears its name, else one that has its columns."""
    chosen: dict[str, Sheet] = {}
    for table in tables:
        named = [sheet for sheet in sheets if _is_named(table, sheet)]
        if named:
            chosen[table.name] = named[0]
    for table in tables:
        free = [sheet for sheet in sheets if sheet not in chosen.values() and not _is_cover(sheet)]
        fitting = [sheet for sheet in free if table.name not in chosen and _fits(table, sheet)]
        if fitting:
            chosen[table.name] = max(fitting, key=lambda sheet: _best_header(table, sheet)[1])
    return chosen


def _same_again(table: Table, chosen: Sheet, left: list[Sheet]) -> list[Problem]:
    """Name the sheets that could as well be the table: which of them counts is not for us to say."""
    is_named, columns = _is_named(table, chosen), _best_header(table, chosen)[1]
    same = [
        sheet
        for sheet in left
        if _is_named(table, sheet)
        or (not is_named and _fits(table, sheet) and _best_header(table, sheet)[1] == columns)
    ]
    wanted = Term(table.sheet)
    return [problem("sheet_twice", sheet=sheet.name, other=chosen.name, wanted=wanted) for sheet in same]


def _merged(found: FoundTable) -> list[Problem]:
    """Name the merged cells that would speak for several rows: only the first of them holds the value.

    One that begins below the last row that says something is empty.
    """
    return [
        problem(
            "cells_merged",
            sheet=found.sheet.name,
            row=top,
            column=spec.name,
            value=value,
            last=bottom,
        )
        for top, left, bottom, right in found.sheet.merged
        for index, spec in found.columns.items()
        if left <= index + 1 <= right and bottom > found.header_row + 1 and spec.column.is_stored
        if top <= len(found.sheet.rows)
        if not is_blank(value := found.sheet.rows[top - 1][left - 1])
    ]


def _is_named(table: Table, sheet: Sheet) -> bool:
    return _stem(sheet.name) in _folded_names(table)


def _fits(table: Table, sheet: Sheet) -> bool:
    row, score = _best_header(table, sheet)
    if score < min(2, len(table.columns)):
        return False
    present = {spec.name for spec in _recognised(table, sheet.rows[row]).values()}
    return all(spec.name in present for spec in table.columns.values() if spec.is_required)


def _missing_sheets(contract: Contract, reading: Reading, chosen: dict[str, Sheet]) -> list[Problem]:
    """Name what is missing: in a text file, which holds one table, any table will do."""
    if not chosen:
        needed = [
            Term(spec.column.header)
            for spec in contract.sheet_tables()[0].columns.values()
            if spec.is_required
        ]
        return [problem("no_table", columns=needed)]
    if reading.format == "csv" and contract.is_from_partner:
        return []
    return [
        problem("sheet_missing", wanted=Term(table.sheet))
        for table in contract.sheet_tables()
        if table.name not in chosen and not table.is_optional
    ]


def _find_columns(table: Table, sheet: Sheet) -> tuple[FoundTable, list[Problem], list[Problem]]:
    row, _ = _best_header(table, sheet)
    header = sheet.rows[row] if sheet.rows else []
    columns = _recognised(table, header)
    present = [spec.name for spec in columns.values()]
    problems = [
        problem("column_missing", sheet=sheet.name, row=row + 1, column=name, header=Term(spec.column.header))
        for name, spec in table.columns.items()
        if spec.is_required and name not in present
    ]
    problems += [
        problem("column_twice", sheet=sheet.name, row=row + 1, column=name, header=Term(spec.column.header))
        for name, spec in table.columns.items()
        if present.count(name) > 1
    ]
    warnings = _left_out(sheet, row, columns)
    warnings += _unspoken(sheet, row, columns)
    if sheet.hidden:
        warnings.append(problem("sheet_hidden", sheet=sheet.name))
    if row + 1 < len(sheet.rows) and _is_second_header(table, sheet.rows[row + 1]):
        row += 1
        warnings.append(problem("second_header_ignored", sheet=sheet.name, row=row + 1))
    found = FoundTable(table, sheet, row + 1, columns)
    return found, problems, [*warnings, *found.headers_again()]


def _left_out(sheet: Sheet, header_row: int, columns: dict[int, ColumnSpec]) -> list[Problem]:
    """Name the columns that hold something but are not read."""
    width = max((len(row) for row in sheet.rows), default=0)
    header = sheet.rows[header_row] if sheet.rows else []
    left_out = []
    for index in range(width):
        name = header[index] if index < len(header) else None
        below = (row[index] for row in sheet.rows[header_row + 1 :] if index < len(row))
        if folded(str(name)) in _names(PROBLEMS):
            continue
        if index not in columns and not (is_blank(name) and all(is_blank(cell) for cell in below)):
            shown = column_letters(index) if is_blank(name) else name
            left_out.append(problem("column_ignored", sheet=sheet.name, row=header_row + 1, value=shown))
    return left_out


def _unspoken(sheet: Sheet, header_row: int, columns: dict[int, ColumnSpec]) -> list[Problem]:
    """Name the columns that hold words in a language which the plan does not speak."""
    return [
        problem(
            "column_not_spoken", sheet=sheet.name, row=header_row + 1, value=sheet.rows[header_row][index]
        )
        for index, spec in columns.items()
        if not spec.is_spoken
        if any(not is_blank(row[index]) for row in sheet.rows[header_row + 1 :] if index < len(row))
    ]


def column_letters(index: int) -> str:
    """Return how a spreadsheet program calls the column at `index`, counted from 0."""
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % 26) + letters
        index = index // 26 - 1
    return letters


def column_header(feed: str, column: str | None, language: str) -> str:
    """Return the header of a column of a feed, for a person; empty if there is none."""
    specs = (
        table.columns[column] for table in FEEDS[feed].sheet_tables() if column and column in table.columns
    )
    return next((spec.header(language) for spec in specs), "")


def _best_header(table: Table, sheet: Sheet) -> tuple[int, int]:
    """Return the row in which most headers are recognised, and how many."""
    scores = [len(_recognised(table, row)) for row in sheet.rows[:_HEADER_WITHIN]] or [0]
    best = max(scores)
    return scores.index(best), best


def _is_second_header(table: Table, row: list[Cell]) -> bool:
    filled = sum(not is_blank(cell) for cell in row)
    return filled >= 2 and len(_recognised(table, row)) * 2 > filled


def _recognised(table: Table, row: list[Cell]) -> dict[int, ColumnSpec]:
    known, given = headers(table), [folded(cell) if isinstance(cell, str) else "" for cell in row]
    found = {index: known[key] for index, key in enumerate(given) if key in known}
    ours = {spec.name for spec in found.values()}
    return found | {
        index: spec
        for index, key in enumerate(given)
        if (spec := _from_elsewhere(table).get(key)) and index not in found and spec.name not in ours
    }


@cache
def headers(table: Table) -> dict[str, ColumnSpec]:
    """Return each column by everything that its header may say."""
    return {
        folded(words): spec
        for name, spec in table.columns.items()
        for words in (name, *(spec.header(language) for language in LANGUAGES))
    }


@cache
def _from_elsewhere(table: Table) -> dict[str, ColumnSpec]:
    """Return each column by the headings that other programs give it; ours, where both stand there, count."""
    return {folded(words): spec for spec in table.columns.values() for words in spec.column.also}


@cache
def _folded_names(table: Table) -> set[str]:
    return {folded(name) for name in table.sheet_names()}


def _stem(name: str) -> str:
    lowered = name.lower()
    return folded(next((name[: -len(suffix)] for suffix in _SUFFIXES if lowered.endswith(suffix)), name))


def _is_cover(sheet: Sheet) -> bool:
    return folded(sheet.name) in _names(COVER) | _names(FOR_THE_TABLE) | _names(PROBLEMS)


@cache
def _names(message: str) -> set[str]:
    """Return how one of our words may stand in a file, in any language."""
    return {folded(speaker(language)(message)) for language in LANGUAGES}

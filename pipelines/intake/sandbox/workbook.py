"""A zipped workbook into rows of plain cells, by python-calamine.

calamine lays a sheet out as a rectangle, so a single cell far away would cost gigabytes: where the cells
stand is looked up in the XML first. What calamine drops (cells in error, formulas without a value) is looked
up there too.
"""

import io
import posixpath
import re
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.parsers.expat import ExpatError

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from pipelines.intake.sandbox.refusal import Refused
from pipelines.intake.sandbox.spans import merged_in_ods

Cell = str | float | int | bool | None | dict[str, str]

_CELL = re.compile(rb'<(?:\w+:)?c\b([^<>]*?)r="([A-Z]{1,4})([0-9]{1,8})"([^<>]*?)(/?)>')
_UNCOUNTED = re.compile(
    rb'<(?:\w+:)?c\b(?![^<>]*t="str")[^<>]*?r="([A-Z]{1,4})([0-9]{1,8})"[^<>]*>'
    rb"<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</"
)
"""A formula beside which no program has put a value; one whose value is an empty text says so."""

_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')


def read(content: bytes, parts: dict[str, bytes], kind: str, caps: dict[str, int]) -> dict[str, Any]:
    """Return the workbook's sheets, each with its name, rows, hidden flag and cells in error.

    Raises:
        Refused: more than the caps allow, or nothing that calamine can open.
    """
    places = _sheet_parts(parts) if kind == "xlsx" else []
    errors = [_look_over(parts[name], caps) if name in parts else [] for name in places]
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        if len(book.sheet_names) > caps["sheets"]:
            raise Refused("too_many_sheets", count=len(book.sheet_names), most=caps["sheets"])
        sheets = [_sheet(book, index, caps) for index in range(len(book.sheet_names))]
        spans = merged_in_ods(parts["content.xml"]) if kind == "ods" else {}
    except (CalamineError, ExpatError) as error:
        raise Refused("damaged") from error
    for index, sheet in enumerate(sheets):
        sheet["merged"] += spans.get(sheet["name"], [])
        sheet["errors"] = errors[index] if len(errors) == len(sheets) else []
    return {"format": kind, "sheets": sheets, "counts_from_1904": _counts_from_1904(parts)}


def _sheet(book: CalamineWorkbook, index: int, caps: dict[str, int]) -> dict[str, Any]:
    sheet = book.get_sheet_by_index(index)
    end = sheet.end or (0, 0)
    check_size(sheet.name, end[0] + 1, end[1] + 1, caps)
    rows = [[_plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    check_cells(sheet.name, rows, caps)
    visible = book.sheets_metadata[index].visible == SheetVisibleEnum.Visible
    return {"name": sheet.name, "hidden": not visible, "rows": rows, "merged": _merged_rows(sheet)}


def _merged_rows(sheet: CalamineSheet) -> list[list[int]]:
    """Return the first row, first column, last row and last column of every merged cell of several rows."""
    ranges = sheet.merged_cell_ranges or []
    return [
        [top + 1, left + 1, bottom + 1, right + 1] for (top, left), (bottom, right) in ranges if top < bottom
    ]


def check_size(sheet: str, rows: int, columns: int, caps: dict[str, int]) -> None:
    """Check how far a sheet reaches.

    Raises:
        Refused: more rows or columns than the caps allow.
    """
    if rows > caps["rows"]:
        raise Refused("too_many_rows", sheet=sheet, count=rows, most=caps["rows"])
    if columns > caps["columns"]:
        raise Refused("too_many_columns", sheet=sheet, count=columns, most=caps["columns"])


def check_cells(sheet: str, rows: list[list[Cell]], caps: dict[str, int]) -> None:
    """Check how long each text is.

    Raises:
        Refused: a cell holds more than the caps allow.
    """
    for number, row in enumerate(rows, start=1):
        for cell in row:
            if isinstance(cell, str) and len(cell) > caps["cell_characters"]:
                raise Refused("cell_too_long", sheet=sheet, row=number, most=caps["cell_characters"])


def _plain(cell: object) -> Cell:
    """Return what JSON can carry; a day is marked as one."""
    if isinstance(cell, datetime):
        return {"day": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    if isinstance(cell, time | timedelta):
        return str(cell)
    if isinstance(cell, bool | int | float):
        return cell
    return str(cell) or None


def _look_over(xml: bytes, caps: dict[str, int]) -> list[list[int]]:
    """Return (row, column) of every cell in error or not worked out.

    Raises:
        Refused: cells so far away that the rectangle explodes.
    """
    errors = []
    for match in _CELL.finditer(xml):
        before, letters, digits, after, empty = match.groups()
        if empty:
            continue
        row, column = int(digits), _column_number(letters)
        check_size("", row, column, caps)
        if b't="e"' in before or b't="e"' in after:
            errors.append([row, column])
    uncounted = [[int(digits), _column_number(letters)] for letters, digits in _UNCOUNTED.findall(xml)]
    return errors + uncounted


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _sheet_parts(parts: dict[str, bytes]) -> list[str]:
    """Return the part that holds each sheet, in workbook order."""
    targets = {}
    for element in _RELATION.findall(parts.get("xl/_rels/workbook.xml.rels", b"")):
        attributes = dict(_ATTRIBUTE.findall(element))
        targets[attributes.get(b"Id", b"")] = attributes.get(b"Target", b"").decode("utf-8", "replace")
    names = []
    for element in _SHEET.findall(parts["xl/workbook.xml"]):
        ids = [value for key, value in _ATTRIBUTE.findall(element) if key.endswith(b":id")]
        target = targets.get(ids[0], "") if ids else ""
        names.append(posixpath.normpath(posixpath.join("/xl", target)).lstrip("/"))
    return names


def _counts_from_1904(parts: dict[str, bytes]) -> bool:
    return bool(re.search(rb'date1904="(1|true)"', parts.get("xl/workbook.xml", b"")))
